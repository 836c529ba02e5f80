"""Which printed header names which column: by the rows of header_aliases.csv, tolerant of spaces, line breaks and points in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from schemas.lookup import rows
from transforms.document import Cell, Row, Table
from transforms.fold import bare, fold

_LONGEST = 40  # characters; no header word is longer, so a sentence need not be looked up
_YEARED = re.compile(r"20\d\d年度?|本年度?|当年|全年|今年")
_LEADING = re.compile(
    r"(?:其中[:：]?|[-—·*•]+|[一二三四五六七八九十]{1,2}[、.]|\(?\d{1,2}[)、.](?!\d)|\d{1,2}[-~至—]\d{1,2}月|\([一二三四五六七八九十\d]{1,2}\)"
    r"|(?:资金(?:来源|结构)|按[^:]{2,8})[:：])+")
_QUALIFIER = re.compile(r"(?:本?项目|本?专项|绩效|年度|本年度?|当年|指标)(?=..)")


@dataclass(frozen=True, slots=True)
class Header:
    """The header row (index into the table's rows) and the position of each column that it names."""

    index: int
    columns: dict[str, int]
    printed: dict[str, str]  # column -> the header as printed
    unknown: tuple[str, ...]  # headers that no alias names

    def cell(self, row: Row, column: str) -> Cell | None:
        """The cell of ``row`` in ``column``; None if the table has no such column or the row no such cell."""
        position = self.columns.get(column)
        return None if position is None else row[position]

    def text(self, row: Row, column: str) -> str | None:
        """Its text as printed, without white space around it."""
        cell = self.cell(row, column)
        return None if cell is None else cell.text.strip()


@cache
def _aliases() -> dict[str, str]:
    return {fold(row["alias"]): row["column"] for row in rows("header_aliases") if "*" not in row["alias"]}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Aliases with ``*`` for any characters, in the order of the table."""
    return tuple((re.compile(re.escape(fold(row["alias"])).replace(re.escape("*"), ".*")), row["column"])
                 for row in rows("header_aliases") if "*" in row["alias"])


@lru_cache(maxsize=8192)
def column_of(text: str) -> str | None:
    """The column that a printed header or label names; None if no alias is known.

    >>> column_of('项目名称（资金使用 单位）'), column_of('产 出'), column_of('其中：财政拨款'), column_of('偏差原因及措施')
    ('project', None, 'fiscal_appropriation', 'deviation_note')
    """
    if len(text) > _LONGEST:
        return None
    stripped = bare(text)
    by_pattern = (column for pattern, column in _patterns() if pattern.fullmatch(stripped))
    return exact_column_of(text) or next(by_pattern, None)


def exact_column_of(text: str) -> str | None:
    """The column whose alias is the text itself, but for whose it is and of which year.

    What a pattern such as *偏差* matches may be a header, or a sentence.
    """
    stripped = bare(text)
    leading = _LEADING.match(stripped)
    forms = (fold(text), stripped, stripped[leading.end() if leading else 0:].rstrip(":"))
    exact = next((_aliases()[form] for form in forms if form in _aliases()), None)
    return exact or _of_year(fold(text)) or _qualified(stripped)


def _of_year(folded: str) -> str | None:
    """A header of values that names its year: 2024年指标值 is read like 年度指标值."""
    found = _YEARED.match(folded)
    column = _aliases().get("年度" + bare(folded[found.end():])) if found else None
    return column if column in ("annual_value", "actual_value") else None


def _qualified(stripped: str) -> str | None:
    """A header that says whose it is: 项目当年预算 is read like 预算, 本年权重 like 权重."""
    while found := _QUALIFIER.match(stripped):
        stripped = stripped[found.end():]
        if stripped in _aliases():
            return _aliases()[stripped]
    return None


def find_header(table: Table, required: frozenset[str], within: int = 30) -> Header | None:
    """The first row, among the first ``within``, whose cells name all ``required`` columns."""
    for index, row in enumerate(table.rows[:within]):
        if required <= {column_of(cell.text) for cell in row if cell is not None}:
            return _header(index, row)
    return None


def _header(index: int, row: Row) -> Header:
    columns: dict[str, int] = {}
    printed: dict[str, str] = {}
    unknown = []
    for position, cell in enumerate(row):
        column = column_of(cell.text) if cell is not None else None
        if cell is not None and column is None and cell.text.strip():
            unknown.append(cell.text.strip())
        elif cell is not None and column and column not in columns:
            columns[column], printed[column] = position, cell.text
    return Header(index, columns, printed, tuple(unknown))
