"""Excel 2007 and later (.xlsx, .xlsm, .xltx, new .et): all sheets, values as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from schemas.messages import english
from transforms.document import Document, Unread, UnreadableError
from transforms.reading.common.package import main_part, relations, sibling
from transforms.reading.common.xml import events, parse_xml
from transforms.reading.common.zip import Zip, packed
from transforms.reading.picture.pasted import read_media
from transforms.reading.workbook.calamine import Facts, Position, read_workbook
from transforms.reading.workbook.formulas import without_result
from transforms.reading.workbook.hidden import NONE, Hidden
from transforms.reading.workbook.number_formats import GENERAL, built_in
from transforms.reading.workbook.rich_text import Text, plain, struck_styles, text_of
from transforms.reading.workbook.stray import MOST_CELLS, SPARSE, apart_from, told, without

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "xlsx"
_MEDIA = "xl/media/"
_MAY_HIDE = re.compile(rb"\shidden=|\s(?:ht|width)=[\"']0[\"'.]")
_MOST_COLUMNS = 16_384
_OF_TEXT = ("s", "str", "inlineStr")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


def matches(data: bytes) -> bool:
    """Whether it is a zip package whose main part is a workbook."""
    return main_part(data, "workbook") is not None


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of every sheet, hidden ones too, without hidden rows and columns; of a
    workbook without any cell the pictures, as of a scan.

    Raises UnreadableError: ``broken_file``, ``broken_archive``, ``zip_bomb``.
    """
    part = main_part(data, "workbook")
    if part is None:
        raise UnreadableError("broken_file", english("found.no_workbook"))
    package = Zip(data)
    parts = {
        member: package.read(member)
        for member in sorted(package.names)
        if member.endswith((".xml", ".rels"))
    }
    if any(b"<!DOCTYPE" in content[:1000] for content in parts.values()):
        raise UnreadableError("broken_file", english("found.document_type"))
    document = _workbook(data, parts, part)
    if document.blocks or document.unread:
        return document
    # pasted scans
    pasted = read_media(package, sorted(name for name in package.names if name.startswith(_MEDIA)))
    return replace(
        document,
        blocks=tuple(pasted.blocks),
        unread=tuple(pasted.unread),
        unaccounted=tuple(pasted.unaccounted),
    )


def _workbook(data: bytes, parts: dict[str, bytes], part: str) -> Document:
    """The sheets. Cells that stand far from all others are taken out of them and told: then it is
    read again without.
    """
    styles = _styles(parts, part)
    sheets = _sheets(parts, part)
    texts = _shared(parts.get(sibling(part, "sharedStrings"), b""))
    stray = list[Unread]()

    def facts(_: int, sheet: str) -> Facts:
        part = sheets.get(sheet, "")
        found = _facts(parts.get(part, b""), styles, texts)
        if found.area > SPARSE and (apart := apart_from(_first_cells(parts[part], texts))):
            parts[part] = without(parts[part], apart)
            stray.append(told(apart, sheet))
            raise UnreadableError("unread_part", stray[-1].message)
        return found

    document = read_workbook(data, FORMAT, facts)
    if not stray:
        return document
    document = read_workbook(packed(parts), FORMAT, facts)
    return replace(document, unread=(*document.unread, *stray))


def _sheets(parts: dict[str, bytes], part: str) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    targets = relations(parts, part)
    return {
        sheet.get("name") or "": targets.get(_relation(sheet), "")
        for sheet in parse_xml(parts[part]).iterfind("{*}sheets/{*}sheet")
    }


