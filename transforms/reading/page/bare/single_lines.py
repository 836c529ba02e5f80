"""Whether each line of a table is a row, as it seems, or some may be further lines of a cell."""

from __future__ import annotations

from itertools import pairwise

from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.bare.going_on import Kind, Widths, is_listed, widths_of
from transforms.reading.page.bare.texts import Line, Text, in_lines

_NEAR = 0.9  # em: lines nearer than lines of one text
_SAME = 0.06  # em
_OPEN = {Kind.FULL, Kind.UNKNOWN}


def may_go_on(sheet: Sheet, fit: Fit) -> bool:
    """Whether a line may be no row: all its texts may go on from the line above, the name does, or
    it is a further item of a list, or one text stands alone that does not fill its cell.
    """
    lines = in_lines(sheet.texts)
    gaps = [below[0].baseline - above[0].baseline for above, below in pairwise(lines)]
    least = min((gap for gap in gaps if gap > _NEAR * sheet.em), default=0.0)
    halves = any(gap < _NEAR * sheet.em for gap in gaps)
    body = [text for text in sheet.texts if text.baseline > fit.body]
    widths = widths_of(body, sheet.texts, sheet.edges, sheet.em)
    return any(
        _may_go_on(line, _above(lines[:at], line, least + _SAME * sheet.em), widths, fit, halves)
        for at, line in enumerate(lines)
        if line[0].baseline > fit.body + widths.em * _SAME
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
    kinds = {text.edge: _kind(text, above, widths) for text in line}
    name, levels = fit.name, fit.levels
    if set(kinds.values()) <= _OPEN or (
        len(kinds) == 1 and [kind for edge, kind in kinds.items() if edge > levels] == [Kind.ROOM]
    ):
        return True
    own = kinds.get(name)
    goes_on = own is Kind.FULL or (own is Kind.UNKNOWN and not halves)
    full = any(kind is Kind.FULL for edge, kind in kinds.items() if edge > levels)
    listed = any(
        is_listed(text.text, above[name].text)
        for text in line
        if text.edge == name and name in above
    )
    return goes_on or listed or (full and own is None)


def _kind(text: Text, above: dict[int, Text], widths: Widths) -> Kind:
    other = above.get(text.edge)
    if other is None:
        return Kind.NEW
    return widths.kind(text, other, max(text.last, other.last))
