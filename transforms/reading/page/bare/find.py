"""The tables without rules of a page, and what the next page may go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from transforms.reading.page.bare.blocks import blocks_of, glue_rows, pitches
from transforms.reading.page.bare.centred_edges import centred_edges
from transforms.reading.page.bare.edges import column_edges
from transforms.reading.page.bare.fit import Fit, Sheet
from transforms.reading.page.bare.grids import grid_of
from transforms.reading.page.bare.hanging import hanging
from transforms.reading.page.bare.held import held
from transforms.reading.page.bare.regions import regions
from transforms.reading.page.bare.single_lines import may_go_on
from transforms.reading.page.bare.texts import Text, in_lines, page_texts, placed
from transforms.reading.page.bare.ways import middle
from transforms.reading.page.bare.words import Words
from transforms.reading.page.centred import names_level
from transforms.reading.page.grid import Grid
from transforms.reading.page.marks import Chars

_EDGES = 1.5  # points between the edges of one column on two pages
_ROWS = 2  # lines with several texts: fewer are no table
_CENTRED = 1.5  # times as many places where texts begin as texts in a line
_CELLS = 3  # of a row that stands alone
_PITCHES = 2  # distances of lines that are tried
_LINE = 1.15  # em: a line of text, where no cell has two


@dataclass(frozen=True, slots=True)
class Laid:
    """How a table lies that the next page may go on with: where its columns begin, what its words
    tell, and whether cells stand at the top of their rows.
    """

    edges: tuple[float, ...]
    words: Words
    hanging: bool


def find_bare(chars: Chars, before: Laid | None) -> tuple[list[Grid], Laid] | None:
    """The tables of a page, if all its texts fit; ``before``: the table of the page before."""
    grids, laid = list[Grid](), before
    edges = before.edges if before is not None else ()
    for texts in regions(page_texts(chars), edges):
        above = laid if grids else None
        if not _may_be_table(texts, above, laid):
            continue
        found = _table(texts, laid) if above is None else _below(texts, above)
        if found is None:
            return None
        grid, laid = found
        grids.append(grid)
    return (grids, laid) if grids and laid is not None else None


def _may_be_table(texts: list[Text], above: Laid | None, before: Laid | None) -> bool:
    """Whether there are rows enough; of a table that goes on one is, and below another one on the
    page if it stands in its columns.
    """
    if before is None or above is not None:
        edges = column_edges(texts, centred=False)
        own = above is not None and len(edges) >= _CELLS and _same_columns(edges, above.edges)
        return own or sum(len(line) > 1 for line in in_lines(texts)) >= _ROWS
    return True


def _below(texts: list[Text], above: Laid) -> tuple[Grid, Laid] | None:
    """A table below another one of the page: one of its own with a header, or else with what that
    one tells of its columns, as behind 续表.
    """
    own = _table(texts, None)
    if own is not None and own[1].words.body >= 0 and not own[0].doubtful:
        return own
    found = _table(texts, above)
    if found is None or (own is not None and found[0].doubtful and not own[0].doubtful):
        return own
    return replace(found[0], open_top=False), found[1]


def _table(texts: list[Text], before: Laid | None) -> tuple[Grid, Laid] | None:
    """One table, its cells at the left of their columns, or else in the middle of them; where far
    more texts begin apart than stand in any line, first in the middle. What is certain counts
    before what is not.
    """
    left, middle = (column_edges(texts, centred=centred) for centred in (False, True))
    ways = [left, middle]
    widest = max(map(len, in_lines(texts)), default=0)
    if before is None and len(left) > _CENTRED * widest:
        headed = centred_edges(texts)
        ways = [*([headed] if headed else []), middle, left]
    found: tuple[Grid, Laid] | None = None
    for edges in dict.fromkeys(ways):
        one = _with_columns(texts, edges, before)
        if one is not None and not one[0].doubtful:
            return one
        found = found or one
    return found


def _with_columns(
    texts: list[Text], edges: tuple[float, ...], before: Laid | None
) -> tuple[Grid, Laid] | None:
    em = float(np.median([text.em for text in texts]))
    if before is not None and not _same_columns(edges, before.edges):
        before = None
    if before is not None:
        edges = before.edges
    sheet = Sheet(placed(texts, edges, em), edges, em)
    fit = _fit(sheet, before)
    grid = grid_of(sheet, fit, goes_on=before is not None) if fit is not None else None
    if fit is None or grid is None:
        return None
    return grid, Laid(edges, fit.words, fit.hanging)


def _same_columns(edges: tuple[float, ...], before: tuple[float, ...]) -> bool:
    return all(min(abs(edge - other) for other in before) < _EDGES for edge in edges)


def _fit(sheet: Sheet, before: Laid | None) -> Fit | None:
    """The table with its cells in the middle of their rows, or at the top. The rest of a table that
    does not fit is held.
    """
    if before is None:
        return _of_lines(sheet, None) or hanging(sheet, None)
    words = before.words
    fit = hanging(sheet, words) if before.hanging else _of_lines(sheet, words)
    return fit or held(sheet, words)


def _of_lines(sheet: Sheet, before: Words | None) -> Fit | None:
    """The table with lines of cells nearer than rows, or where that seems to glue rows together,
    with a row each line. Where a line may be no row it hangs, or nothing is certain.
    """
    near = _nearer(sheet, before)
    if near:
        return next((fit for fit in near if fit is not None and fit.sure), near[0])
    blocks = blocks_of(sheet.texts, None, sheet.em)
    fit = middle(sheet, blocks, _LINE * sheet.em, before)
    if fit is None or not may_go_on(sheet, fit):
        return fit
    hung = hanging(sheet, before)
    return hung if hung is not None and hung.sure else replace(fit, sure=False)


def _nearer(sheet: Sheet, before: Words | None) -> list[Fit | None]:
    """The table with lines of cells as near as some are, until rows are glued together; without
    levels only with the nearest.
    """
    found: list[Fit | None] = []
    most = _PITCHES if any(names_level(text.text) for text in sheet.texts) else 1
    for pitch in pitches(sheet.texts, sheet.em)[:most]:
        blocks = blocks_of(sheet.texts, pitch, sheet.em)
        if glue_rows(blocks, sheet.edges, sheet.em):
            break
        found.append(middle(sheet, blocks, pitch, before))
    return found
