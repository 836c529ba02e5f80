"""The name of a project in the numbered heading above its table or text: 一、双高建设专项."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)"
    r"|项目[一二三四五六七八九十\d]{1,2}[:：、])\s*(?P<name>[^:：,，;；。、\s][^:：,，;；。、]{3,39})"
)
# headings of a chapter, or of a part of one form
_CHAPTER = re.compile(
    "情况|说明|指标|目标|绩效|概[况述]|[表图]$|部门|单位|预算|决算|收支|自评|评[价分]|结[果论]|问题"
    "|措施|依据|附件|基本|主要|原因|建议|分析|安排|得分|公开|其他|意见|经验|做法|职[责能]|组织"
)


def name_in_heading(text: str) -> str | None:
    """The name; None if the line is not numbered, or heads a chapter.

    >>> name_in_heading('（二）人工影响天气作业'), name_in_heading('二、绩效目标完成情况')
    ('人工影响天气作业', None)
    """
    found = _NUMBERED.fullmatch(text.rstrip())
    return None if found is None or _CHAPTER.search(found["name"]) else found["name"]


def nearest_name(texts: Iterable[str]) -> str | None:
    """The name in the last numbered heading; None if that heads a chapter, or none is numbered."""
    headings = [text for text in texts if _NUMBERED.fullmatch(text.rstrip())]
    return name_in_heading(headings[-1]) if headings else None
