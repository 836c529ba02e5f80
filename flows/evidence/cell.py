"""The cell that a row was read from, found again in its source by page, sheet and row; and a
picture of it.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from transforms.document import Block, Cell, Line, Row, Table, UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

    from flows.evidence.sketch import Sketch

_SCALE = 2.0  # pixels a point: 144 dpi
_LINES = 5  # lines that are shown around a line, or above a table
_FONT_SIZE = 16


class Place(NamedTuple):
    """``cell`` stands in ``block``, its table or the line itself, below the lines ``above``. A
    document has no cell: its first block.
    """

    cell: Cell | Line | None
    block: Block
    above: tuple[Line, ...]
    below: tuple[Line, ...]


def source_bytes(raw: Path, path: str, document_id: str) -> bytes | None:
    """The document's bytes, out of its archive if it is a member; None if the file is gone or is
    another one today.
    """
    from transforms.reading import expand

    file = raw / path.split("!", 1)[0]
    if not file.is_file():
        return None
    data = file.read_bytes()
    if "!" in path:
        try:
            data = next(
                (content for name, content in expand(data, path.split("!", 1)[0]) if name == path),
                b"",
            )
        except UnreadableError:
            return None
    return data if sha256(data).hexdigest() == document_id else None


def find(data: bytes, path: str, row: dict[str, Any]) -> Place | None:
    """Where the row's evidence stands: on its page and sheet, in its row, with its text. Tables are
    stitched as when it was read, so a cell that a page break cut is whole. None if nothing stands
    there. Raises UnreadableError.
    """
    from transforms.joining.join import stitch
    from transforms.reading import read

    blocks = stitch(read(data, path).blocks)
    if row.get("row") is None:
        first = next((number for number, block in enumerate(blocks) if isinstance(block, Table)), 0)
        return _place(blocks, first, None) if blocks else None
    candidates = _in_row(blocks, row)
    if not candidates:
        return None
    number, cell = _holding(candidates, row)
    return _place(blocks, number, cell)


def _in_row(blocks: tuple[Block, ...], row: dict[str, Any]) -> list[tuple[int, Cell | Line]]:
    """The cells and lines on the row's page and sheet, in its row, each with its block's number."""
    wanted = (row.get("page"), row.get("sheet"), row["row"])
    return [
        (number, cell)
        for number, block in enumerate(blocks)
        for cell in (block.cells() if isinstance(block, Table) else (block,))
        if (cell.page, cell.sheet, cell.row) == wanted
    ]


def _holding(
    candidates: list[tuple[int, Cell | Line]], row: dict[str, Any]
) -> tuple[int, Cell | Line]:
    """The shortest cell with the row's text, or else with its name, project, goal, first column;
    the first in the row if none has them.
    """
    text = row.get("source_text") or ""
    names = (row.get("name"), row.get("project"), row.get("goal"))
    for wanted in filter(None, (text, *names, text.split("\t", 1)[0])):
        holding = [candidate for candidate in candidates if wanted in candidate[1].text]
        if holding:
            return min(holding, key=lambda one: len(one[1].text))
    return candidates[0]


def _place(blocks: tuple[Block, ...], number: int, cell: Cell | Line | None) -> Place:
    return Place(
        cell, blocks[number], _lines(blocks[:number][::-1])[::-1], _lines(blocks[number + 1 :])
    )


def _lines(blocks: tuple[Block, ...]) -> tuple[Line, ...]:
    """The first lines, up to a table."""
    return tuple(
        line
        for line in islice(takewhile(lambda block: isinstance(block, Line), blocks), _LINES)
        if isinstance(line, Line)
    )


def picture(
    data: bytes, place: Place, caption: str, span: tuple[int, int] | None, font: Path | None
) -> tuple[Image, str]:
    """The page of a PDF, or the table (or lines) drawn anew where the format has no page.

    The cell is framed and the span marked. With it come the characters that the font of a drawn
    table lacks. ``font``: its file; None: the project's own. Raises WarehouseError if it is none.
    """
    from flows.evidence.fonts import chinese_font, lacking
    from flows.evidence.sketch import sketch

    if data.startswith(b"%PDF"):
        return _page(data, place), ""
    face = chinese_font(_FONT_SIZE, font)
    what = _sketch(place, caption, span)
    texts = [caption, *what.above, *(cell.text for row in what.rows for cell in row if cell)]
    return sketch(what, face), lacking(face, texts)


def _sketch(place: Place, caption: str, span: tuple[int, int] | None) -> Sketch:
    from flows.evidence.sketch import Sketch

    if isinstance(place.block, Table):
        above = [line.text for line in place.above]
        return Sketch(caption, above, place.block.rows, place.cell, span)
    lines = (*place.above, place.block, *place.below)
    rows = [Row((Cell(line.text, line.row),)) for line in lines]
    return Sketch(caption, (), rows, rows[len(place.above)][0] if place.cell else None, span)


def _page(data: bytes, place: Place) -> Image:
    """The page as it is printed, with a rectangle around the cell."""
    from PIL import ImageDraw

    from flows.evidence.page import drawn
    from flows.evidence.sketch import FRAME

    block = place.block
    stands = place.cell or (next(block.cells()) if isinstance(block, Table) else block)
    image = drawn(data, stands.page or 1, _SCALE)
    if place.cell is not None and place.cell.box is not None:
        left, top, right, bottom = (edge * _SCALE for edge in place.cell.box)
        frame = (
            max(0, left - 4),
            max(0, top - 4),
            min(image.width - 1, right + 4),
            min(image.height - 1, bottom + 4),
        )
        # a sheet may go on beyond its page's side
        if frame[0] < frame[2]:
            ImageDraw.Draw(image).rectangle(frame, outline=FRAME, width=4)
    return image
