"""One row of a table of indicators -> the indicator that it holds.

What is doubtful about it is noted with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.document import Cell, Row
from transforms.layouts.level_table.blocks import FIELDS, IGNORED, VALUES, Block
from transforms.layouts.level_table.columns import LEVELS, halves
from transforms.layouts.level_table.evidence import is_nothing
from transforms.layouts.level_table.row_units import put_units
from transforms.layouts.shared.grid_rows import is_placeholder, text_at
from transforms.records import Finding, Indicator
from transforms.words.folding import fold
from transforms.words.levels import level, two_levels

_HANDLED = FIELDS | IGNORED | {"place"}
_VALUED = FIELDS - frozenset(LEVELS)
_WORDS = re.compile(r"[^\W\d_].*[^\W\d_]")
_ONE_NUMBER = re.compile(r"\D*+\d[\d.]*+\D*+")


def read_row(block: Block, row: Row, source_text: str) -> Indicator | None:
    """The indicator of one row; None if it names none.

    A row of the form left blank names none, nor does a parent row with points only.
    """
    _fill_down(block, row)
    values = [block.text(row, role) for role in VALUES[:3]]
    if _is_parent(block, row) and not any(values):
        return None
    name = _unless_blank(block.text(row, "name"))
    if not name and not any(_unless_blank(value) for value in values):
        return None
    category, subcategory = (
        block.levels.get(role) or ("" if block.of(role) else None) for role in LEVELS[:2]
    )
    indicator = Indicator(
        source_text,
        block.cell(row, "name") or next(cell for _, cell in row.filled),
        name,
        category,
        subcategory,
        explanation=explanation_of(block, row),
        repaired=_repaired(row),
    )
    _put_values(block, row, indicator)
    _part_level(indicator)
    indicator.findings += _doubts(block, row, indicator)
    return indicator


def _is_parent(block: Block, row: Row) -> bool:
    """Whether one cell is a level and the name: it heads the rows below.

    产出指标                       |       | 50
    产出指标 | 数量指标 | 培训次数 | ≥7次  | 10
    """
    cell = block.cell(row, "name")
    return cell is not None and any(cell is block.cell(row, role) for role in LEVELS[:2])


def _unless_blank(text: str | None) -> str:
    """The text; blank for a cell that holds the marks of an empty form only, a dash or 无."""
    return text if text and not is_nothing(fold(text)) else ""


def _fill_down(block: Block, row: Row) -> None:
    """Levels as printed; a blank cell, or one that holds its points only, goes on with the level
    above it.
    """
    if block.over:
        block.levels["category"] = block.over
    category, subcategory = block.text(row, "category"), block.text(row, "subcategory")
    if category and not subcategory and (both := two_levels(category)):
        block.levels = {"category": both[0], "subcategory": both[1]}
        return
    if category and not is_placeholder(category) and category != block.levels.get("category"):
        block.levels = {
            "category": category,
            "subcategory": "" if block.of("subcategory") else None,
        }
    if subcategory and not is_placeholder(subcategory):
        block.levels["subcategory"] = subcategory
        if (
            block.cell(row, "subcategory") is block.cell(row, "name")
            and level(None, subcategory).subcategory is None
        ):
            block.levels["subcategory"] = ""


def _put_values(block: Block, row: Row, indicator: Indicator) -> None:
    """Put the row's values where their columns say.

    A column that says 年度 or 中期 itself decides. A bare 指标值 belongs to its block, and to the
    year if that says nothing either.
    """
    for column in block.columns:
        if column.role in _VALUED:
            indicator.put(block.field(column), column.text(row))
    _put_description(block, indicator)
    put_units(block, indicator)


def _put_description(block: Block, indicator: Indicator) -> None:
    """The target in words, where the head of the units says that it stands there:

    符号     | 值  | 单位（文字描述）
    文字描述 |     | 12月20日前
    """
    described = any(column.role == "unit" and "描述" in column.printed for column in block.columns)
    targets = [one for one in block.columns if one.role in ("value", "annual_value")]
    field = block.field(targets[0]) if len(targets) == 1 else ""
    if described and field and indicator.unit and not _unless_blank(indicator.text(field)):
        indicator.put(field, indicator.unit)
        indicator.unit = None


def _part_level(indicator: Indicator) -> None:
    """Level 2 before the name, where no column holds it: 数量指标：建房."""
    named, colon, name = re.sub("[:：]", ":", indicator.name or "", count=1).partition(":")
    if colon and name and not indicator.subcategory and level(None, named).subcategory:
        indicator.subcategory, indicator.name = named.strip(), name.strip()


def _repaired(row: Row) -> frozenset[str]:
    """What the reader had to do to the row's cells: nearly always nothing."""
    return frozenset(
        repair
        for cell in row
        if cell is not None and cell.repaired and cell.text.strip()
        for repair in cell.repaired
    )


