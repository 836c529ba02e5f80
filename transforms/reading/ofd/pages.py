"""The pages of an OFD file -> blocks, by the grid code of the PDF reader."""

from __future__ import annotations

import re

from schemas.messages import english
from transforms.document import Block, Document, Table, Unread, UnreadableError
from transforms.reading.common.ledger import Delivered, unaccounted
from transforms.reading.common.zip import Zip
from transforms.reading.ofd.marks import Marks, page_marks
from transforms.reading.ofd.parts import Package, documents, title
from transforms.reading.page.cells import blocks
from transforms.reading.page.folio import folio
from transforms.reading.page.grid import find_grids
from transforms.reading.page.over import set_down, struck
from transforms.reading.page.sideless import find_sideless
from transforms.reading.page.without_rules import Carried, find_without_rules

_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
# share of characters that stand for nothing, above which the text cannot be trusted; as for PDF
_GARBLED = 0.04
_LARGE = 0.25  # of the page's area: an image that may hold a table
_FEW = 12  # characters besides a page number: a page with more has text of its own


def read_pages(opened: Zip, entry: str) -> Document:
    """All pages of all documents of the package, counted through. Raises UnreadableError as
    ``ofd.read`` says.
    """
    reading = _Reading()
    for document in documents(opened, entry):
        reading.document(document)
    if reading.number == 0:
        raise UnreadableError("broken_file", english("found.file_without_page"))
    if len(reading.broken) == reading.number:
        raise UnreadableError(
            reading.broken[0].rule,
            english("found.no_page_read", what=reading.broken[0].message),
        )
    return Document(
        "ofd",
        tuple(reading.blocks),
        reading.number,
        title(opened, entry),
        tuple(reading.unread),
        unaccounted(reading.delivered, reading.blocks),
    )


class _Reading:
    """What was read so far."""

    def __init__(self) -> None:
        self.number = 0
        self.blocks: list[Block] = []
        self.unread: list[Unread] = []
        self.broken: list[UnreadableError] = []
        self.delivered: dict[int, Delivered] = {}  # by page, but for those with tables left out
        self._columns: Carried | None = None

    def document(self, document: Package) -> None:
        """Read every page; one that is damaged does not cost the others."""
        self._columns = None
        for entry in document.pages():
            self.number += 1
            try:
                self._page(page_marks(document.page(entry)))
            except UnreadableError as error:
                if error.rule == "zip_bomb":
                    raise
                self.broken.append(error)
                self.unread.append(Unread("unread_part", error.message, self.number))
                self._columns = None

    def _page(self, marks: Marks) -> None:
        if (reason := _needs_ocr(marks)) is not None:
            self.unread.append(Unread("needs_ocr", reason, self.number))
        if marks.composites:
            self.unread.append(
                Unread(
                    "unread_part", english("found.composites", count=marks.composites), self.number
                )
            )
        chars = set_down(marks.chars)
        numbers = folio(chars, marks.size)
        grids, columns = find_grids(marks.edges) or find_sideless(marks.edges, chars), None
        if not grids:
            grids, columns = find_without_rules(chars.take(~numbers), self._columns)
        found = blocks(chars, grids, self.number, numbers, struck(chars, marks.edges))
        self._columns = columns
        if _is_strange(marks):
            self.blocks += [block for block in found if not isinstance(block, Table)]
        else:
            self.blocks += found
            self.delivered[self.number] = marks.delivered


def _needs_ocr(marks: Marks) -> str | None:
    """Why a page's text is not all that can be seen on it."""
    if _is_strange(marks):
        return english("found.no_characters")
    if (
        marks.largest_image >= _LARGE * marks.size[0] * marks.size[1]
        and sum(not one.isspace() for one in marks.text) <= _FEW
    ):
        return english("found.page_picture")
    return None


def _is_strange(marks: Marks) -> bool:
    return len(_STRANGE.findall(marks.text)) > _GARBLED * len(marks.text)
