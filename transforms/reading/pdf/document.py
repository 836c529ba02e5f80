"""Bytes -> Document: open the file, choose the pages, read them, say which could not be read, close
everything.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as c

from schemas.messages import english
from transforms.document import Block, Document, Line, Table, Unaccounted, Unread, UnreadableError
from transforms.reading.common.ledger import Delivered, page_of, unaccounted
from transforms.reading.common.limits import MAX_PAGES
from transforms.reading.page.below_rule import put_back
from transforms.reading.page.beside import put_beside
from transforms.reading.page.target_words import may_hold_target
from transforms.reading.page.text import clean
from transforms.reading.page.without_rules import Carried
from transforms.reading.pdf.annotations import texts_of
from transforms.reading.pdf.bombs import refuse_bombs
from transforms.reading.pdf.fonts import BOXES, drawing, only
from transforms.reading.pdf.left_sides import PassedPages, Shown, with_left_sides
from transforms.reading.pdf.page import page_text
from transforms.reading.pdf.pdfium import function
from transforms.reading.pdf.recognise import read_scan, recognised
from transforms.reading.pdf.scans import Scans
from transforms.reading.pdf.tables import PageTables, read_page

_COVER = 3  # pages at the beginning whose lines are always kept: title, department, year


def read_pdf(data: bytes, name: str) -> Document:
    """Read the pages in order. Raises UnreadableError as ``read`` of the package says."""
    with _document(data, name, BOXES) as document:
        count = function("FPDF_GetPageCount", "i", "p")(document)
        if count > MAX_PAGES:
            raise UnreadableError(
                "too_many_pages",
                english("found.pdf_pages", name=name, count=count, limit=MAX_PAGES),
            )
        if count < 1:
            raise UnreadableError("broken_pdf", english("found.no_page", name=name))
        reading = _Reading(document)
        for number in range(1, count + 1):
            reading.page(number)
        unread = reading.recognise(data, name)
        reading.look_left()
        doubted = (*unaccounted(reading.delivered, reading.blocks), *reading.doubted)
        blocks = tuple(put_back(put_beside(reading.blocks, reading.widths)))
        return Document("pdf", blocks, count, _title(document), unread, doubted)


class _Reading:
    """What was read of one document so far.

    Every page gives its text. Tables are looked for on pages with a word of a target table and on
    those that follow a page that ends in a table. Lines are kept of the first pages, of pages with
    such a word, and of the page before them: the heading stands there.
    """

    def __init__(self, document: int) -> None:
        self.document = document
        self.blocks: list[Block] = []
        self.scans = Scans()
        self.broken: list[Unread] = []
        self.delivered: dict[int, Delivered] = {}  # by page, of those whose characters were read
        self.doubted: list[Unaccounted] = []  # of those that were recognised
        self.widths: dict[int, float] = {}  # of the pages whose tables were read
        # number and text of the page before, if it was skipped
        self._before: tuple[int, str] | None = None
        self._goes_on = False
        self._columns: Carried | None = None
        self._passed = PassedPages()

    def page(self, number: int) -> None:
        """Read one page."""
        with _page(self.document, number) as (page, text_page):
            if not text_page:
                self.broken.append(Unread("broken_page", english("found.page_not_loaded"), number))
                self._forget()
                return
            text = page_text(text_page)
            if self.scans.garbled(number, text_page, text):
                self._forget()
            elif (wanted := may_hold_target(text)) or self._goes_on:
                self._tables(number, page, text_page, text, wanted)
            else:
                self.scans.look(number, page, text, wanted=False)
                self._skip(number, text)

    def unread(self) -> tuple[Unread, ...]:
        """The pages that could not be read, in order."""
        return tuple(sorted((*self.broken, *self.scans.unread()), key=lambda one: one.page or 0))

    def recognise(self, data: bytes, name: str) -> tuple[Unread, ...]:
        """Read the pages that need OCR, put their blocks in place, return what is still unread.

        The document is opened anew: another font draws its text than the one that placed it.
        """
        wanted, left = recognised(self.unread())
        numbers = [one.page for one in wanted if one.page]
        if numbers:
            with _document(data, name, drawing()) as document:
                for number in numbers:
                    self._recognise(document, number)
        return tuple(left)

    def look_left(self) -> None:
        """Read the pages that turn out to be the left sides of sheets with targets."""
        texts: dict[int, str] = {}

        def read(number: int) -> PageTables | None:
            with _page(self.document, number) as (page, text_page):
                texts[number] = page_text(text_page)
                return read_page(page, text_page, number, None)

        shown, found = with_left_sides(Shown(self.blocks, self.widths), self._passed.wanted, read)
        self.blocks, self.widths = shown.blocks, shown.widths
        for number, tables in found.items():
            self.delivered[number] = Delivered(texts[number], tables.left)

    def _recognise(self, document: int, number: int) -> None:
        with _page(document, number) as (page, _):
            found = read_scan(page, number)
        if found.blocks:
            self.delivered.pop(number, None)
            self.doubted += found.unaccounted
            others = [block for block in self.blocks if _page_of(block) != number]
            self.blocks = sorted(others + found.blocks, key=_page_of)

    def _tables(self, number: int, page: int, text_page: int, text: str, wanted: bool) -> None:
        read = read_page(page, text_page, number, self._columns) or PageTables(
            _lines(number, text), None
        )
        self._columns = read.columns
        tables = any(isinstance(block, Table) for block in read.blocks)
        if not tables:
            self.scans.look(number, page, text, wanted=True)
        if wanted or tables:
            self._passed.targets(text)
            self.delivered[number] = Delivered(text, read.left)
            self._fields(number, page)
            self.widths[number] = read.width
            self.blocks += [*(_lines(*self._before) if self._before else ()), *read.blocks]
            self._before = None
        else:
            self._skip(number, text)
        self._goes_on = tables

    def _fields(self, number: int, page: int) -> None:
        texts = " | ".join(texts_of(self.document, page))
        if texts:
            self.doubted.append(Unaccounted(english("found.in_fields", texts=texts), number))

    def _forget(self) -> None:
        """Nothing of the pages before goes on."""
        self._before, self._goes_on, self._columns = None, False, None

    def _skip(self, number: int, text: str) -> None:
        self._forget()
        self._passed.passed(number, text)
        if number <= _COVER:
            self.blocks += _lines(number, text)
        else:
            self._before = number, text


def _page_of(block: Block) -> int:
    return page_of(block) or 0


def _lines(number: int, text: str) -> list[Block]:
    return [
        Line(clean(line)[0], row, number)
        for row, line in enumerate(text.splitlines(), 1)
        if line.strip()
    ]


@contextmanager
def _document(data: bytes, name: str, fonts: c.FPDF_SYSFONTINFO) -> Iterator[int]:
    """An open document; ``fonts`` stand for those that it lacks. Raises UnreadableError."""
    refuse_bombs(data, name)
    buffer = ctypes.c_char_p(data)
    document = function("FPDF_LoadMemDocument64", "p", "pnp")(
        ctypes.cast(buffer, ctypes.c_void_p), len(data), None
    )
    if not document:
        locked = c.FPDF_GetLastError() in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}
        raise (
            UnreadableError("password", english("found.needs_password", name=name))
            if locked
            else UnreadableError("broken_pdf", english("found.no_pdf", name=name))
        )
    try:
        with only(fonts):
            yield document
    finally:
        function("FPDF_CloseDocument", "v", "p")(document)


@contextmanager
def _page(document: int, number: int) -> Iterator[tuple[int, int]]:
    """A page and its text page; 0 for what cannot be loaded."""
    page = function("FPDF_LoadPage", "p", "pi")(document, number - 1) or 0
    text_page = (function("FPDFText_LoadPage", "p", "p")(page) or 0) if page else 0
    try:
        yield page, text_page
    finally:
        if text_page:
            function("FPDFText_ClosePage", "v", "p")(text_page)
        if page:
            function("FPDF_ClosePage", "v", "p")(page)


def _title(document: int) -> str | None:
    """The title in the file's own metadata."""
    call = function("FPDF_GetMetaText", "u", "pppu")
    tag = ctypes.c_char_p(b"Title")
    size = call(document, ctypes.cast(tag, ctypes.c_void_p), None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    call(document, ctypes.cast(tag, ctypes.c_void_p), ctypes.addressof(buffer), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip() or None
