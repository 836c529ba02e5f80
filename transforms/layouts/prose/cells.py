"""Cells in a row without their table: header, levels, names and values, by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from schemas.roles import roles
from transforms.document import Cell
from transforms.layouts.shared.labels import STARTS, label, split_labels
from transforms.values import parse_value
from transforms.values.qualities import is_known
from transforms.words.folding import bare
from transforms.words.levels import level

_TARGETS = frozenset(roles("target"))
_FILLED = _TARGETS | {"actual_value", "points", "score"}  # columns that a row may have filled
_NAMES = ("category", "subcategory", "name")
_SURE = frozenset(("signed_number", "yes_no", "blank", "template", "period", "deadline"))
_BELOW = re.compile(
    r"(?:注|备注|说明|填[报表]|制表|联系|审核|负责人|合计|总分|总计|得分|其他|评价|存在|改进|附件|部门|单位"
    r"|主办|承办|版权|网站|地址|备案)"
    r"(?:.{0,12}[:：]|$)|.*(?:意见|签字|盖章)"
)
_POINTS = re.compile(r"\(\d+分?\)")  # of a level
_REST_OF_LEVEL = frozenset(("指标", "标"))


@dataclass(slots=True)
class Cut:
    """Where a header stands, and the rows that were cut below it, up to ``end``."""

    start: int
    stop: int
    rows: list[list[Cell]] = field(default_factory=list)
    end: int = 0


def header_at(cells: Sequence[Cell], begin: int) -> tuple[int, int] | None:
    """The first run of header words behind ``begin``: the three levels, then columns that every
    row fills, one of them of targets.
    """
    for start in range(begin, len(cells)):
        found = [cell.role for cell in cells[start : start + 3]]
        if tuple(found) == _NAMES:
            stop = start + 3
            while stop < len(cells) and cells[stop].role in _FILLED:
                stop += 1
            columns = {cell.role for cell in cells[start + 3 : stop]}
            return (start, stop) if columns & _TARGETS else None
    return None


def body_of(cells: Sequence[Cell], cut: Cut) -> Cut | None:
    """The rows below a header; None where a cell may be missing, or a text is in no column."""
    columns = [cell.role or "" for cell in cells[cut.start + 3 : cut.stop]]
    levels: tuple[Cell | None, Cell | None] = (None, None)
    at, segment = cut.stop, list[Cell]()
    while at < len(cells) and not _ends(cells[at]):
        found, following = _level(cells, at, levels)
        if found is None:
            segment.append(cells[at])
            at += 1
            continue
        if not _add(cut, levels, segment, columns):
            return None
        levels, at, segment = found, following, []
    if not _add(cut, levels, segment, columns) or not cut.rows:
        return None
    cut.end = at
    return cut


def _ends(cell: Cell) -> bool:
    """Whether the body ends before this cell: a label of the next form, or what stands below."""
    labelled = {label(cell.text), *(role for role, _, _ in split_labels(cell.text)[:1])}
    return bool(labelled & STARTS or _BELOW.match(cell.text.strip()))


def _level(
    cells: Sequence[Cell], at: int, levels: tuple[Cell | None, Cell | None]
) -> tuple[tuple[Cell | None, Cell | None] | None, int]:
    """The levels from this cell on and where they end; None if it names none.

    A word of both levels (成本指标, 满意度指标) is of the second behind one of the first, and of
    the first where one of the second follows it.
    """
    cell = cells[at]
    said = cell.role in ("side", "indicators") or cell.folded in _REST_OF_LEVEL
    if said or _POINTS.fullmatch(cell.folded):
        return levels, at + 1
    first, second = (level(cell.text, None).category, level(None, cell.text).subcategory)
    if not (first or second) or not _is_level(cells, at):
        return None, at
    opened = levels[0] is not None and levels[1] is None and cells[at - 1] is levels[0]
    follows = at + 1 < len(cells) and level(None, cells[at + 1].text).subcategory
    if first and not (second and opened) and (not second or (follows and _is_level(cells, at + 1))):
        return (cell, None), at + 1
    return (levels[0], cell), at + 1


def _is_level(cells: Sequence[Cell], at: int) -> bool:
    """Whether a word of the taxonomy stands for a level: 指标 ends it, or stands in the next line.
    Any other (群众满意度) may be the name of an indicator.
    """
    following = cells[at + 1].folded if at + 1 < len(cells) else ""
    return bare(cells[at].text).endswith("指标") or following in _REST_OF_LEVEL


def _add(
    cut: Cut, levels: tuple[Cell | None, Cell | None], segment: list[Cell], columns: list[str]
) -> bool:
    """Adds the rows of one level; whether they can be cut in one way only."""
    size = len(columns) + 1
    if len(segment) % size or (segment and levels == (None, None)):
        return False
    for row in _rows(segment, size):
        if not _fits(row, columns):
            return False
        blank = Cell("", row[0].row)
        cut.rows.append([levels[0] or blank, levels[1] or blank, *row])
    return True


def _rows(segment: list[Cell], size: int) -> Iterator[list[Cell]]:
    for start in range(0, len(segment), size):
        yield segment[start : start + size]


def _fits(row: list[Cell], columns: list[str]) -> bool:
    """Whether a name stands where the name should, and values where values should."""
    if parse_value(row[0].text).parse_rule in _SURE:
        return False
    return all(_is_value(cell.text) for cell, _ in zip(row[1:], columns, strict=True))


def _is_value(text: str) -> bool:
    return parse_value(text).kind in ("number", "date", "yes_no") or is_known(text)
