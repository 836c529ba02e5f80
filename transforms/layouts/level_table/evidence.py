"""What stands below a column: how many of its cells fit each role.

A cell that says nothing (/, —, 无, blank), that names a column, or that is merged from another
column is no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.shared.grid_rows import is_placeholder
from transforms.values import operators, units
from transforms.values.folding import fold
from transforms.values.measures import SCALE, end_of_unit
from transforms.words.headers import column_of

_NOTHING = re.compile(r"[-—–/\\*、.…]*|无|不适用|空")
_NO_SIGN = re.compile(r"定[性量](?:指标)?|是[/或]?否|文字(?:描述|型)?|其他|时间型|日期型")
_DIRECTION = re.compile(r"(?:正|反|逆|负)(?:向)?(?:指标)?|适中|区间")
_KIND = re.compile(r"(?:定量|定性|定量与定性|必选|可选)(?:指标)?|文字(?:描述|型)?")
_GRADE = re.compile(r"优秀?|良好?|中等?|差|一般|较[好差]|合格|不合格|基本合格|[ABCD][+-]?级?")
_TICK = re.compile("[√✓✔☑☒☐□■×✗✘]+")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_STATES = re.compile(
    r"[≥≤≧≦⩾⩽><=＞＜＝].{0,3}\d|\d[,.]*(?:[%‰]|[^\W\d_])|(?:不[低高少多超大小]|[大小高低]于|达到|以上|以下|以内)"
)
_SCALE = re.compile(SCALE)
_LONGEST = 60  # characters: a longer text explains, whatever numbers it holds

Fits = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The texts below one column, folded, each cell once."""

    texts: tuple[str, ...]

    def share(self, role: str) -> float:
        """The share of the texts that fit a role, from 0 to 1; 0 where nothing stands below."""
        if not self.texts:
            return 0.0
        return self.count(role) / len(self.texts)

    def count(self, role: str) -> int:
        """How many of the texts fit a role."""
        return sum(map(FITS[role], self.texts))

    def says(self, role: str) -> str:
        """The share in words: 4/5."""
        return f"{self.count(role)}/{len(self.texts)}"


def evidence(column: Column, body: Iterable[Row]) -> Evidence:
    """What stands below a column of a header."""
    return Evidence(tuple(_texts(column.positions, body)))


def _texts(positions: Sequence[int], body: Iterable[Row]) -> Iterator[str]:
    seen = set[int]()
    for row in body:
        for cell in _own(row, positions):
            text = cell.folded
            if id(cell) not in seen and not is_nothing(text) and _may_be_content(text):
                yield text
            seen.add(id(cell))


def _may_be_content(text: str) -> bool:
    """Whether a text is no header of a column; a grade may be one, and content too."""
    return column_of(text) in (None, "threshold")


def _own(row: Row, positions: Sequence[int]) -> Iterator[Cell]:
    """The cells of a row that stand in these columns and in no other."""
    at = [position for position in positions if position < len(row)]
    cells = {id(cell): cell for position in at if (cell := row[position]) is not None}
    for cell in cells.values():
        if row.span(cell) == sum(row[position] is cell for position in at):
            yield cell


def is_nothing(text: str) -> bool:
    """Whether a folded text says nothing: blank, a dash, 无, the marks of an empty form."""
    return bool(_NOTHING.fullmatch(text)) or is_placeholder(text)


def is_sign(text: str) -> bool:
    """Whether a folded text is a comparison and nothing else: ≥, 大于等于, 不低于.

    >>> [is_sign(text) for text in ("≧", "大于等于", "≥90%", "定性")]
    [True, True, False, False]
    """
    return operators.of_cell(fold(text))[0] is not None


def is_unit(text: str) -> bool:
    """Whether a folded text is a unit and nothing else.

    >>> [is_unit(text) for text in ("%", "万元", "人次", "(个)", "群众")]
    [True, True, True, True, False]
    """
    unit = units.of_cell(fold(text))
    if unit is None:
        return False
    scale = _SCALE.match(unit)
    return unit == "%" or end_of_unit(unit, scale.end() if scale else 0) == len(unit)


def is_value(text: str) -> bool:
    """Whether a folded text states a target: a number alone, with a sign, with a unit."""
    return len(text) < _LONGEST and bool(_NUMBER.fullmatch(text) or _STATES.search(text))


FITS: dict[str, Fits] = {
    "operator": is_sign,
    "direction": lambda text: bool(_DIRECTION.fullmatch(text)),
    "kind": lambda text: bool(_KIND.fullmatch(text)),
    "unit": is_unit,
    "value": is_value,
    "number": lambda text: bool(_NUMBER.fullmatch(text)),
    "grade": lambda text: bool(_GRADE.fullmatch(text)),
    "tick": lambda text: bool(_TICK.fullmatch(text)),
    "neutral": lambda text: bool(_NO_SIGN.fullmatch(text)),
}
"""What makes a cell fit a role."""
