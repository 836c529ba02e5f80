"""A table drawn as a picture, for formats that have no page: the rows around one cell, its own row
whole, the cell framed, the span marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.document import Cell, Line, Row

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FRAME = (220, 20, 20)
MARK = (255, 236, 130)
_INK, _PALE, _RULE = (20, 20, 20), (130, 130, 130), (170, 170, 170)
_WIDTH, _GUTTER, _PAD, _MARGIN = 1500, 64, 6, 16  # pixels
_NARROWEST, _SHORT = 56, 120  # pixels of a column
# rows that are shown: the first of the table, and those before and after the cell's own
_HEAD, _AROUND = 3, 3
_OTHERS = 240  # characters shown of a cell in another row
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is drawn: ``caption`` above, the lines that stand over the table, its rows. ``cell`` is
    framed, ``span`` marked in its text.
    """

    caption: str
    above: Sequence[str]
    rows: Sequence[Row]
    cell: Cell | Line | None
    span: Piece | None = None


def sketch(what: Sketch, font: FreeTypeFont) -> Image:
    """Draw it, as wide as a page and as high as it needs to be."""
    from PIL import Image, ImageDraw

    paper = _Paper(what, font)
    image = Image.new("RGB", (_MARGIN * 2 + _GUTTER + sum(paper.widths), paper.height), "white")
    paper.draw(ImageDraw.Draw(image))
    return image


class _Paper:
    """Where everything stands: columns, rows and the lines that each cell's text is broken into."""

    def __init__(self, what: Sketch, font: FreeTypeFont) -> None:
        self.what, self.font = what, font
        self.length = lru_cache(maxsize=None)(font.getlength)
        self.leading = int(font.size * 1.4)
        at = next(
            (
                number
                for number, row in enumerate(what.rows)
                if any(cell is what.cell for cell in row)
            ),
            0,
        )
        self.shown = [
            number
            for number in range(len(what.rows))
            if number < _HEAD or abs(number - at) <= _AROUND
        ]
        self.grid = [what.rows[number] for number in self.shown]
        self.widths = self._widths()
        self.areas = self._areas()
        self.texts = {
            key: self._broken(cell, sum(self.widths[left:right]))
            for key, (cell, (left, _, right, _)) in self.areas.items()
        }
        self.heights = self._heights()
        self.top = _MARGIN + (len(what.above) + 1) * self.leading + _PAD
        self.height = self.top + sum(self.heights) + _MARGIN

    def _widths(self) -> list[int]:
        """A short column as wide as its text; the others share the rest by the square root of their
        longest text, so that none starves.
        """
        columns = range(max(map(len, self.grid), default=1))
        wanted = [self._longest(column) + 4 * _PAD for column in columns]
        room = _WIDTH - _GUTTER - 2 * _MARGIN
        if sum(wanted) > room:
            rest = room - sum(width for width in wanted if width <= _SHORT)
            roots = [width**0.5 if width > _SHORT else 0.0 for width in wanted]
            wanted = [
                rest * root / sum(roots) if root else width
                for width, root in zip(wanted, roots, strict=True)
            ]
        return [max(_NARROWEST, int(width)) for width in wanted]

    def _longest(self, column: int) -> float:
        """The length of the longest text in a column, in pixels; merged cells do not count."""
        alone = [
            row[column] for row in self.grid if column < len(row) and row.count(row[column]) == 1
        ]
        texts = [_shown(cell, self.what.cell) for cell in alone if cell]
        return max((sum(map(self.length, text)) for text in texts), default=0.0)

    def _areas(self) -> dict[int, tuple[Cell, tuple[int, int, int, int]]]:
        """Each cell with the columns and rows that it covers: left, top, right, bottom, half-open.
        A merged cell is one object.
        """
        areas: dict[int, tuple[Cell, tuple[int, int, int, int]]] = {}
        for y, row in enumerate(self.grid):
            for x, cell in enumerate(row):
                if cell is not None:
                    left, top, right, bottom = (
                        areas[id(cell)][1] if id(cell) in areas else (x, y, x, y)
                    )
                    areas[id(cell)] = (
                        cell,
                        (min(left, x), top, max(right, x + 1), max(bottom, y + 1)),
                    )
        return areas

    def _broken(self, cell: Cell, width: int) -> list[Piece]:
        """The lines of a text, as spans of it: broken where the column ends and where the text
        itself breaks.
        """
        text, pieces, start, used = _shown(cell, self.what.cell), [], 0, 0.0
        for index, character in enumerate(text):
            step = 0.0 if character == "\n" else self.length(character)
            if text[index - 1 : index] == "\n" or (
                used + step > width - 2 * _PAD and index > start
            ):
                pieces.append((start, index))
                start, used = index, 0.0
            used += step
        return [*pieces, (start, len(text))]

    def _heights(self) -> list[int]:
        """Each row as high as its highest cell; the last row of a merged cell gives what the cell
        still needs.
        """
        heights = [self.leading + 2 * _PAD] * len(self.grid)
        for key, (_, (_, top, _, bottom)) in sorted(
            self.areas.items(), key=lambda item: item[1][1][3] - item[1][1][1]
        ):
            heights[bottom - 1] += max(
                0, len(self.texts[key]) * self.leading + 2 * _PAD - sum(heights[top:bottom])
            )
        return heights

    def draw(self, pen: ImageDraw) -> None:
        for number, line in enumerate((self.what.caption, *self.what.above)):
            pen.text(
                (_MARGIN, _MARGIN + number * self.leading),
                line,
                _INK if number else _PALE,
                self.font,
            )
        xs = [
            _MARGIN + _GUTTER + sum(self.widths[:column]) for column in range(len(self.widths) + 1)
        ]
        ys = [self.top + sum(self.heights[:row]) for row in range(len(self.heights) + 1)]
        for number, row in enumerate(self.grid):
            first = next((cell for cell in row if cell is not None), None)
            jump = number and self.shown[number] != self.shown[number - 1] + 1
            pen.text(
                (_MARGIN, ys[number] + _PAD),
                ("… " if jump else "") + (str(first.row) if first else ""),
                _PALE,
                self.font,
            )
        for key, (cell, (left, top, right, bottom)) in self.areas.items():
            self._cell(pen, cell, self.texts[key], (xs[left], ys[top], xs[right], ys[bottom]))
        for cell, (left, top, right, bottom) in self.areas.values():
            if cell is self.what.cell:
                pen.rectangle(
                    (xs[left] - 1, ys[top] - 1, xs[right] + 1, ys[bottom] + 1),
                    outline=FRAME,
                    width=4,
                )

    def _cell(
        self, pen: ImageDraw, cell: Cell, lines: list[Piece], box: tuple[int, int, int, int]
    ) -> None:
        pen.rectangle(box, outline=_RULE)
        text, span = (
            _shown(cell, self.what.cell),
            self.what.span if cell is self.what.cell else None,
        )
        for number, (start, end) in enumerate(lines):
            x, y = box[0] + _PAD, box[1] + _PAD + number * self.leading
            if span and max(start, span[0]) < min(end, span[1]):
                a, b = (
                    x + self.font.getlength(text[start:edge].strip("\n"))
                    for edge in (max(start, span[0]), min(end, span[1]))
                )
                pen.rectangle((a, y, b, y + self.leading - 1), fill=MARK)
            pen.text((x, y), text[start:end].strip("\n"), _INK, self.font)


def _shown(cell: Cell, framed: Cell | Line | None) -> str:
    """The framed cell whole, others up to a length."""
    text = cell.text.replace("\t", " ")
    return text if cell is framed or len(text) <= _OTHERS else text[:_OTHERS] + "…"
