"""Word 97 to 2003 (.doc, .dot) and WPS (.wps): paragraphs, tables and tables in tables of a binary
document.
"""

from __future__ import annotations

from schemas.messages import english
from transforms.document import Block, Document, Line, Unaccounted, UnreadableError
from transforms.reading.common.flow import to_blocks
from transforms.reading.common.ledger import whole
from transforms.reading.common.ole import is_encrypted, names, streams
from transforms.reading.common.struck import struck_out
from transforms.reading.word.doc_body import STRUCK, Body
from transforms.reading.word.doc_ledger import delivered
from transforms.reading.word.doc_pieces import WordFile

FORMAT = "doc"
_MAIN = "WordDocument"
_BEFORE_BOXES = 6  # main text, footnotes, headers, macros, comments, endnotes; then text boxes


def matches(data: bytes) -> bool:
    """Whether it is a compound file with the stream of a Word document."""
    found = names(data)
    return _MAIN in found and not is_encrypted(found)


def read(data: bytes, _name: str) -> Document:
    """Paragraphs as lines, tables with merged cells, then the text boxes. Headers, footers, notes
    and comments are left out.

    Deleted and hidden text is not printed and not read; automatic numbers are not read. Raises
    UnreadableError: ``password``, ``broken_file``, ``unknown_format`` (Word 95 and older).
    """
    found = streams(data, _MAIN, "0Table", "1Table", "Data")
    if _MAIN not in found:
        raise UnreadableError("broken_file", english("found.compound_without_document"))
    file = WordFile(found[_MAIN], found, found.get("Data", b""))
    boxes = sum(file.lengths[:_BEFORE_BOXES])
    blocks: list[Block] = []
    doubted: list[Unaccounted] = []
    gone: list[str] = []
    for start, length in ((0, file.lengths[0]), (boxes, file.lengths[_BEFORE_BOXES])):
        body = Body(file)
        content = body.content(start, start + length)
        part = to_blocks(content, sum(isinstance(block, Line) for block in blocks))
        doubted += whole(delivered(file.text(start, start + length), body, content), part)
        blocks += part
        gone.append("".join(body.left[STRUCK]))
    unseen = struck_out(gone)
    return Document(FORMAT, tuple(blocks), unaccounted=tuple(doubted), not_shown=unseen)
