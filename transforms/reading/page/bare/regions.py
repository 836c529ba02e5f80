"""The runs of lines of a page that are tables: what stands above, between and below is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, dropwhile, islice

from transforms.reading.page.bare.texts import Line, Text
from transforms.words.amounts import caption_unit
from transforms.words.headers import column_of
from transforms.words.headings import is_heading, is_title

_SAME = 1.0  # points
_NEAR = 0.9  # em: lines nearer than lines of one text are those of cells side by side
_APART = 6.0  # em: what stands so far below is no part of the table
_NOTE = re.compile(r"(?:备?注|说明)\d?[:：]")
_SAYS = re.compile("[:：]")
_FORM = frozenset(("project", "department", "spending_unit"))  # what a form begins with
_CAPTIONS = 4  # lines in which a form begins below its title
_CAPTION = 2  # 部门名称：… and 单位：万元 may stand side by side


def regions(lines: list[Line], edges: Sequence[float]) -> list[list[Text]]:
    """The texts of each table, top to bottom; ``edges``: where the columns begin of a table on the
    page before.
    """
    shared = [*edges, *(text.left for line in lines if len(line) > 1 for text in line)]
    parts: list[list[Line]] = [[]]
    for at, line in enumerate(lines):
        outside = _is_outside(lines, at, shared)
        if outside or _is_apart(lines, at):
            parts.append([])
        parts[-1] += [] if outside else [line]
    trimmed = [_without_notes(_without_captions(part), min(shared, default=0.0)) for part in parts]
    return [list(chain.from_iterable(part)) for part in trimmed if part]


def _is_apart(lines: list[Line], at: int) -> bool:
    """Whether a line stands far below the one above."""
    above = lines[at - 1][0].baseline if at else lines[at][0].baseline
    return lines[at][0].baseline - above > _APART * lines[at][0].em


def _is_outside(lines: list[Line], at: int, shared: list[float]) -> bool:
    """Whether a line is one of the text around the tables: alone at its height, and it begins
    where no text of a table does, left of all, or it says what it is.
    """
    (first, *more), em = lines[at], lines[at][0].em
    if _is_title(lines, at):
        return True
    if more or any(abs(first.left - left) < _SAME for left in shared):
        return False
    beside = [lines[one][0] for one in (at - 1, at + 1) if 0 <= one < len(lines)]
    if any(abs(other.baseline - first.baseline) < _NEAR * em for other in beside):
        return False
    return first.left < min(shared, default=0.0) or _is_caption(first.text)


def _is_title(lines: list[Line], at: int) -> bool:
    """Whether a line is the title of the form that begins below it, and below what says its
    department or unit, with 项目名称 and the like.
    """
    first, *more = lines[at]
    if more or not is_title(first.text):
        return False
    below = dropwhile(_says, lines[at + 1 : at + _CAPTIONS])
    return any(_opens_form(line) for line in islice(below, 1))


def _says(line: Line) -> bool:
    return all(_is_caption(text.text) for text in line)


def _opens_form(line: Line) -> bool:
    return len(line) > 1 and column_of(line[0].text) in _FORM


def _is_caption(text: str) -> bool:
    return is_heading(text) or caption_unit(text) is not None or bool(_NOTE.match(text))


def _without_captions(part: list[Line]) -> list[Line]:
    """The lines from the first that is one of a table."""
    for at, line in enumerate(part):
        alone = len(line) == 1 and not _begins(part[at:])
        says = len(line) == _CAPTION and any(is_heading(text.text) for text in line)
        if not alone and not says:
            return part[at:] if any(len(one) > 1 for one in part[at:]) else []
    return []


def _begins(part: list[Line]) -> bool:
    """Whether a first line that has one text belongs to a table: the line of a cell with more lines
    than those beside it, or of a header over two rows.
    """
    first = part[0][0]
    if is_heading(first.text):
        return False
    if len(part) > 1 and part[1][0].baseline - first.baseline < _NEAR * first.em:
        return True
    lefts = [text.left for line in part if len(line) > 1 for text in line]
    return bool(lefts) and first.left > min(lefts) + _SAME


def _without_notes(part: list[Line], left: float) -> list[Line]:
    """The lines without those below the last row that say something (填表说明：)."""
    last = max((at for at, line in enumerate(part) if len(line) > 1), default=-1)
    for at in range(last + 1, len(part)):
        text = part[at][0]
        if text.left < left + _SAME and _SAYS.search(text.text):
            return part[:at]
    return part
