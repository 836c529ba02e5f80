"""Word 2007 and later (.docx, .docm, .dotx; also what is called .doc and is none): the body of the
document in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Block, Document, Line, UnreadableError
from transforms.reading.common.flow import Content, to_blocks
from transforms.reading.common.ledger import whole
from transforms.reading.common.package import main_part, sibling
from transforms.reading.common.struck import struck_out
from transforms.reading.common.zip import Zip, is_zip
from transforms.reading.picture.pasted import Pasted, read_pictures
from transforms.reading.word.foreign import Foreign, pieces
from transforms.reading.word.ledger import delivered
from transforms.reading.word.numbering import Numbering
from transforms.reading.word.wordml import Body, parse_part, struck

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "docx"
_MEDIA = "word/media/"


def matches(data: bytes) -> bool:
    """Whether it is a zip package whose main part is a Word document."""
    return is_zip(data) and main_part(data, "document") is not None


def read(data: bytes, name: str) -> Document:
    """Paragraphs as lines, tables with merged cells, tables inside cells behind the outer one.
    Headers and footers are left out.

    Deleted text, the former place of moved text, hidden text and field codes are not printed and
    not read; text that is struck out is told. Automatic numbers are read. A picture that fills a
    quarter of a page or more is read like a scan, with the extra ``jixiao[ocr]``; else it is told
    in ``unread``. What Word shows of another format is read in its place. Raises UnreadableError:
    ``broken_file``, ``broken_archive``, ``zip_bomb``, ``password``.
    """
    part = main_part(data, "document")
    if part is None:
        raise UnreadableError("broken_file", english("found.no_word_document"))
    package = Zip(data)
    content = package.read(part)
    root = parse_part(content)
    body, foreign = Body(_numbering(package, part, content)), Foreign(package, part, name)
    printed: list[Content] = []
    own: list[Block] = []
    blocks: list[Block] = []
    for children, others in pieces(root):
        run = list(body.content(children))
        printed += run
        new = to_blocks(run, sum(isinstance(one, Line) for one in own))
        own += new
        blocks += (*new, *foreign.read(others))
    pasted = _pictures(package, part, root)
    inside = (one for document in foreign.documents for one in document.unaccounted)
    return Document(
        FORMAT,
        (*blocks, *pasted.blocks),
        unread=(*foreign.unread, *pasted.unread),
        unaccounted=(
            *whole(delivered(root, printed, body.numbers), tuple(own)),
            *inside,
            *pasted.unaccounted,
        ),
        not_shown=struck_out(struck(root)),
    )


def _pictures(package: Zip, part: str, root: etree._Element) -> Pasted:
    """What the pictures of the text show."""
    if not any(name.startswith(_MEDIA) for name in package.names):
        return Pasted([], [], [])
    return read_pictures(package, part, root)


def _numbering(package: Zip, part: str, content: bytes) -> Numbering:
    """Styles are parsed only if one of them numbers its paragraphs and one is used: they are often
    larger than the text.
    """
    path, styles = sibling(part, "numbering"), sibling(part, "styles")
    if path not in package.names or not (b"numPr" in content or b"pStyle" in content):
        return Numbering(None, None)
    styled = package.read(styles) if styles in package.names and b"pStyle" in content else b""
    return Numbering(
        parse_part(package.read(path)), parse_part(styled) if b"numPr" in styled else None
    )
