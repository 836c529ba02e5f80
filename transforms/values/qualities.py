"""Values without a number: can somebody check them (verifiable), or nobody (vague)?"""

from __future__ import annotations

import re

_STATES = (
    "验收|合格|达标|等保|[一二三四五ⅠⅡⅢⅣIV]+级|[一二三四五ⅠⅡⅢⅣ]类|[A-Z1-5]A+级?|甲等|全覆盖|全部|全员"
    "|应[一-龥]尽[一-龥]|不超(?:过|出)?|未超|不突破|不超支|无(?!明显|限|线|缝|害|障碍)|"
    "未(?:发生|出现|发现)|不(?:发生|出现|存在|低于|高于|少于)|符合|合规|合法|依法|依规|通过|按(?:时|期|计划|合同"
    "|规定|要求|标准|月|季|年|照|进度|质)|准时|如期|计划(?:内|时间)|"
    "已(?!有)|建成|建立|制定|出台|印发|公开|公示|公布|竣工|交付|投入使用|上线|备案|签订|取得|获得|颁发"
    "|达到[一-龥]*(?:标准|要求|规定|等级)|国家标准|行业标准|规定标准|完成|到位|"
    "零|[0-9]+天?[:×x*][0-9]+|杜绝|执行到位|开展|不变|持平|一致$|支付|发放|下达|结清|办结|清零|满员|未达标|有$|没有"
)
_VAGUE = (
    "明显|显著|有效|持续|稳步|逐步|逐年|不断|进一步|良好|较好|较高|较强|优良|提升|提高|改善|增强|促进|加强|推进"
    "|推动|长期|长效|合理|基本|优化|保障|保证|确保|健全|完善|充分|大力|积极|"
    "深入|广泛|一定|适当|及时|规范|便捷|安全|稳定|得到|预期|严格|高效|有所|加快|巩固|扩大|增加|减少|降低|下降"
    "|上升|整洁|有序|舒适|满意|优$|良$|好$"
)
_STATE = re.compile(_STATES)
_SOFT = re.compile(_VAGUE)
_HARD = re.compile(
    "达到[一-龥]*(?:标准|要求|等级)|^无(?!明显|限|线|缝|害|障碍)|验收|达标|等保|全覆盖|不超|未超|不突破|未发生"
    "|未出现|不发生|不出现|合规|符合|合格|按(?:时|期|计划|合同|规定|要求)|准时|如期|零|竣工|投入使用|通过"
    "|计划[一-龥]{0,4}(?:时间|时限)?内"
)


def measurability(text: str) -> str:
    """``verifiable`` or ``vague`` for the words of a value that holds no number.

    >>> [measurability(text) for text in ('通过验收', '不超预算', '全覆盖', '三级等保', '显著提升', '良好', '长期', '基本达标')]
    ['verifiable', 'verifiable', 'verifiable', 'verifiable', 'vague', 'vague', 'vague', 'verifiable']
    """
    if _HARD.search(text) or (_STATE.search(text) and not _SOFT.search(text)):
        return "verifiable"
    return "vague"
