"""Word 2007 and later (.docx, .docm, .dotx; also what is called .doc and is none): the body of the document in order."""

from __future__ import annotations

from transforms.document import Document, UnreadableError
from transforms.reading._flow import to_blocks
from transforms.reading._ledger import whole
from transforms.reading._numbering import Numbering
from transforms.reading._package import main_part, sibling
from transforms.reading._pasted import read_pictures
from transforms.reading._wordledger import delivered
from transforms.reading._wordml import Body, parse_part
from transforms.reading._zip import Zip, is_zip

FORMAT = "docx"
PRIORITY = 20
_MEDIA = "word/media/"


def matches(data: bytes) -> bool:
    """Whether it is a zip package whose main part is a Word document."""
    return is_zip(data) and main_part(data, "document") is not None


def read(data: bytes, _name: str) -> Document:
    """Paragraphs as lines, tables with merged cells, tables inside cells behind the outer one. Headers and footers are left out.

    Deleted text, the former place of moved text, hidden text and field codes are not printed and not read. Automatic numbers are.
    A picture that fills a quarter of a page or more is read like a scan, with the extra ``jixiao[ocr]``; else it is told in ``unread``.
    Raises UnreadableError: ``broken_file``, ``broken_archive``, ``zip_bomb``, ``password``.
    """
    part = main_part(data, "document")
    if part is None:
        raise UnreadableError("broken_file", "the package has no Word document")
    package = Zip(data)
    content = package.read(part)
    root = parse_part(content)
    body = Body(_numbering(package, part, content))
    printed = list(body.content(root))
    blocks = to_blocks(printed)
    doubted = whole(delivered(root, printed, body.numbers), blocks)
    if not any(name.startswith(_MEDIA) for name in package.names):
        return Document(FORMAT, blocks, unaccounted=doubted)
    pasted = read_pictures(package, part, root)
    return Document(FORMAT, (*blocks, *pasted.blocks), unread=tuple(pasted.unread),
                    unaccounted=(*doubted, *pasted.unaccounted))


def _numbering(package: Zip, part: str, content: bytes) -> Numbering:
    """Styles are parsed only if one of them numbers its paragraphs and one is used: they are often larger than the text."""
    path, styles = sibling(part, "numbering"), sibling(part, "styles")
    if path not in package.names or not (b"numPr" in content or b"pStyle" in content):
        return Numbering(None, None)
    styled = package.read(styles) if styles in package.names and b"pStyle" in content else b""
    return Numbering(parse_part(package.read(path)), parse_part(styled) if b"numPr" in styled else None)
