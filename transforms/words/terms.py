"""Words that say whose targets follow: those of the whole term, or of the year."""

from __future__ import annotations

import re

_TERM = r"(?:中?长期|中期|实施周?期(?:内)?|规划期|跨年度|[三五]年)"
_YEAR = r"(?:本?年度|当年|全年)"
BAND = re.compile(
    rf"(?:项目)?(?:{_TERM}|{_YEAR}|20\d\d年度?)(?:总体|整体)?(?:绩效)?(?:目标|指标)"
    r"(?:表|值|设定|情况|任务)?(?:\(.{1,12}\))?:?"
)
"""A text (folded) that names one of the two parts of a form and says nothing else."""
_OF_TERM = re.compile(rf"{_TERM}|实施")
_OF_YEAR = re.compile(_YEAR)


def is_of_term(text: str) -> bool | None:
    """True for the whole term, False for the year; None if the folded text says neither.

    >>> is_of_term('中长期绩效目标'), is_of_term('年度绩效指标'), is_of_term('绩效指标')
    (True, False, None)
    """
    if _OF_TERM.search(text):
        return True
    return False if _OF_YEAR.search(text) else None
