"""Which pages are worth reading for tables: the words of the headings and headers of target tables."""

from __future__ import annotations

import re
import unicodedata

from transforms.reading.pdf.radicals import unify

# Headings and headers of every layout in the catalogue, and the level-1 and level-2 names that stand in their cells. 績 標 值: traditional forms.
_WORDS = re.compile(
    "[绩績]效[目指自监表][标標评評控]?|[绩績]效(?:[评評][价價]|标准|标|任务)|[一二三123]级指[标標]|指[标標](?:[值內内名性方解说释单计权分]|编码)|"
    "(?:[目标標]|完成|[预期]期|实现|实际|[标标]准)值|(?:产出|效益|满意度|数量|质量|时效|成本|完成|影响|效果|评价|考核|绩效|年度|总体)指[标標]|"
    "(?:年度|总体|中期|长期|项目)目[标標]|运算符号|计算符号|[度计]量单位")
_UNSEEN = re.compile(r"[\u200b-\u200f\ufeff\u00ad]+")
_COMPATIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2e80-\u2fdf\uf900-\ufaff\ufeff\uff10-\uff19]")  # what NFKC and ``unify`` change in the words
_INDICATOR = re.compile("指[标標]")
_ENOUGH = 3  # mentions of 指标 where line breaks inside cells tore the longer words apart


def may_hold_target(text: str) -> bool:
    r"""Whether a page's text, however it is spaced, has a word of a target table.

    >>> may_hold_target('三 级 指\r\n标'), may_hold_target('⽬标值'), may_hold_target('收支总体情况表')
    (True, True, False)
    """
    folded = "".join(text.split())
    if _COMPATIBLE.search(folded):
        folded = unicodedata.normalize("NFKC", unify(_UNSEEN.sub("", folded)))
    return bool(_WORDS.search(folded)) or len(_INDICATOR.findall(folded)) >= _ENOUGH
