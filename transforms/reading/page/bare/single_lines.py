"""Whether each line of a table is a row, as it seems, or some may be further lines of a cell."""

from __future__ import annotations

from itertools import pairwise

from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.bare.going_on import Kind, Widths, is_listed, widths_of
from transforms.reading.page.bare.texts import Line, Text, in_lines

_NEAR = 0.9  # em: lines nearer than lines of one text
_SAME = 0.06  # em
_NEXT = 1.4  # times the least distance of lines: a line so near is the next one
_OPEN = {Kind.FULL, Kind.UNKNOWN}


def may_go_on(sheet: Sheet, fit: Fit) -> bool:
    """Whether a line may be no row: all its texts may go on from the line above, the name does, or
    it is a further item of a list, or one text stands alone that does not fill its cell.
    """
    lines = in_lines(sheet.texts)
    gaps = [below[0].baseline - above[0].baseline for above, below in pairwise(lines)]
    least = min((gap for gap in gaps if gap > _NEAR * sheet.em), default=0.0)
    halves = any(gap < _NEAR * sheet.em for gap in gaps)
    body = [text for text in sheet.texts if text.baseline > fit.words.body]
    widths = widths_of(body, sheet.texts, sheet.edges, sheet.em)
    return any(
        _may_go_on(line, _above(lines[:at], line, _NEXT * least), widths, fit, halves)
        for at, line in enumerate(lines)
        if line[0].baseline > fit.words.body + widths.em * _SAME
    )


def _above(lines: list[Line], line: Line, reach: float) -> dict[int, Text]:
    """The text right above each text of a line."""
    return {
        text.edge: other
        for text in line
        for above in lines
        for other in above
        if other.edge == text.edge and text.baseline - other.baseline < reach
    }


def _may_go_on(line: Line, above: dict[int, Text], widths: Widths, fit: Fit, halves: bool) -> bool:
    """``halves``: levels stand between the lines, so that cells are in the middle of their rows:
    one of two lines would stand beside others, but for a row in which all have two.
    """
    kinds = {text.edge: _kind(text, above, widths) for text in line}
    own = [kind for edge, kind in kinds.items() if edge > fit.words.levels]
    if halves or set(kinds.values()) <= _OPEN:
        return set(kinds.values()) <= _OPEN
    if (len(kinds) == 1 and own == [Kind.ROOM]) or _is_listed(line, above, fit.words.name):
        return True
    name, value = kinds.get(fit.words.name), kinds.get(fit.words.value or -1)
    if name is None:
        return Kind.FULL in own
    return name is Kind.FULL or (name is Kind.UNKNOWN and value not in {Kind.NEW, Kind.ROOM})


def _is_listed(line: Line, above: dict[int, Text], name: int) -> bool:
    """Whether the name is a further item of the list above."""
    return any(
        text.edge == name and name in above and is_listed(text.text, above[name].text)
        for text in line
    )


def _kind(text: Text, above: dict[int, Text], widths: Widths) -> Kind:
    other = above.get(text.edge)
    if other is None:
        return Kind.NEW
    return widths.kind(text, other, max(text.last, other.last))
