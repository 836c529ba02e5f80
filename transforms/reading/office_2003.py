"""XML in one file: Excel and Word 2003 (saved as .xls and .doc by web systems), and Word's flat
package. Any other XML is of unknown format.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Block, Document, NotShown, Unaccounted, UnreadableError
from transforms.reading.common.flow import to_blocks
from transforms.reading.common.ledger import whole
from transforms.reading.common.struck import struck_out
from transforms.reading.word.ledger import delivered
from transforms.reading.word.numbering import Numbering, W
from transforms.reading.word.wordml import Body, parse_part, struck
from transforms.reading.workbook.ledger import sheet_account
from transforms.reading.workbook.sheet import sheet_parts
from transforms.reading.workbook.sheetml import S, formats, hidden, sheet

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "officexml"
_BEGIN = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe)?\s*<\x00?\?\x00?x\x00?m\x00?l")
_WORD2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_MERGE2003 = (b":vmerge", b":vMerge"), (b":hmerge", b":hMerge")


def matches(data: bytes) -> bool:
    """Whether an XML declaration stands at the beginning.

    >>> matches(b'<?xml version="1.0"?><Workbook>'), matches(b'<p>')
    (True, False)
    """
    return bool(_BEGIN.match(data[:256]))


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of all sheets, or of the document's body. Raises UnreadableError:
    ``unknown_format``, ``broken_file``, ``too_large``.
    """
    if _WORD2003 in data:
        data = data.replace(_WORD2003, W.strip("{}").encode())
        for old, new in _MERGE2003:
            data = data.replace(old, new)
    root = parse_part(data)
    if root.tag == S + "Workbook":
        return _workbook(root)
    body = next(root.iter(W + "body"), None)
    if body is None:
        raise UnreadableError("unknown_format", english("found.unknown_xml", tag=root.tag))
    numbering, styles = next(root.iter(W + "numbering"), None), next(root.iter(W + "styles"), None)
    reading = Body(Numbering(numbering, styles))
    printed = list(reading.content(body))
    blocks = to_blocks(printed)
    doubted = whole(delivered(body, printed, reading.numbers), blocks)
    unseen = struck_out(struck(body))
    return Document(FORMAT, blocks, unaccounted=doubted, not_shown=unseen)


def _workbook(root: etree._Element) -> Document:
    codes = formats(root)
    blocks: list[Block] = []
    doubted: list[Unaccounted] = []
    unseen: list[NotShown] = []
    for one in root.iterfind(S + "Worksheet"):
        texts, merges = sheet(one, codes)
        name = one.get(S + "Name") or ""
        found, left = sheet_parts(texts, merges, name, hidden(one))
        blocks += found
        unseen += [left] if left else []
        doubted += sheet_account(texts, merges, found, name, {}, left)
    return Document(FORMAT, tuple(blocks), unaccounted=tuple(doubted), not_shown=tuple(unseen))
