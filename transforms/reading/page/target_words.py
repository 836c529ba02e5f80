"""Which pages are worth reading for tables.

The words of the headings and headers of target tables tell.
"""

from __future__ import annotations

import re
import unicodedata

from transforms.reading.page.radicals import unify

# Headings and headers of every layout in the catalogue, and the level-1 and level-2 names that
# stand in their cells.
_WORDS = (
    "级指标",
    *(
        f"绩效{one}"
        for one in ("目标", "指标", "自评", "监控", "评价", "评估", "标准", "任务", "表")
    ),
    *(
        f"指标{one}"
        for one in (
            "值",
            "内容",
            "名称",
            "性质",
            "方向",
            "解释",
            "释义",
            "说明",
            "权重",
            "分值",
            "编码",
            "单位",
            "类型",
        )
    ),
    *(
        f"{one}指标"
        for one in (
            "产出",
            "效益",
            "满意度",
            "数量",
            "质量",
            "时效",
            "成本",
            "完成",
            "影响",
            "效果",
            "评价",
            "考核",
            "年度",
            "总体",
        )
    ),
    *(f"{one}值" for one in ("目标", "完成", "预期", "实现", "实际", "标准")),
    *(f"{one}目标" for one in ("年度", "总体", "中期", "长期", "项目")),
    "运算符号",
    "计算符号",
    "度量单位",
    "计量单位",
)
# few pages have any
_STEMS = {
    stem: tuple(word for word in _WORDS if stem in word)
    for stem in ("指标", "绩效", "值", "目标", "符号", "单位")
}
_TRADITIONAL = str.maketrans(
    "績標評價內實際預產滿質數級釋說權現單體長項運號計監務",
    "绩标评价内实际预产满质数级释说权现单体长项运号计监务",
)
_UNSEEN = re.compile(r"[\u200b-\u200f\ufeff\u00ad]+")
# what NFKC and ``unify`` change in the words
_COMPATIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2e80-\u2fdf\uf900-\ufaff\ufeff\uff10-\uff19]")
_ENOUGH = 3  # mentions of 指标 where line breaks inside cells tore the longer words apart


def may_hold_target(text: str) -> bool:
    r"""Whether a page's text, however it is spaced, has a word of a target table.

    >>> may_hold_target('三 级 指\r\n标'), may_hold_target('⽬标值')
    (True, True)
    >>> may_hold_target('收支总体情况表')
    False
    """
    folded = "".join(text.split())
    if _COMPATIBLE.search(folded):
        folded = unicodedata.normalize("NFKC", unify(_UNSEEN.sub("", folded)))
    if "標" in folded or "績" in folded:
        folded = folded.translate(_TRADITIONAL)
    return (
        any(word in folded for stem, words in _STEMS.items() if stem in folded for word in words)
        or folded.count("指标") >= _ENOUGH
    )
