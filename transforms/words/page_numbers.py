"""Lines that hold nothing but the number of a page."""

from __future__ import annotations

import re

from transforms.words.folding import fold

_PAGE_NUMBER = re.compile(
    r"[-—–·.~\[(<]*(?:第?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})页?)"
    r"(?:[/,共of]*(?:第|共)?\d{1,4}页?)?[-—–·.~\])>]*",
    re.IGNORECASE,
)


# .5 and 35. are parts of a number, 2) is one of a list
_ONE_SIDED = re.compile(r"\.[^.]*|[^.]*\.|[(\[<][^)\]>]*|[^(\[<]*[)\]>]")
_AT_END = re.compile(r"(?<=[^第共])[-—–(]?第\d{1,4}页(?:[/,]?共?\d{1,4}页)?[-—–)]?$")


# 11/29/26, 8:17 PM 绩效目标公开; https://www.example.gov.cn/ys.html 1/3
_PRINTED = re.compile(
    r"\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?[,，]?(?:[上下]午)?\d{1,2}:\d{2}(?:[ap]m)?.*"
    r"|(?:https?|file):/{2,3}\S+\d{1,4}/\d{1,4}",
    re.IGNORECASE,
)


def is_of_browser(text: str) -> bool:
    """Whether a line is what a browser prints at the edge of a page: when, the page's title, where
    from, the number of the page.

    >>> is_of_browser('11/29/26, 8:17 PM 绩效目标公开'), is_of_browser('file:///a/ys.html 1/3')
    (True, True)
    >>> is_of_browser('2024年11月30日前')
    False
    """
    return bool(_PRINTED.fullmatch(fold(text)))


def without_number(folded: str) -> str:
    """The footer of a page without the number of the page at its end.

    >>> without_number('某县文化局第3页,共12页'), without_number('项目支出绩效目标表')
    ('某县文化局', '项目支出绩效目标表')
    """
    return _AT_END.sub("", folded)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but a page number.

    >>> [is_page_number(one) for one in ('- 34 -', '第 3 页 共 12 页', '3/12', '— iv —', '三')]
    [True, True, True, True, True]
    >>> is_page_number('1,460.00'), is_page_number('.5'), is_page_number('2)')
    (False, False, False)
    """
    folded = fold(text)
    return bool(_PAGE_NUMBER.fullmatch(folded)) and not _ONE_SIDED.fullmatch(folded)