def explanation_of(block: Block, row: Row) -> str | None:
    """What no other field takes.

    The text of the one explaining column, or 'header：text' of each of several.
    """
    columns = [column for column in block.columns if column.role not in _HANDLED]
    texts = [(column, text) for column in columns if (text := column.text(row)) is not None]
    filled_in = [(column, text) for column, text in texts if text]
    if len(filled_in) == 1 and filled_in[0][0].role == "explanation":
        return filled_in[0][1]
    return "；".join(f"{column.printed}：{text}" for column, text in filled_in) if texts else None


def _doubts(block: Block, row: Row, indicator: Indicator) -> Iterable[Finding]:
    if not indicator.name:
        yield Finding("name_missing", cell=indicator.cell, source_text=indicator.source_text)
    if not any((indicator.period_value, indicator.annual_value, indicator.actual_value)) and any(
        block.of(role) for role in VALUES[:2]
    ):
        yield Finding("value_missing", cell=indicator.cell, source_text=indicator.source_text)
    if indicator.period_value and (signs := _other_signs(block, row)):
        yield Finding("sign_contradicted", signs, None, indicator.cell, indicator.source_text)
    if _glued(block, row) or _is_of_two_cells(block, row):
        yield Finding("cells_glued", cell=indicator.cell, source_text=indicator.source_text)


def _other_signs(block: Block, row: Row) -> str | None:
    """The signs of the term's value and of the year's, where they are not the same: an indicator
    has one.
    """
    own = block.of("operator")
    others = (column for column in block.columns if own and column.role is None)
    twin = next((column for column in others if own and column.printed == own.printed), None)
    signs = [fold(column.text(row) or "") for column in (twin, own) if column]
    return "/".join(signs) if len(set(signs)) > 1 and twin else None


def _glued(block: Block, row: Row) -> bool:
    """One filled cell under two columns of values, or a value printed twice while the columns
    beside it are blank (≥266米≥266米10): where the one ends and the other begins cannot be told.
    """
    joint = {column.role: text_at(row, column.positions) for column in block.columns if column.part}
    if any(text and not halves(text) for text in joint.values()):
        return True
    cells = [cell for role, cell in _cells_of_values(block, row).items() if role not in joint]
    if len(set(map(id, cells))) < len(cells):
        return True
    target = fold(block.text(row, "annual_value") or block.text(row, "period_value") or "")
    alone = block.of("points") is not None and not any(block.text(row, role) for role in VALUES[2:])
    return alone and _is_twice(target)


def _cells_of_values(block: Block, row: Row) -> dict[str, Cell]:
    """The filled cells of values by role; one cell for both periods is said by merging."""
    found = ((role, block.cell(row, role)) for role in VALUES)
    cells = {role: cell for role, cell in found if cell is not None and cell.text.strip()}
    if cells.get("period_value") is cells.get("annual_value"):
        cells.pop("period_value", None)
    return cells


def _is_of_two_cells(block: Block, row: Row) -> bool:
    """Whether the name is put together of two cells of words under one header: one of them may be
    another column's, a person or what explains it.
    """
    column = block.of("name")
    cells = {id(cell): cell for at in (column.positions if column else ()) if (cell := row[at])}
    texts = (cell for cell in cells.values() if not is_placeholder(cell.text))
    worded = [cell for cell in texts if _WORDS.search(cell.folded)]
    return len(worded) > 1 and not any("clipped" in cell.repaired for cell in worded)


def _is_twice(text: str) -> bool:
    """Whether a value with one number stands twice, perhaps with another number behind.

    >>> [_is_twice(text) for text in ("≥266米≥266米10", "≥266米≥265米", "1010", "5%5%")]
    [True, False, False, True]
    """
    behind = len(text) - len(text.rstrip("0123456789."))
    lengths = range(max(1, (len(text) - behind + 1) // 2), len(text) // 2 + 1)
    return any(text[:one] == text[one : 2 * one] and _has_number(text[:one]) for one in lengths)


def _has_number(text: str) -> bool:
    """Whether one number, or a point, stands in it, and something before or behind it."""
    if not any(map(str.isdecimal, text)):
        return len(text) > 1 and "." in text
    beside = not (text[0].isdecimal() and text[-1].isdecimal())
    return beside and bool(_ONE_NUMBER.fullmatch(text))
