"""One row of a table of indicators -> the indicator that it holds, with what is doubtful about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.document import Row
from transforms.fold import fold
from transforms.layouts._blocks import SINGLE, VALUES, Block
from transforms.layouts._columns import LEVELS
from transforms.layouts._grid import filled, is_placeholder
from transforms.records import Finding, Indicator
from transforms.taxonomy import level

_HANDLED = frozenset((*LEVELS, *SINGLE, "points", "score", "level_points", "sequence", "side", "place"))
_VALUED = frozenset(("annual_value", "period_value", "actual_value", "unit", "operator", "direction", "points", "score", "deviation_note"))
_TWICE = re.compile(r"(\D*[\d.]+\D+)\1[\d.]*|(\D+[\d.]+\D*)\2[\d.]*")


def read_row(block: Block, row: Row, source_text: str) -> Indicator | None:
    """The indicator of one row; None if it names none (a row of the form left blank, a parent row with points only)."""
    _fill_down(block, row)
    name, values = block.text(row, "name"), [block.text(row, role) for role in VALUES[:3]]
    cell = block.cell(row, "name")
    if cell is not None and any(cell is block.cell(row, role) for role in LEVELS[:2]) and not any(values):
        return None
    if not name or is_placeholder(name):
        name = ""
    said = [value for value in values if value and not is_placeholder(value)]
    if not name and not said:
        return None
    place = cell or next(cell for _, cell in filled(row))
    category, subcategory = (block.levels.get(role) or ("" if block.of(role) else None) for role in LEVELS[:2])
    indicator = Indicator(source_text, place, name, category, subcategory,
                          explanation=_explanation(block, row), repaired=_repaired(row))
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
        if column.role in _VALUED:
            setattr(indicator, block.field(column), column.text(row))


def _repaired(row: Row) -> frozenset[str]:
    """What the reader had to do to the row's cells: nearly always nothing."""
    return frozenset(repair for cell in row if cell is not None and cell.repaired and cell.text.strip() for repair in cell.repaired)


def _explanation(block: Block, row: Row) -> str | None:
    """What no other field takes: the text of the one explaining column, or 'header：text' of each of several."""
    columns = [column for column in block.columns if column.role not in _HANDLED]
    texts = [(column, text) for column in columns if (text := column.text(row)) is not None]
    filled_in = [(column, text) for column, text in texts if text]
    if len(filled_in) == 1 and filled_in[0][0].role == "explanation":
        return filled_in[0][1]
    return "；".join(f"{column.printed}：{text}" for column, text in filled_in) if texts else None


def _doubts(block: Block, row: Row, indicator: Indicator) -> Iterable[Finding]:
    if not indicator.name:
        yield Finding("name_missing", cell=indicator.cell, source_text=indicator.source_text)
    if not any((indicator.period_value, indicator.annual_value, indicator.actual_value)) and any(block.of(role) for role in VALUES[:2]):
        yield Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)
    if _glued(block, row):
        yield Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)


def _glued(block: Block, row: Row) -> bool:
    """One filled cell under two columns of values, or a value printed twice while the columns beside it are blank (≥266米≥266米10):
    where the one ends and the other begins cannot be told.
    """
    cells = {role: cell for role in VALUES if (cell := block.cell(row, role)) is not None and cell.text.strip()}
    if cells.get("period_value") is cells.get("annual_value"):  # one value for both is said by merging
        cells.pop("period_value", None)
    if len({id(cell) for cell in cells.values()}) < len(cells):
        return True
    target = fold(block.text(row, "annual_value") or block.text(row, "period_value") or "")
    alone = block.of("points") is not None and not any(block.text(row, role) for role in VALUES[2:])
    return alone and bool(_TWICE.fullmatch(target))
