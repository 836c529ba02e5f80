"""Where amounts of the project's block are printed: a number beside, or below, the name of a sum
(年度资金总额, 其中：财政拨款, 其他资金), or in a sentence above the targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from transforms.crosscheck.forms import above, lines_above
from transforms.crosscheck.heads import Heads
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.targets import Target, has_levels, heads_targets
from transforms.crosscheck.words import squeeze

_LABELS = (
    ("special_account", re.compile(r"专户")),
    ("other_funds", re.compile(r"^(?:其中)?[:：、\d.()（）]*(?:其[他它]资金|单位资金|自筹资金)")),
    ("fiscal_appropriation", re.compile(r"^(?:其中)?[:：、\d.]*(?:当年|本年)?财政(?:拨款|资金)")),
    (
        "total",
        re.compile(
            r"(?:资金|预算|金额)总额|^总额|年度金额|总预算|当年预算|^总计"
            r"|^合计|预算数|预算金额|^(?:项目)?金额|年初预算"
        ),
    ),
)
_SUMS = re.compile(
    r"(?:资金|拨款|补助|金额|总额|总计|合计|经费|预算数?|安排|收入)(?:[(（].{0,8}[)）])?[:：]?$"
)
_NO_SUM = re.compile(r"率|分值|得分|权重|名称|单位[:：]|部门|说明|原因|上年|明细|科目|编码|比例")
AMOUNT = re.compile(
    r"(?:人民币|¥)?(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)(?:[万亿千百]?元|[万亿])?"
)
_SENTENCE = re.compile(
    r"(?P<name>(?:年初|全年|年度|本年|当年|项目|财政)(?:预算|资金)(?:数|金额|总额|安排)?(?:资金)?)[为共是:]{0,2}"
    r"(?P<amount>\d[\d,.]*[万亿]?元)"
)
_RATE = re.compile(r"\d+(?:\.\d+)?%")
_OF_ALL = re.compile(
    r"(?:本页|项目|部门|单位|全[部省市县区])?(?:[合总小共]计|累计)(?:[(（].*[)）])?[:：]?"
)
_OF_NAMES = re.compile(r"名称|单位")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with the name of the sum, and the field that the name means."""

    cell: Text
    name: str
    number: Decimal

    @property
    def text(self) -> str:
        """As printed."""
        return self.cell.text

    @property
    def label(self) -> str:
        """The field, '' for another sum."""
        return _label(self.name)


Found = tuple[Printed, list[Amount]]
"""A row and the amounts beside one name."""


def amounts_in(
    targets: list[Target], heads: Heads, known: Known, parts: list[Part], *, sentences: bool
) -> Iterator[Found]:
    """The amounts in and above the targets. ``sentences``: where no amount is published, what a
    sentence above says is that of the project.
    """
    for target in targets:
        yield from _amounts(target, heads, known)
    for form in above(targets, parts):
        yield from _of_form(form)
    for line in lines_above(targets, parts):
        yield from _of_line(line)
        yield from _of_sentence(line) if sentences else ()


def _amounts(target: Target, heads: Heads, known: Known) -> Iterator[Found]:
    """The amounts of a table: beside their names above the indicators, below their names in a
    listing, there in the rows of indicators. A row of sums over projects has none.
    """
    begun = False
    above: dict[int, str] = {}
    for row in target.part.rows:
        listed = bool(known.by_row.get(row))
        begun = begun or listed or has_levels(row) or heads_targets(row)
        if not begun or (not listed and is_of_sums(row)):
            yield from ((row, found) for found in _beside(row, above) if found)
        elif listed and any(_label(head.text) for head in heads.of(row)):
            yield from ((row, [one]) for one in _below(row, heads))


def _of_form(part: Part) -> Iterator[Found]:
    """The amounts of a form that stands apart from its targets."""
    heads: dict[int, str] = {}
    for row in part.rows:
        yield from ((row, found) for found in _beside(row, heads) if found)


def _of_line(row: Printed) -> Iterator[Found]:
    """The amount of a line that was a row of cells: 年度财政资金总额 285.84 285.84 100% 20."""
    for cell in row.filled:
        name, *others = (squeeze(one) for one in cell.source.text.split())
        number = _number(others[0]) if others else None
        if number is not None and _label(name) == "total":
            yield row, [Amount(Text(others[0], cell.source, 0, is_header=False), name, number)]


def _of_sentence(row: Printed) -> Iterator[Found]:
    """The first amount of a sentence: 该项目年初预算1250万元，全年执行1238.6万元。"""
    for cell in row.filled:
        found = _SENTENCE.search(cell.text)
        number = _number(found["amount"]) if found else None
        if found and number:
            text = Text(found["amount"], cell.source, 0, is_header=False)
            yield row, [Amount(text, found["name"], number)]
            return


def _below(row: Printed, heads: Heads) -> Iterator[Amount]:
    """The amounts of a row of a listing."""
    for cell in row.filled:
        number = _number(cell.text) if cell.top == row.index else None
        name = "" if number is None else _head(heads, row, cell)
        if number is not None and name:
            yield Amount(cell, name, number)


def _beside(row: Printed, above: dict[int, str]) -> Iterator[list[Amount]]:
    """The amounts beside each name; ``above``: by column the last text above."""
    name, found = "", list[Amount]()
    for cell in row.filled:
        number = _number(cell.text)
        if number is None:
            yield found
            first = cell is row.filled[0]
            name, found = ("" if _adds_up(cell, above, first=first) else cell.text), []
            above |= dict.fromkeys(range(cell.first, cell.last + 1), name)
        elif _is_sum(name) and not _NO_SUM.search(above.get(cell.first, "")):
            found.append(Amount(cell, name, number))
    yield found


def _adds_up(cell: Text, above: dict[int, str], *, first: bool) -> bool:
    """Whether a row adds up projects: 合计 first of all, or below the head of their names."""
    below_names = bool(_OF_NAMES.search(above.get(cell.first, "")))
    return bool(_OF_ALL.fullmatch(cell.text)) and (first or below_names)


def _is_sum(name: str) -> bool:
    return bool(_SUMS.search(name)) and not _NO_SUM.search(name)


def is_of_sums(row: Printed) -> bool:
    """Whether a row holds names of sums and their amounts only: 预算金额 | 30万元.

    It is of a form, also where the indicators of another form stand above it in one grid.
    """
    cells = [cell.text for cell in row.filled if not _RATE.fullmatch(cell.text)]
    amounts = [text for text in cells if _number(text) is not None]
    names = [text for text in cells if _number(text) is None]
    return bool(amounts) and _is_sum(next(iter(cells), "")) and all(map(_is_sum, names))


def _number(text: str) -> Decimal | None:
    match = AMOUNT.fullmatch(text)
    return Decimal(match[1].replace(",", "")) if match else None


def _is_none(heads: Heads, row: Printed, cell: Text) -> bool:
    """Whether the head says that it is none: points, a rate."""
    return any(_NO_SUM.search(head.text) for head in heads.above(row, cell))


def _head(heads: Heads, row: Printed, cell: Text) -> str:
    """The head of a listing below which it stands, if it names a sum."""
    above = heads.above(row, cell)
    names = [head.text for head in above if _label(head.text) and head.last - head.first < 2]
    return names[-1] if names and not _is_none(heads, row, cell) else ""


@lru_cache(maxsize=2**12)
def _label(name: str) -> str:
    """The field that a name of a sum means, '' for one of another sum."""
    if _NO_SUM.search(name):
        return ""
    return next((field for field, pattern in _LABELS if pattern.search(name)), "")
