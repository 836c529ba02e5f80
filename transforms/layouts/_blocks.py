"""One set of level, name and value columns. A header holds one, or two side by side: medium-term and annual indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Row
from transforms.layouts._columns import LEVELS, TARGETS, Column
from transforms.layouts._grid import filled, is_placeholder
from transforms.records import Finding, Indicator
from transforms.taxonomy import level

_VALUES = ("period_value", "annual_value", "actual_value", "points", "score")

_OTHERS = ("actual_value", "unit", "operator", "direction", "points", "score", "deviation_note")


@dataclass(slots=True)
class Block:
    """Columns of one set. ``period``: its values are those of the whole term. The levels last printed are remembered for blank cells."""

    columns: list[Column]
    period: bool | None = None
    levels: dict[str, str | None] = field(default_factory=dict)

    def of(self, role: str) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role == role), None)

    def text(self, row: Row, role: str) -> str | None:
        """The text of the row in that column; None if there is no such column or cell."""
        column = self.of(role)
        return column.text(row) if column else None

    def cell(self, row: Row, role: str) -> Cell | None:
        """The first cell of the row in that column."""
        column = self.of(role)
        return row[column.positions[0]] if column else None


def blocks(columns: Iterable[Column], body: Sequence[Row]) -> list[Block]:
    """The sets of columns, from left to right. A name that comes again after a value opens the second; it shares level 1 with the first."""
    found = [Block([])]
    for column in columns:
        here = found[-1]
        if column.role in LEVELS and here.of(column.role):
            if not any(one.role in TARGETS | {"actual_value"} for one in here.columns):
                here.columns.append(Column("explanation", column.positions, column.printed))
                continue
            shared = [one for one in here.columns if one.role in LEVELS[:LEVELS.index(column.role)]]
            found.append(Block([*shared, column]))
        else:
            here.columns.append(column)
    for block in found:
        _settle(block, body)
    return found


def _settle(block: Block, body: Sequence[Row]) -> None:
    """Decide whose values they are, and which of several columns of points is the indicator's own: the one filled most often."""
    said = [column.period for column in block.columns if column.role in (*LEVELS, "value", "target_value") and column.period is not None]
    block.period = said[0] if said else None
    names = {"value": "annual_value", "target_value": "annual_value"}
    block.columns = [Column(names.get(column.role or "", column.role), column.positions, column.printed, column.period) for column in block.columns]
    for role in ("points", "score"):
        several = [column for column in block.columns if column.role == role]
        own = max(several, key=lambda column: (_fill(column, body), column.positions), default=None)
        block.columns = [Column("level_points", column.positions, column.printed) if column in several and column is not own else column
                         for column in block.columns]


def _fill(column: Column, body: Sequence[Row]) -> int:
    """How many cells of the column are filled, merged ones counted once."""
    return len({id(row[column.positions[0]]) for row in body if column.text(row)})


def read_row(block: Block, row: Row, source_text: str) -> Indicator | None:
    """The indicator of one row; None if it names none (a row of the form left blank, a parent row with points only)."""
    _fill_down(block, row)
    name, values = block.text(row, "name"), [block.text(row, role) for role in _VALUES[:3]]
    cell = block.cell(row, "name")
    if cell is not None and any(cell is block.cell(row, role) for role in LEVELS[:2]) and not any(values):
        return None
    if not name or is_placeholder(name):
        name = ""
    said = [value for value in values if value and not is_placeholder(value)]
    if not name and not said:
        return None
    place = cell or next(cell for _, cell in filled(row))
    others = {role: block.text(row, role) for role in _OTHERS}
    indicator = Indicator(source_text, place, name, block.levels.get("category"), block.levels.get("subcategory"), **others,
                          explanation=_explanation(block, row))
    _put_values(block, row, indicator)
    indicator.findings += _doubts(block, row, indicator)
    return indicator


def _fill_down(block: Block, row: Row) -> None:
    """Levels as printed; a blank cell, or one that holds its points only, goes on with the level above it."""
    category, subcategory = block.text(row, "category"), block.text(row, "subcategory")
    if category and not is_placeholder(category) and category != block.levels.get("category"):
        block.levels = {"category": category, "subcategory": "" if block.of("subcategory") else None}
    if subcategory and not is_placeholder(subcategory):
        block.levels["subcategory"] = subcategory
        if block.cell(row, "subcategory") is block.cell(row, "name") and level(None, subcategory).subcategory is None:
            block.levels["subcategory"] = ""


def _put_values(block: Block, row: Row, indicator: Indicator) -> None:
    """A column that says 年度 or 中期 itself decides; a bare 指标值 belongs to its block, and to the year if that says nothing either."""
    for column in block.columns:
        if column.role not in ("annual_value", "period_value"):
            continue
        if column.role == "period_value" or (block.period and column.period is not False):
            indicator.period_value = column.text(row)
        else:
            indicator.annual_value = column.text(row)


def _explanation(block: Block, row: Row) -> str | None:
    """What no other field takes: the text of the one explaining column, or 'header：text' of each of several."""
    columns = [column for column in block.columns if column.role in ("explanation", "kind", "threshold", "unknown", None)]
    texts = [(column, text) for column in columns if (text := column.text(row)) is not None]
    filled_in = [(column, text) for column, text in texts if text]
    if len(filled_in) == 1 and filled_in[0][0].role == "explanation":
        return filled_in[0][1]
    return "；".join(f"{column.printed}：{text}" for column, text in filled_in) if texts else None


def _doubts(block: Block, row: Row, indicator: Indicator) -> Iterable[Finding]:
    if not indicator.name:
        yield Finding("name_missing", cell=indicator.cell, source_text=indicator.source_text)
    if not any((indicator.period_value, indicator.annual_value, indicator.actual_value)) and any(block.of(role) for role in _VALUES[:2]):
        yield Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)
    if _glued(block, row):
        yield Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)


def _glued(block: Block, row: Row) -> bool:
    """One filled cell under two columns of values: where the one ends and the other begins cannot be told."""
    cells = [cell for role in _VALUES if (cell := block.cell(row, role)) is not None and cell.text.strip()]
    return len({id(cell) for cell in cells}) < len(cells)

