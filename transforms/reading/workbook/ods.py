"""OpenDocument spreadsheets (.ods): the file holds the text of each cell as it is displayed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Block, Document, NotShown, Unaccounted, Unread, UnreadableError
from transforms.reading.common.ledger import Delivered, whole
from transforms.reading.common.limits import MAX_REPEATED
from transforms.reading.common.struck import struck_out
from transforms.reading.common.xml import local, parse_xml
from transforms.reading.common.zip import Zip, package
from transforms.reading.workbook.hidden import Hidden
from transforms.reading.workbook.ods_marks import STRUCK, mark, struck_of
from transforms.reading.workbook.sheet import MAX_POSITIONS, Merge, sheet_parts
from transforms.reading.workbook.stray import MOST_CELLS, SPARSE, apart_from, told

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "ods"
_CONTENT = "content.xml"
_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_MOST = 1 << 20
_MOST_COLUMNS = 16_384
Position = tuple[str, int, int]  # text, rows and columns spanned
Cells = dict[tuple[int, int], str]


def matches(data: bytes) -> bool:
    """Whether it is a zip package that says it is an OpenDocument spreadsheet."""
    found = package(data, _CONTENT)
    if found is None or "mimetype" not in found.names:
        return False
    try:
        return found.read("mimetype").startswith(_KIND)
    except UnreadableError:
        return False


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of every sheet, hidden ones too, without hidden rows and columns. Raises
    UnreadableError: ``password``, ``broken_file``, ``broken_archive``, ``zip_bomb``.
    """
    opened = Zip(data)
    if "META-INF/manifest.xml" in opened.names and b"encryption-data" in opened.read(
        "META-INF/manifest.xml"
    ):
        raise UnreadableError("password", english("found.workbook_password"))
    blocks: list[Block] = []
    unread: list[Unread] = []
    doubted: list[Unaccounted] = []
    hidden: list[NotShown] = []
    root = parse_xml(opened.read(_CONTENT))
    mark(root)
    for table in root.iterfind(".//" + _TABLE + "table"):
        sheet = table.get(_TABLE + "name") or ""
        try:
            texts, merges, apart = _together(table)
            found, unseen = sheet_parts(texts, merges, sheet, _hidden(table))
            blocks += found
            hidden += [*([unseen] if unseen else []), *struck_out(struck_of(table), sheet)]
            doubted += whole(_delivered(table, unseen, apart), found, sheet)
            unread += [told(apart, sheet)] if apart else []
        except UnreadableError as error:
            unread.append(
                Unread(
                    "unread_part", english("found.of_sheet", sheet=sheet, error=error), sheet=sheet
                )
            )
    return Document(
        FORMAT,
        tuple(blocks),
        unread=tuple(unread),
        unaccounted=tuple(doubted),
        not_shown=tuple(hidden),
    )


def _hidden(table: etree._Element) -> Hidden:
    """The rows and columns that are said to be collapsed or filtered out."""
    found = (set[int](), set[int]())
    for numbers, kind in zip(found, ("row", "column"), strict=True):
        at = 0
        for one in table.iter(f"{_TABLE}table-{kind}"):
            count = _count(one, f"number-{kind}s-repeated")
            if one.get(_TABLE + "visibility") in ("collapse", "filter"):
                numbers |= set(range(at, at + count))
            at += count
    return Hidden(*found)


def _delivered(table: etree._Element, hidden: NotShown | None, apart: Cells) -> Delivered:
    """All paragraphs of cells that are not covered, as often as they are said to repeat."""
    text, left = list[str](), list[str]()
    for row in table.iter(_TABLE + "table-row"):
        rows = _count(row, "number-rows-repeated")
        for cell in row.iterchildren(_CELLS[0]):
            times = rows * _count(cell, "number-columns-repeated")
            for paragraph in cell.iterfind(_TEXT + "p"):
                text.append(_whole(paragraph) * times)
                notes = paragraph.iter("{*}annotation", "{*}ruby-text", STRUCK)
                left += [_whole(one) * times for one in notes]
    aside = {"comment": "".join(left), "in a hidden row or column": hidden.text if hidden else ""}
    aside["far from all others"] = "".join(apart.values())
    return Delivered("".join(text), aside)


