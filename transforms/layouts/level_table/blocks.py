"""One set of level, name and value columns.

A header holds one, or two side by side: medium-term and annual indicators.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import LEVELS, TARGETS, Column
from transforms.layouts.level_table.joint import apart

VALUES = (*roles("target", "result", record="indicator"), *roles("points"))

IGNORED = frozenset(roles("aside"))

SINGLE = roles("target", "result", "ruling", "note", record="indicator")
FIELDS = frozenset((*LEVELS, *VALUES, *SINGLE))
_RULING = frozenset(("operator", "unit"))
_BARE_VALUES = frozenset(("value", "target_value"))


@dataclass(slots=True)
class Block:
    """Columns of one set.

    ``period``: its values are those of the whole term. The levels last printed are remembered for
    blank cells.
    """

    columns: list[Column]
    period: bool | None = None
    levels: dict[str, str | None] = field(default_factory=dict)
    over: str | None = None  # the level 1 that stands over all its columns

    def field(self, column: Column) -> str:
        """The field of an indicator that takes the column's texts.

        A column without a field of its own explains.
        """
        if column.role in ("annual_value", "period_value", "place"):
            return (
                "period_value"
                if column.role == "period_value" or (self.period and column.period is not False)
                else "annual_value"
            )
        return (
            "ignored"
            if column.role in IGNORED
            else column.role
            if column.role in FIELDS
            else "explanation"
        )

    def of(self, role: str) -> Column | None:
        """The first column of that role."""
        for column in self.columns:  # asked for each row and role: a generator costs twice as much
            if column.role == role:
                return column
        return None

    def text(self, row: Row, role: str) -> str | None:
        """The text of the row in that column; None if there is no such column or cell."""
        column = self.of(role)
        return column.text(row) if column else None

    def cell(self, row: Row, role: str) -> Cell | None:
        """The first cell of the row in that column."""
        column = self.of(role)
        return row[column.positions[0]] if column else None


def headers(
    columns: Iterable[Column], sets: Iterable[Block], project: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Which printed header became which field.

    Those of ``project`` by their role, the others by their block.
    """
    fields_of: dict[str, dict[str, None]] = {}
    pairs = [(column, column.role or "") for column in columns if column.role in project | IGNORED]
    for column, field_name in [
        *pairs,
        *((column, block.field(column)) for block in sets for column in block.columns),
    ]:
        fields_of.setdefault("".join(column.printed.split()), {})[
            field_name if column.role not in IGNORED else "ignored"
        ] = None
    return {printed: "/".join(fields) for printed, fields in fields_of.items()}


def blocks(columns: Iterable[Column], body: Sequence[Row]) -> list[Block]:
    """The sets of columns, from left to right.

    A name that comes again between two values opens the second set; it shares level 1 with the
    first. Any other second name (指标内容 beside 三级指标) explains.
    """
    sets = [Block([])]
    left = list(columns)
    for number, column in enumerate(left, 1):
        here = sets[-1]
        if column.role in LEVELS and here.of(column.role):
            if not (_has_value(here.columns) and _has_value(left[number:])):
                here.columns.append(Column("explanation", column.positions, column.printed))
                continue
            outer = LEVELS[: LEVELS.index(column.role)]
            shared = [level for level in here.columns if level.role in outer]
            sets.append(Block([*shared, column]))
        else:
            here.columns.append(column)
    for block in sets:
        _settle(block, body)
    return sets


def _has_value(columns: Iterable[Column]) -> bool:
    return any(column.role in TARGETS | {"actual_value"} for column in columns)


def _settle(block: Block, body: Sequence[Row]) -> None:
    """Decide whose values they are, and the role of columns that come twice."""
    block.period = _period_of(block.columns)
    columns = [_as_annual(column) for column in apart(block.columns, body)]
    for role in SINGLE:
        columns = _first_only(columns, role)
    for role in ("points", "score"):
        columns = _own_points(columns, role, body)
    block.columns = columns


def _period_of(columns: Iterable[Column]) -> bool | None:
    """Whose values a set holds, by the first column of levels or values that says it."""
    deciding = (*LEVELS, "value", "target_value")
    stated = (column.period for column in columns if column.role in deciding)
    return next((period for period in stated if period is not None), None)


def _as_annual(column: Column) -> Column:
    """A value under a head of the term is the term's. One that names no period is the year's;
    ``Block.field`` gives it to the term if the whole set is the term's.
    """
    role = "period_value" if column.period else "annual_value"
    return replace(column, role=role) if column.role in _BARE_VALUES else column


def _first_only(columns: list[Column], role: str) -> list[Column]:
    """The first column of a role keeps it; any other is one that no alias names.

    度量单位 twice in one set: which of them belongs to the value is not known. Where the values of
    the term and of the year have each their own sign, or result, that of the year's counts.
    """
    several = [column for column in columns if column.role == role]
    of_year = [column for column in several if column.period is False and role == "actual_value"]
    own = _beside_year(columns, several) if role in _RULING else (of_year or several)[:1]
    second = [column for column in several if column not in own]
    return [
        Column(None, column.positions, column.printed) if column in second else column
        for column in columns
    ]


def _beside_year(columns: list[Column], several: list[Column]) -> list[Column]:
    """Of columns of signs or units the one that stands beside the year's value, if the term's value
    has one too; else the first.
    """
    terms = any(column.role == "period_value" for column in columns)
    years = [number for number, column in enumerate(columns) if column.role == "annual_value"]
    if len(several) != 2 or not terms or len(years) != 1:
        return several[:1]
    near = [one for one in several if abs(columns.index(one) - years[0]) == 1]
    return near if len(near) == 1 else several[:1]


def _own_points(columns: list[Column], role: str, body: Sequence[Row]) -> list[Column]:
    """Of several columns of points the one that is filled most often is the indicator's own.

    一级指标 | 分值 | 二级指标 | 分值 | 三级指标 | 分值: the first two are merged over several rows.
    """
    several = [column for column in columns if column.role == role]
    own = max(several, key=lambda column: (_fill(column, body), column.positions), default=None)
    return [
        Column("level_points", column.positions, column.printed)
        if column in several and column is not own
        else column
        for column in columns
    ]


def _fill(column: Column, body: Sequence[Row]) -> int:
    """How many cells of the column are filled, merged ones counted once."""
    return len({id(row[column.positions[0]]) for row in body if column.text(row)})
