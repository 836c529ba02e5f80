"""Points, and points reached, of a published row: does a cell under their head print them?"""

from __future__ import annotations

import re

from transforms.crosscheck.heads import Heads, Why
from transforms.crosscheck.printed import Printed, Text
from transforms.crosscheck.site import Site

_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def contradicted(site: Site, row: Printed, heads: Heads) -> Why:
    """Points, or points reached, that no cell under their head prints; or that one prints and the
    row has not, where others have them.
    """
    for field, figure in (("points", site.claim.points), ("score", site.claim.score)):
        if heads.has_kind(row, field) or figure is not None:
            yield from _figure(field, figure, site, row, heads)


def _figure(field: str, figure: float | None, site: Site, row: Printed, heads: Heads) -> Why:
    printed = [cell.text for cell in row.filled if heads.kinds(row, cell) == {field}]
    figures = [float(text) for text in _FIGURE.findall(" ".join(printed))]
    if figure is None:
        if heads.has_figures(row, field) and any(_FIGURE.fullmatch(text) for text in printed):
            yield "column_contradicted", f"{field}: {'/'.join(printed)}"
    elif figures and figure not in {*figures, *_summed(field, site, heads)}:
        yield "column_contradicted", f"{field}: {figure:g}, {'/'.join(printed)}"
    elif not printed and _is_other(figure, field, row, heads):
        yield "column_contradicted", f"{field}: {figure:g}"


def _summed(field: str, site: Site, heads: Heads) -> set[float]:
    """What all rows print that the cell of the name goes over, added up by column: 5 and 5; and the
    same with the rows behind a cut in which that cell goes on.
    """
    row, sums = site.row, dict[int, list[Text]]()
    for cell in site.own:
        if row and _FIGURE.fullmatch(cell.text) and heads.kinds(row, cell) == {field}:
            sums.setdefault(cell.first, []).append(cell)
    beyond = [cell for other in site.more for cell in other.filled]
    return {
        sum(float(one.text) for one in cells)
        for own in sums.values()
        for cells in (own, [*own, *(one for one in beyond if _is_below(one, own[0]))])
    }


def _is_below(cell: Text, above: Text) -> bool:
    """Whether a figure of the next table stands in the column of one of this, where it is drawn."""
    box, other = cell.source.box, above.source.box
    if box is None or other is None:
        return bool(_FIGURE.fullmatch(cell.text)) and cell.first == above.first
    middle = (box[0] + box[2]) / 2
    return bool(_FIGURE.fullmatch(cell.text)) and other[0] < middle < other[2]


def _is_other(figure: float, field: str, row: Printed, heads: Heads) -> bool:
    """Whether a figure stands under heads of other columns only."""
    cells = [cell for cell in row.filled if _is_figure(cell.text, figure)]
    kinds = [heads.kinds(row, cell) for cell in cells]
    return bool(kinds) and all(kind and field not in kind for kind in kinds)


def _is_figure(text: str, figure: float) -> bool:
    return bool(_FIGURE.fullmatch(text)) and float(text) == figure
