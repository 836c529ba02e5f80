"""Amounts whose header names the year: 2024年预算数.

Such a word is that of the year's amount where all of a document name one year. Where they name two,
one of them is of another year, and none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.roles import roles
from transforms.words.folding import bare, fold
from transforms.words.headers import exact_column_of

_YEARED = re.compile(r"(20\d\d)年度?(?=\S{2,12}$)")
_MONEY = frozenset(roles("amount"))


def words_of_year(texts: Iterable[str]) -> dict[str, str]:
    """Folded words of amounts that name a year, with their roles; none where the years differ.

    >>> words_of_year(['2024年预算（万元）', '项目名称'])
    {'2024年预算(万元)': 'total'}
    >>> words_of_year(['2023年预算数', '2024年预算数'])
    {}
    """
    found: dict[str, str] = {}
    years = set()
    for text in dict.fromkeys(texts):
        year = _YEARED.match(bare(text))
        role = exact_column_of("年度" + bare(text)[year.end() :]) if year else None
        role = role or (exact_column_of(bare(text)[year.end() :]) if year else None)
        if year and role in _MONEY and exact_column_of(text) is None:
            found[fold(text)] = role
            years.add(year[1])
    return found if len(years) == 1 else {}
