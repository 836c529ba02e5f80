"""Rows below the indicators: remarks of the project, sums of points, and no indicators.

满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥95% | 10
评价结论   | 总体良好           |            |      |
总分       |                    |            |      | 96
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import Cell, Row
from transforms.layouts.level_table.blocks import Block
from transforms.layouts.level_table.columns import LEVELS, RESULTS, TARGETS, Column
from transforms.layouts.shared.grid_rows import TOTAL, is_placeholder, joined
from transforms.layouts.shared.labels import split_labels
from transforms.layouts.shared.scores import printed_score
from transforms.records import Finding
from transforms.words.levels import level, two_levels

_LONG = 30  # characters: no name of a level has so many
_VALUES = TARGETS | RESULTS
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GRADED = re.compile(
    r"[\d.]+分?(?:[/、(][\d.]+分?\)?)?|[-—/%]+|优|良|中|差|优秀|良好|一般|合格|不合格|较差"
)
_POINTS = re.compile(r"(?:自评)?总(?:得)?分|得分合计|合计得分")
_STATES = re.compile(r"[≥≤≧≦><=＞＜＝\d]")
_LABELS = frozenset(("deviation_note", "explanation", "no_column", "ignored"))


def body_end(rows: Sequence[Row], columns: Sequence[Column], *, listing: bool) -> int:
    """How many of the rows under a header are its body: those behind say nothing of an indicator.

    Only the end is looked at. What stands between indicators is the matter of its own row. In a
    listing a row may be a project without indicators: only the label of a remark tells there, or a
    text over all columns.
    """
    end = len(rows)
    while end:
        row, before = rows[end - 1], rows[end - 2] if end > 1 else Row()
        if listing:
            below = _is_labelled(row, before) or _sums_points(row) or _is_across(row, columns)
        else:
            below = _is_labelled(row, before) or _is_below(row, before, columns)
        if not below:
            break
        end -= 1
    return end


def _is_across(row: Row, columns: Sequence[Column]) -> bool:
    """Whether a row is one text over the columns of a project and of its indicators: 说明：…."""
    cells = [cell for _, cell in row.filled]
    names = [column for column in columns if column.role == "name"]
    return len(cells) == 1 and any(cell is cells[0] for cell in _of(row, names))


def _sums_points(row: Row) -> bool:
    """总分 | 100: not the sum of a listing's amounts."""
    return bool(row.filled) and bool(_POINTS.fullmatch(row.filled[0][1].folded)) and is_sum(row)


def _is_labelled(row: Row, before: Row) -> bool:
    """Whether a row begins with the label of a remark, in a cell of its own, or is one remark."""
    first = row.filled[0][1] if row.filled else None
    if first is None or any(cell is first for cell in before):
        return False
    return first.role in _LABELS or (len(row.filled) == 1 and is_remark(row))


def is_remark(row: Row) -> bool:
    """Whether a row of the form begins with the label of a remark: 评价结论 | 总体良好."""
    first = row.filled[0][1]
    labelled = [role for role, _, _ in split_labels(first.text)]
    roles = labelled or [first.role or "" if len(row.filled) > 1 else ""]
    return all(role in _LABELS for role in roles)


def remarks(rows: Iterable[Row]) -> Iterator[Finding]:
    """What such rows say: there is no column for it, so a finding keeps it."""
    for row in rows:
        cells = [cell for _, cell in row.filled]
        if all(is_placeholder(cell.text) for cell in cells):
            continue
        label, texts = cells[0].text.strip(), [cell.text.strip() for cell in cells[1:]]
        says = "\n".join(texts) or label
        yield Finding("no_column", says, cell=cells[0], source_text=joined([row]), detail=label)


def is_sum(row: Row) -> bool:
    """Whether a row says the sum of the points, with its grade or without (总分 | 96 | 优), or is
    one cell that states it (总分：83).
    """
    texts = [cell.folded for _, cell in row.filled]
    if len(texts) == 1 and printed_score(texts[0]):
        return True
    return bool(TOTAL.fullmatch(texts[0])) and all(map(_GRADED.fullmatch, texts[1:]))


def score(row: Row, block: Block) -> str | None:
    """The score that a row of sums prints: the number in the column of scores, or the only one
    of the row where it does not stand in the column of points, or what its one cell states.
    """
    if stated := printed_score(row.filled[0][1].text):
        return stated
    column = block.of("score")
    if column is None and "得分" not in row.filled[0][1].folded:
        return None
    text = (column.text(row) if column else "") or ""
    if _NUMBER.fullmatch(text):
        return text
    points = block.cell(row, "points")
    apart = [
        cell for _, cell in row.filled if cell is not points or cell is block.cell(row, "score")
    ]
    numbers = [number for cell in apart for number in _NUMBER.findall(cell.folded)]
    return numbers[0] if len(numbers) == 1 else None


def _is_below(row: Row, before: Row, columns: Sequence[Column]) -> bool:
    """Whether a row, the last one of all that are left, is none of an indicator.

    Its label is no level, and it names nothing, or one text goes over the columns of names and
    values, or nothing is stated of what it seems to name.
    """
    cells = row.filled
    names = [column for column in columns if column.role == "name"]
    if not cells or not names or any(is_level(cell) for _, cell in cells):
        return False
    position, first = cells[0]
    if position > names[0].positions[0]:
        return False
    values = _of(row, [column for column in columns if column.role in _VALUES])
    named = _of(row, names)
    fresh = not any(cell is first for cell in before)
    across = any(cell is value for cell in named for value in values)
    if across or TOTAL.fullmatch(first.folded):
        return True
    stated = _stated(values)
    if any(_STATES.search(cell.text) for cell in stated):
        return False
    named_nothing = not any(cell.text.strip() for cell in named)
    return named_nothing or _is_label(row, columns, named, alone=fresh and not stated)


def _is_label(row: Row, columns: Sequence[Column], named: list[Cell], *, alone: bool) -> bool:
    """Whether the first cell of a row heads it instead of a level: it goes over the levels and the
    name, or it is its own (``alone``), with a name of which nothing is stated.
    """
    position, first = row.filled[0]
    outer = next(column for column in columns if column.role in LEVELS)
    heads = first in _cells(row, outer) or position < outer.positions[0]
    over = any(cell is first for cell in named)
    if over:
        return heads and outer.role != "name"
    return heads and alone and any(column.role in _VALUES for column in columns)


def _stated(values: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in values if cell.text.strip() and not is_placeholder(cell.text)]


def _of(row: Row, columns: Sequence[Column]) -> list[Cell]:
    return [cell for column in columns for cell in _cells(row, column)]


def _cells(row: Row, column: Column) -> list[Cell]:
    found = (row[position] for position in column.positions if position < len(row))
    return [cell for cell in found if cell is not None]


def is_level(cell: Cell) -> bool:
    """Whether a cell is the name of a known level, or of both, and no more."""
    if len(cell.text) >= _LONG:
        return False
    known = level(cell.text, None).category or level(None, cell.text).subcategory
    return bool(known or two_levels(cell.text))