def _relation(sheet: etree._Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


class Styles(NamedTuple):
    """Of each cell style the format code of its numbers; those that are struck out."""

    codes: Sequence[str] = ()
    struck: frozenset[int] = frozenset()

    def code(self, style: int) -> str:
        """The format code of a style."""
        return self.codes[style] if style < len(self.codes) else GENERAL


def _styles(parts: dict[str, bytes], part: str) -> Styles:
    styles = parts.get(f"{part.rpartition('/')[0]}/styles.xml")
    if styles is None:
        return Styles()
    root = parse_xml(styles)
    return Styles(_codes(root), struck_styles(root))


def _codes(root: etree._Element) -> list[str]:
    own = {
        one.get("numFmtId"): one.get("formatCode") or GENERAL
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    numbers = [one.get("numFmtId") or "0" for one in root.iterfind("{*}cellXfs/{*}xf")]
    return [
        own.get(number) or built_in(int(number) if number.isascii() and number.isdigit() else 0)
        for number in numbers
    ]


def _shared(content: bytes) -> list[Text]:
    """The texts that cells name by number."""
    return [text_of(one) for one in parse_xml(content).iterfind("{*}si")] if content else []


def _facts(content: bytes, styles: Styles, texts: list[Text]) -> Facts:
    facts = Facts(hidden=_hidden(content))
    top = left = 1 << 30
    bottom = right = -1
    for (row, column), kind, style, text in _cells(content, texts):
        top, left, bottom, right = (
            min(top, row),
            min(left, column),
            max(bottom, row),
            max(right, column),
        )
        printed = text.all_struck() if style in styles.struck else text
        facts.strike((row, column), printed)
        if kind in _OF_TEXT:
            facts.stored[row, column] = printed.shown
        elif kind == "e":
            facts.errors[row, column] = text.stored
        elif kind in ("n", "d") and styles.code(style) != GENERAL:
            facts.formats[row, column] = styles.code(style)
    facts.area = (bottom + 1) * (right + 1) if bottom >= 0 else 0
    return facts


def _first_cells(content: bytes, texts: list[Text]) -> dict[Position, str]:
    """What the cells of a sheet store, by position; of a full sheet those at its top."""
    cells = islice(_cells(content, texts), MOST_CELLS + 1)
    return {place: text.stored for place, _, _, text in cells}


def _hidden(content: bytes) -> Hidden:
    """Rows and columns that are hidden, or have no height or width."""
    if not _MAY_HIDE.search(content):
        return NONE
    rows, columns = set[int](), set[int]()
    last = -1
    for element in events(content, ("{*}col", "{*}row")):
        if element.tag.endswith("}row"):
            number = element.get("r") or ""
            last = int(number) - 1 if number.isdigit() else last + 1
            rows |= {last} if _is_hidden(element, "ht") else set()
        elif _is_hidden(element, "width"):
            columns |= _columns(element)
    return Hidden(rows, columns)


def _columns(element: etree._Element) -> set[int]:
    """The columns of which an element speaks; none where it gives no numbers."""
    first, end = (element.get(name) or "" for name in ("min", "max"))
    if not (first.isdecimal() and end.isdecimal()):
        return set()
    return set(range(int(first) - 1, min(int(end), _MOST_COLUMNS)))


def _is_hidden(element: etree._Element, size: str) -> bool:
    return element.get("hidden") in ("1", "true") or element.get(size) in ("0", "0.0")


def _cells(content: bytes, texts: list[Text]) -> Iterator[tuple[Position, str, int, Text]]:
    """Position, type, style and text of each filled cell. A cell without reference stands
    behind the one before it.
    """
    row = column = -1
    if not content:
        return
    for element in events(content, ("{*}c", "{*}row")):
        if element.tag.endswith("}row"):
            column = -1
            continue
        row, column = _position(element) or (_next_row(element, row, column), column + 1)
        if len(element):
            style = element.get("s") or "0"
            kind, text = _content(element, texts)
            yield (row, column), kind, int(style) if style.isdigit() else 0, text


def _content(element: etree._Element, texts: list[Text]) -> tuple[str, Text]:
    """Type and text of a cell; a formula without a result is an error. ``texts`` are those that
    cells name by number.
    """
    kind = element.get("t") or "n"
    if kind == "inlineStr":
        return kind, text_of(element)
    text = element.findtext("{*}v") or ""
    if not text and (formula := element.findtext("{*}f")):
        return "e", plain(without_result(formula))
    if kind == "s" and text.isdigit() and int(text) < len(texts):
        return kind, texts[int(text)]
    return "?" if kind == "s" else kind, plain(text)


def _position(element: etree._Element) -> Position | None:
    """Row and column that the cell's reference names, from 0; None if it has no reference."""
    reference = element.get("r")
    if not reference:
        return None
    parts = _REFERENCE.fullmatch(reference)
    # calamine reads any letters as a column, and takes the memory that a sheet of that width needs
    if not parts:
        raise UnreadableError("broken_file", english("found.cell_reference", text=reference[:20]))
    return int(parts[2]) - 1, _column(parts[1])


def _next_row(element: etree._Element, row: int, column: int) -> int:
    """The row of a cell without reference: its row's number, or that of the cell before it."""
    parent = element.getparent()
    number = (None if parent is None else parent.get("r")) or ""
    return int(number) - 1 if number.isdigit() else row + (column < 0)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
