"""What the tests compare: the blocks of a document as plain lists."""

from __future__ import annotations

from transforms.document import Document, Line, Table
from transforms.reading import read


def squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def shape(document: Document, squeeze: bool = False):
    """A string for each line, a list of rows for each table; None where there is no cell."""
    clean = squeezed if squeeze else (lambda text: text)

    def rows(table: Table):
        return [[None if cell is None else clean(cell.text) for cell in row] for row in table.rows]

    return [
        clean(block.text) if isinstance(block, Line) else rows(block) for block in document.blocks
    ]


def shape_of(data: bytes, squeeze: bool = False):
    return shape(read(data, "x"), squeeze)


def tables(data: bytes) -> list[Table]:
    return list(read(data, "x").tables())
