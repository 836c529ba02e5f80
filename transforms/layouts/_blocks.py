"""One set of level, name and value columns. A header holds one, or two side by side: medium-term and annual indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Row
from transforms.layouts._columns import LEVELS, TARGETS, Column

VALUES = ("period_value", "annual_value", "actual_value", "points", "score")

IGNORED = frozenset(("side", "sequence", "level_points"))

SINGLE = ("annual_value", "period_value", "actual_value", "unit", "operator", "direction", "deviation_note")
FIELDS = frozenset((*LEVELS, *VALUES, *SINGLE))


@dataclass(slots=True)
class Block:
    """Columns of one set. ``period``: its values are those of the whole term. The levels last printed are remembered for blank cells."""

    columns: list[Column]
    period: bool | None = None
    levels: dict[str, str | None] = field(default_factory=dict)

    def field(self, column: Column) -> str:
        """The field of an indicator that takes the column's texts; a column without a field of its own explains."""
        if column.role in ("annual_value", "period_value", "place"):
            return "period_value" if column.role == "period_value" or (self.period and column.period is not False) else "annual_value"
        return "ignored" if column.role in IGNORED else column.role if column.role in FIELDS else "explanation"

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


def headers(columns: Iterable[Column], found: Iterable[Block], project: frozenset[str] = frozenset()) -> dict[str, str]:
    """Which printed header became which field: those of ``project`` by their role, the others by their block."""
    said: dict[str, dict[str, None]] = {}
    pairs = [(column, column.role or "") for column in columns if column.role in project | IGNORED]
    for column, field_name in [*pairs, *((column, block.field(column)) for block in found for column in block.columns)]:
        said.setdefault("".join(column.printed.split()), {})[field_name if column.role not in IGNORED else "ignored"] = None
    return {printed: "/".join(fields) for printed, fields in said.items()}


def blocks(columns: Iterable[Column], body: Sequence[Row]) -> list[Block]:
    """The sets of columns, from left to right. A name that comes again between two values opens the second; it shares level 1 with the first.
    Any other second name (指标内容 beside 三级指标) explains.
    """
    found = [Block([])]
    left = list(columns)
    for number, column in enumerate(left, 1):
        here = found[-1]
        if column.role in LEVELS and here.of(column.role):
            if not (_has_value(here.columns) and _has_value(left[number:])):
                here.columns.append(Column("explanation", column.positions, column.printed))
                continue
            shared = [one for one in here.columns if one.role in LEVELS[:LEVELS.index(column.role)]]
            found.append(Block([*shared, column]))
        else:
            here.columns.append(column)
    for block in found:
        _settle(block, body)
    return found


def _has_value(columns: Iterable[Column]) -> bool:
    return any(column.role in TARGETS | {"actual_value"} for column in columns)


def _settle(block: Block, body: Sequence[Row]) -> None:
    """Decide whose values they are, and which of several columns of points is the indicator's own: the one filled most often."""
    said = [column.period for column in block.columns if column.role in (*LEVELS, "value", "target_value") and column.period is not None]
    block.period = said[0] if said else None
    names = {"value": "annual_value", "target_value": "annual_value"}
    block.columns = [Column(names.get(column.role or "", column.role), column.positions, column.printed, column.period) for column in block.columns]
    for role in SINGLE:  # the second of two is no longer known
        for column in [column for column in block.columns if column.role == role][1:]:
            block.columns[block.columns.index(column)] = Column(None, column.positions, column.printed)
    for role in ("points", "score"):
        several = [column for column in block.columns if column.role == role]
        own = max(several, key=lambda column: (_fill(column, body), column.positions), default=None)
        block.columns = [Column("level_points", column.positions, column.printed) if column in several and column is not own else column
                         for column in block.columns]


def _fill(column: Column, body: Sequence[Row]) -> int:
    """How many cells of the column are filled, merged ones counted once."""
    return len({id(row[column.positions[0]]) for row in body if column.text(row)})
