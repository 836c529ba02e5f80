"""Amounts whose header names the year: 2024年预算数.

Such a word is that of the year's amount where all of a document name one year. Where they name two,
the document's title or folder says which is its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from schemas.roles import roles
from transforms.document import Document, Line
from transforms.words.folding import bare, fold
from transforms.words.headers import exact_column_of
from transforms.words.headings import is_title, year_of

_YEARED = re.compile(r"(20\d\d)年度?(?=\S{2,12}$)")
_WORD = 20  # characters of a header's word
_MONEY = frozenset(roles("amount"))


def words_of_year(document: Document, folder: int | None) -> dict[str, str]:
    """As `roles_of_year`, of the words in the tables of a document. ``folder``: the year that its
    sidecar or folder says; its titles come first.
    """
    lines = (block.text for block in document.blocks if isinstance(block, Line))
    years = {year_of(text) for text in lines if is_title(text)} - {None}
    own = folder if not years else years.pop() if len(years) == 1 else None
    return roles_of_year(_short_texts(document), own)


def _short_texts(document: Document) -> Iterator[str]:
    """What may be a word of a header, with a year."""
    for block in document.blocks:
        if not isinstance(block, Line):
            texts = (cell.text for row in block.rows for _, cell in row.filled)
            yield from (text for text in texts if len(text) < _WORD and "20" in text)


def roles_of_year(texts: Iterable[str], own: int | None) -> dict[str, str]:
    """Folded words of amounts that name a year, with their roles. Where the years differ, those of
    another year than the table's ``own`` have no column; where nothing says the year, none is read.

    >>> roles_of_year(['2024年预算（万元）', '项目名称'], None)
    {'2024年预算(万元)': 'total'}
    >>> roles_of_year(['2023年预算数', '2024年预算数'], 2024)
    {'2023年预算数': 'no_column', '2024年预算数': 'total'}
    >>> roles_of_year(['2023年预算数', '2024年预算数'], None)
    {}
    """
    found = {
        fold(text): (int(year[1]), role)
        for text in dict.fromkeys(texts)
        if (year := _YEARED.match(bare(text))) and (role := _role(text, year.end()))
    }
    years = {year for year, _ in found.values()}
    if len(years) == 1:
        return {text: role for text, (_, role) in found.items()}
    if own not in years:
        return {}
    return {text: role if year == own else "no_column" for text, (year, role) in found.items()}


def _role(text: str, end: int) -> str | None:
    """The role of an amount that a word has behind its year; None if its whole names a column."""
    rest = bare(text)[end:]
    role = exact_column_of("年度" + rest) or exact_column_of(rest)
    return role if role in _MONEY and exact_column_of(text) is None else None