def _whole(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _together(table: etree._Element) -> tuple[list[list[str]], list[Merge], Cells]:
    """Texts and merged ranges of the cells that stand together, and those that stand far from them
    (see stray.py). Raises UnreadableError (``too_large``).
    """
    with suppress(UnreadableError):
        texts, merges = _sheet(table, {}, SPARSE)
        if len(texts) * max(map(len, texts), default=0) <= SPARSE:
            return texts, merges, {}
    apart = apart_from(dict(islice(_filled(table), MOST_CELLS + 1)))
    return (*_sheet(table, apart), apart)


def _filled(table: etree._Element) -> Iterator[tuple[tuple[int, int], str]]:
    """The cells with text, each with its row and column. Of repeated rows the first."""
    at = 0
    for row in table.iter(_TABLE + "table-row"):
        yield from (((at, column), text) for column, (text, _, _) in enumerate(_row(row)) if text)
        at += _count(row, "number-rows-repeated")


def _sheet(
    table: etree._Element, apart: Cells, most: int | None = None
) -> tuple[list[list[str]], list[Merge]]:
    """Texts and merged ranges, without the cells that stand ``apart``. Rows that are said to repeat
    are written out; blank ones at the end, a million of them as a rule, are not. Raises
    UnreadableError (``too_large``), also before it writes out more than ``most`` positions.
    """
    texts: list[list[str]] = []
    merges: list[Merge] = []
    blank = area = again = 0
    for row in table.iter(_TABLE + "table-row"):
        cells = _without(_row(row), len(texts) + blank, apart)
        repeated = _count(row, "number-rows-repeated")
        if not cells:
            blank += repeated
            continue
        area += (blank + repeated) * len(cells)
        again += repeated * sum(bool(text) for text, _, _ in cells) - len(row)
        _check(area, MAX_POSITIONS)
        _check(again, MAX_REPEATED)
        if most is not None:
            _check((len(texts) + blank + repeated) * len(cells), most)
        texts += [[] for _ in range(blank)]
        blank = 0
        for _ in range(repeated):
            merges += _merges(cells, len(texts))
            texts.append([text for text, _, _ in cells])
    return texts, merges


def _without(cells: list[Position], row: int, apart: Cells) -> list[Position]:
    """The positions up to the last one that does not stand apart."""
    kept = list(cells)
    while apart and kept and (not kept[-1][0] or (row, len(kept) - 1) in apart):
        kept.pop()
    return kept


def _check(count: int, limit: int) -> None:
    if count > limit:
        raise UnreadableError("too_large", english("found.too_many_cells", limit=limit))


def _merges(cells: list[Position], row: int) -> Iterator[Merge]:
    for column, (_, rows, columns) in enumerate(cells):
        if rows * columns > 1:
            yield (row, column), (row + rows - 1, column + columns - 1)


def _row(row: etree._Element) -> list[Position]:
    """The positions up to the last one with text. A covered cell shows nothing."""
    positions: list[Position] = []
    blank = 0
    for cell in row.iterchildren(*_CELLS):
        text = "\n".join(map(_text, cell.iterfind(_TEXT + "p"))) if cell.tag == _CELLS[0] else ""
        repeated = _count(cell, "number-columns-repeated")
        if not text.strip():
            blank += repeated
            continue
        if len(positions) + blank + repeated > _MOST_COLUMNS:
            raise UnreadableError(
                "too_large", english("found.too_many_columns", limit=_MOST_COLUMNS)
            )
        positions += [("", 1, 1)] * blank
        positions += [
            (text, _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned"))
        ] * repeated
        blank = 0
    return positions


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph: ``text:s`` is a run of spaces; comments stand elsewhere."""
    pieces = [paragraph.text or ""]
    for child in paragraph:
        tag = local(child)
        if tag == "s":
            pieces.append(" " * min(_number(child.get(_TEXT + "c")), 1000))
        elif tag in ("tab", "line-break"):
            pieces.append({"tab": "\t", "line-break": "\n"}[tag])
        elif tag not in ("annotation", "ruby-text", "struck"):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _count(element: etree._Element, name: str) -> int:
    """A repetition or span: 1 if it is missing or no number."""
    return min(_number(element.get(_TABLE + name)), _MOST) or 1


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else 1
