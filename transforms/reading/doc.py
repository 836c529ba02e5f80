"""Word 97 to 2003 (.doc, .dot) and WPS (.wps): paragraphs, tables and tables in tables of a binary document."""

from __future__ import annotations

from transforms.document import Block, Document, Line, Unaccounted, UnreadableError
from transforms.reading._docbody import Body
from transforms.reading._docledger import delivered
from transforms.reading._flow import to_blocks
from transforms.reading._ledger import whole
from transforms.reading._msdoc import WordFile
from transforms.reading._ole import is_encrypted, names, streams

FORMAT = "doc"
PRIORITY = 30
_MAIN = "WordDocument"
_BEFORE_BOXES = 6  # main text, footnotes, headers, macros, comments, endnotes; then text boxes


def matches(data: bytes) -> bool:
    """Whether it is a compound file with the stream of a Word document."""
    found = names(data)
    return _MAIN in found and not is_encrypted(found)


def read(data: bytes, _name: str) -> Document:
    """Paragraphs as lines, tables with merged cells, then the text boxes. Headers, footers, notes and comments are left out.

    Deleted and hidden text is not printed and not read; automatic numbers are not read. Raises UnreadableError: ``password``, ``broken_file``,
    ``unknown_format`` (Word 95 and older).
    """
    found = streams(data, _MAIN, "0Table", "1Table", "Data")
    if _MAIN not in found:
        raise UnreadableError("broken_file", "the compound file has no document")
    file = WordFile(found[_MAIN], found, found.get("Data", b""))
    boxes = sum(file.lengths[:_BEFORE_BOXES])
    blocks: list[Block] = []
    doubted: list[Unaccounted] = []
    for start, length in ((0, file.lengths[0]), (boxes, file.lengths[_BEFORE_BOXES])):
        body = Body(file)
        content = body.content(start, start + length)
        part = to_blocks(content, sum(isinstance(one, Line) for one in blocks))
        doubted += whole(delivered(file.text(start, start + length), body, content), part)
        blocks += part
    return Document(FORMAT, tuple(blocks), unaccounted=tuple(doubted))
