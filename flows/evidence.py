"""The cell that a row was read from, found again in its source by page, sheet and row; and a picture of it."""

from __future__ import annotations

import struct
import zlib
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transforms.document import Cell, Line, Table, UnreadableError
from warehouse.disk import WarehouseError

if TYPE_CHECKING:
    import numpy as np

_SCALE = 2.0  # pixels a point: 144 dpi
_FRAME = (220, 20, 20)


def source_bytes(raw: Path, path: str, document_id: str) -> bytes | None:
    """The document's bytes, out of its archive if it is a member; None if the file is gone or is another one today."""
    from transforms.reading import expand

    file = raw / path.split("!", 1)[0]
    if not file.is_file():
        return None
    data = file.read_bytes()
    if "!" in path:
        try:
            data = next((content for name, content in expand(data, path.split("!", 1)[0]) if name == path), b"")
        except UnreadableError:
            return None
    return data if sha256(data).hexdigest() == document_id else None


def find_cell(data: bytes, path: str, row: dict[str, Any]) -> Cell | Line | None:
    """The cell or line that the row's evidence stands in: on its page and sheet, in its row, with its text. Tables are stitched as when it was
    read, so a cell that a page break cut is whole.
    """
    from transforms.reading import read
    from transforms.stitch import stitch

    text = row.get("source_text") or row.get("goal") or ""
    first = text.split("\t", 1)[0]
    cells: list[Cell | Line] = []
    for block in stitch(read(data, path).blocks):
        cells += block.cells() if isinstance(block, Table) else [block]
    here = [cell for cell in cells if (cell.page, cell.sheet, cell.row) == (row.get("page"), row.get("sheet"), row.get("row"))]
    names = [text, row.get("name"), row.get("project"), first]
    return next((cell for name in names if name for cell in here if name in cell.text), here[0] if here else None)


def picture(data: bytes, cell: Cell | Line, out: Path) -> None:
    """Write the page of a PDF with the cell framed as PNG. Raises WarehouseError where there is no page to show."""
    if cell.box is None or cell.page is None or not data.startswith(b"%PDF"):
        raise WarehouseError("only pages of a PDF can be shown as a picture: this cell has none")
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        pixels = document[cell.page - 1].render(scale=_SCALE, rev_byteorder=True).to_numpy()[:, :, :3].copy()
    _frame(pixels, tuple(round(edge * _SCALE) for edge in cell.box))
    out.write_bytes(png(pixels))


def _frame(pixels: np.ndarray[Any, Any], box: tuple[int, ...]) -> None:
    """A rectangle of four pixels' width around the cell."""
    left, top, right, bottom = box
    height, width = pixels.shape[:2]
    for grow in range(4):
        a, b, c, d = max(0, left - grow), max(0, top - grow), min(width - 1, right + grow), min(height - 1, bottom + grow)
        pixels[[b, d], a:c + 1] = _FRAME
        pixels[b:d + 1, [a, c]] = _FRAME


def png(pixels: np.ndarray[Any, Any]) -> bytes:
    """Height x width x RGB bytes as a PNG file (RFC 2083)."""
    height, width = pixels.shape[:2]
    lines = b"".join(b"\0" + line.tobytes() for line in pixels)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
