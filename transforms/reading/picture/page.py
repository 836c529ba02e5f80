"""One page as a picture -> its lines and tables.

It is turned upright and straight, ruling lines are found and taken out, and text is recognised.
Then comes the grid code of PDF.

Needs the extra ``jixiao[ocr]``. Recognition takes seconds a page: pages without a grid or text in
columns are looked at and left.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from transforms.document import Block, Row, Table, Unaccounted
from transforms.reading.common.ledger import Delivered, unaccounted
from transforms.reading.common.limits import SECONDS_RECOGNISED
from transforms.reading.common.patience import allow
from transforms.reading.page.cells import blocks
from transforms.reading.page.folio import folio
from transforms.reading.page.grid import find_grids
from transforms.reading.page.marks import FOOT, Chars, Edges, chars
from transforms.reading.page.unruled import find_unruled
from transforms.reading.picture.ocr import Glyph, cut, detect, recognise
from transforms.reading.picture.raster import Boxes, Pixels, take_rules

COVER = 3  # pages at the beginning whose lines are always wanted: title, department, year
DPI = 200  # at which pictures are read
_COARSE = 1000  # pixels of the longer side: enough to see where lines of text lie
# lines of text side by side, on how many levels: the page may hold a table without rules
_COLUMNS, _LEVELS = 3, 5
_SAMPLE = 6  # lines of text that tell which way up a page is
# score of a line below which its cell is uncertain; of a sample: the page stands on its head
_DOUBT = 0.6


class Picture(NamedTuple):
    """What was read of one picture."""

    blocks: list[Block]
    unaccounted: tuple[Unaccounted, ...] = ()


def read_picture(image: Pixels, dpi: float, number: int) -> Picture:
    """The blocks of page ``number`` in points, the cells marked ``ocr``.

    There are none for a page without anything like a table.
    """
    allow(SECONDS_RECOGNISED)
    image = upright(image)
    scale = dpi / 72
    ruled = take_rules(image, dpi)
    grids = find_grids(_edges(ruled.horizontal / scale, ruled.vertical / scale))
    if not (grids or number <= COVER or _columnar(detect(ruled.image, _COARSE))):
        return Picture([])
    text, glyphs = recognise(ruled.image, cut(detect(ruled.image), ruled.vertical))
    read = _chars(glyphs, scale)
    numbers = folio(read, (image.shape[1] / scale, image.shape[0] / scale))
    if not grids:
        grids, _ = find_unruled(read.take(~numbers), None)
    doubtful = [
        (glyph.left / scale, glyph.middle / scale) for glyph in glyphs if glyph.score < _DOUBT
    ]
    done = [_marked(block, doubtful) for block in blocks(read, grids, number, numbers)]
    return Picture(done, unaccounted({number: Delivered(text)}, done))


def upright(image: Pixels) -> Pixels:
    """A page that was scanned lying on its side, or upside down.

    It is turned by quarters until its text is read.
    """
    found = detect(image, _COARSE)
    size = found[:, 2:] - found[:, :2]
    longest = found[np.argsort(-size.max(axis=1, initial=0))[:_SAMPLE]]
    sideways = (
        len(longest) and (np.diff(longest[:, [0, 2]]) < np.diff(longest[:, [1, 3]])).mean() > 0.5
    )
    if not sideways:
        return (
            image
            if _score(image, longest) >= _DOUBT
            else max((image, np.rot90(image, 2)), key=_legible)
        )
    return max((np.rot90(image, 1), np.rot90(image, 3)), key=_legible)


def _legible(image: Pixels) -> float:
    found = detect(image, _COARSE)
    return _score(image, found[np.argsort(found[:, 0] - found[:, 2])[:_SAMPLE]])


def _score(image: Pixels, found: Boxes) -> float:
    """How sure the model is of these lines; 1 if there are none."""
    scores = [glyph.score for glyph in recognise(np.ascontiguousarray(image), found).glyphs]
    return float(np.mean(scores)) if scores else 0.0 if len(found) else 1.0


def _edges(horizontal: Boxes, vertical: Boxes) -> Edges:
    """Rules from their boxes in points."""
    across = np.column_stack(
        ((horizontal[:, 1] + horizontal[:, 3]) / 2, horizontal[:, 0], horizontal[:, 2])
    )
    return Edges(
        across,
        np.column_stack(((vertical[:, 0] + vertical[:, 2]) / 2, vertical[:, 1], vertical[:, 3])),
    )


def _columnar(found: Boxes) -> bool:
    """Whether lines of text stand side by side as in a table."""
    middle = (found[:, 1] + found[:, 3]) / 2
    beside = (middle[:, None] > found[:, 1]) & (middle[:, None] < found[:, 3])
    return bool((beside.sum(axis=1) >= _COLUMNS).sum() >= _COLUMNS * _LEVELS)


def _chars(glyphs: list[Glyph], scale: float) -> Chars:
    """The characters in points.

    The baseline is such that a character's height above it tells the middle of its line.
    """
    codes = np.array([ord(glyph.text) for glyph in glyphs], np.uint32)
    places = [(glyph.left, glyph.right, glyph.middle, glyph.em) for glyph in glyphs]
    at = np.array(places).reshape(-1, 4) / scale
    left, right, middle, em = at.T
    box = np.column_stack((left, middle - em / 2, right, middle + em / 2))
    return chars(codes, box, np.round(middle + FOOT * em, 2))


def _marked(block: Block, doubtful: list[tuple[float, float]]) -> Block:
    """A table whose cells say that they were recognised, and which of them are uncertain."""
    if not isinstance(block, Table):
        return block
    cells = {}
    for cell in block.cells():
        left, top, right, bottom = cell.box or (0, 0, 0, 0)
        doubt = (
            {"uncertain"}
            if any(left < x < right and top < y < bottom for x, y in doubtful)
            else set()
        )
        cells[id(cell)] = cell._replace(repaired=cell.repaired | {"ocr"} | doubt)
    return replace(
        block,
        rows=tuple(
            Row(cells[id(cell)] if cell is not None else None for cell in row) for row in block.rows
        ),
    )
