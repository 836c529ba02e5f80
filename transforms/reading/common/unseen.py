"""Characters that nobody sees: soft hyphens, blanks of no width, marks of direction."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.document import Block, Cell, Document, Line, Row, Table

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]+")


def without_unseen(document: Document) -> Document:
    """The document without them: a name that a web page or Word may break in the middle is one
    name. What is stored is what is printed.
    """
    if not any(_has(block) for block in document.blocks):
        return document
    return replace(document, blocks=tuple(_seen(block) for block in document.blocks))


def _has(block: Block) -> bool:
    if isinstance(block, Line):
        return not block.text.isascii() and bool(_UNSEEN.search(block.text))
    return any(_UNSEEN.search(cell.text) for cell in block.cells())


def _seen(block: Block) -> Block:
    if isinstance(block, Line):
        return replace(block, text=_UNSEEN.sub("", block.text))
    return _table(block) if _has(block) else block


def _table(table: Table) -> Table:
    seen: dict[int, Cell] = {
        id(cell): cell._replace(text=_UNSEEN.sub("", cell.text)) for cell in table.cells()
    }
    rows = (Row(seen[id(cell)] if cell is not None else None for cell in row) for row in table.rows)
    return replace(table, rows=tuple(rows))
