"""Excel 2007 and later (.xlsx, .xlsm, .xltx, new .et): all sheets, values as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

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
from transforms.reading.workbook.stray import MOST_CELLS, SPARSE, apart_from, told, without

if TYPE_CHECKING:
    from lxml import etree

FORMAT = "xlsx"
_MEDIA = "xl/media/"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, part 1, 22.9.2.19
_MAY_HIDE = re.compile(rb"\shidden=|\s(?:ht|width)=[\"']0[\"'.]")
_MOST_COLUMNS = 16_384
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
    codes = _codes(parts, part)
    sheets = _sheets(parts, part)
    texts = _shared(parts.get(sibling(part, "sharedStrings"), b""))
    stray = list[Unread]()

    def facts(_: int, sheet: str) -> Facts:
        part = sheets.get(sheet, "")
        found = _facts(parts.get(part, b""), codes, texts)
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


def _codes(parts: dict[str, bytes], part: str) -> list[str]:
    """The format code of each cell style."""
    styles = parts.get(f"{part.rpartition('/')[0]}/styles.xml")
    if styles is None:
        return []
    root = parse_xml(styles)
    own = {
        one.get("numFmtId"): one.get("formatCode") or GENERAL
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    numbers = [one.get("numFmtId") or "0" for one in root.iterfind("{*}cellXfs/{*}xf")]
    return [
        own.get(number) or built_in(int(number) if number.isascii() and number.isdigit() else 0)
        for number in numbers
    ]


def _shared(content: bytes) -> list[str]:
    """The texts that cells name by number, without the readings of Japanese words."""
    if not content:
        return []
    return [_string(one) for one in parse_xml(content).iterfind("{*}si")]


def _string(element: etree._Element) -> str:
    text = "".join([one.text or "" for one in element.iter("{*}t") if not _is_reading(one)])
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_reading(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and parent.tag.endswith("}rPh")


def _facts(content: bytes, codes: list[str], texts: list[str]) -> Facts:
    facts = Facts(hidden=_hidden(content))
    top = left = 1 << 30
    bottom = right = -1
    for (row, column), kind, style, text in _cells(content):
        top, left, bottom, right = (
            min(top, row),
            min(left, column),
            max(bottom, row),
            max(right, column),
        )
        if kind in ("str", "inlineStr"):
            facts.stored[row, column] = text
        elif kind == "s" and _names(text, texts):
            facts.stored[row, column] = texts[int(text)]
        elif kind == "e":
            facts.errors[row, column] = text
        elif kind in ("n", "d") and style < len(codes) and codes[style] != GENERAL:
            facts.formats[row, column] = codes[style]
    facts.area = (bottom + 1) * (right + 1) if bottom >= 0 else 0
    return facts


def _first_cells(content: bytes, texts: list[str]) -> dict[Position, str]:
    """What the cells of a sheet store, by position; of a full sheet those at its top."""
    return {
        place: texts[int(text)] if kind == "s" and _names(text, texts) else text
        for place, kind, _, text in islice(_cells(content), MOST_CELLS + 1)
    }


def _names(text: str, texts: list[str]) -> bool:
    """Whether it is the number of a shared text."""
    return text.isdigit() and int(text) < len(texts)


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


def _cells(content: bytes) -> Iterator[tuple[Position, str, int, str]]:
    """Position, type, style and stored text of each filled cell. A cell without reference stands
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
            kind, text = _content(element)
            yield (row, column), kind, int(style) if style.isdigit() else 0, text


def _content(element: etree._Element) -> tuple[str, str]:
    """Type and stored text of a cell; a formula without a result is an error."""
    kind = element.get("t") or "n"
    text = _string(element) if kind == "inlineStr" else element.findtext("{*}v") or ""
    if not text and (formula := element.findtext("{*}f")):
        return "e", without_result(formula)
    return kind, text


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
