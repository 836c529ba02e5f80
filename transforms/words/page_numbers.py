"""Lines that hold nothing but the number of a page."""

from __future__ import annotations

import re

from transforms.words.folding import fold

_PAGE_NUMBER = re.compile(
    r"[-—–·.~\[(<]*(?:第?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})页?)"
    r"(?:[/,共of]*(?:第|共)?\d{1,4}页?)?[-—–·.~\])>]*",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number.

    >>> [is_page_number(one) for one in ('- 34 -', '第 3 页 共 12 页', '3/12', '— iv —', '三')]
    [True, True, True, True, True]
    >>> is_page_number('1,460.00')
    False
    """
    return bool(_PAGE_NUMBER.fullmatch(fold(text)))
