"""Large pictures in a Word document, or in a workbook without cells.

Each may be a scan of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from schemas.messages import english
from transforms.document import Block, Unaccounted, Unread, UnreadableError
from transforms.reading.common.limits import MAX_RECOGNISED
from transforms.reading.common.package import relations
from transforms.reading.common.xml import local
from transforms.reading.common.zip import Zip
from transforms.reading.picture.page import Picture
from transforms.reading.picture.photo import SMALL, read_photo
from transforms.reading.word.numbering import W

if TYPE_CHECKING:
    from lxml import etree

_LARGE = 0.25 * 21.0 * 29.7  # square centimetres: a quarter of A4, as for the pages of a PDF
_EMU = 360_000  # a centimetre (DrawingML)
_POINTS = 72 / 2.54
_SIZE = re.compile(r"(width|height)\s*:\s*(\d+(?:\.\d+)?)(pt|in|cm|mm|px)")
_UNITS = {"pt": 1 / _POINTS, "in": 2.54, "cm": 1.0, "mm": 0.1, "px": 2.54 / 96}
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_REMOVED = (W + "del", W + "moveFrom")


class Pasted(NamedTuple):
    """What was read of the pictures of a document."""

    blocks: list[Block]
    unread: list[Unread]
    unaccounted: list[Unaccounted]


def read_pictures(package: Zip, part: str, root: etree._Element) -> Pasted:
    """The blocks of the large pictures, and those pictures that cannot be read.

    The pictures are counted as pages.
    """
    parts = {name: package.read(name) for name in package.names if name.endswith(".rels")}
    names = relations(parts, part)
    media = [names.get(identity, "") for identity in dict.fromkeys(_large(root))]
    return read_media(package, media)


def read_media(package: Zip, names: Iterable[str]) -> Pasted:
    """The same of picture parts by name; those too small for a table are left out."""
    found = Pasted([], [], [])
    for number, name in enumerate(names, 1):
        try:
            for picture in _read(package, name, number):
                found.blocks.extend(picture.blocks)
                found.unaccounted.extend(picture.unaccounted)
        except UnreadableError as error:
            found.unread.append(
                Unread(
                    error.rule,
                    english(
                        "found.picture",
                        number=number,
                        name=name or english("found.missing"),
                        what=error.message,
                    ),
                )
            )
    return found


def _read(package: Zip, name: str, number: int) -> list[Picture]:
    if number > MAX_RECOGNISED:
        raise UnreadableError("needs_ocr", english("found.first_pictures", limit=MAX_RECOGNISED))
    data = package.read(name)
    return list(read_photo(data, number, 1)) if len(data) >= SMALL else []


def _large(root: etree._Element) -> Iterator[str]:
    """The relation of each picture that is shown large."""
    for element in root.iter("{*}inline", "{*}anchor", "{*}shape"):
        if _area(element) >= _LARGE and not any(True for _ in element.iterancestors(*_REMOVED)):
            yield from filter(
                None,
                (
                    one.get(f"{{{space}}}{key}")
                    for one in element.iter("{*}blip", "{*}imagedata")
                    for space in _RELATIONS
                    for key in ("embed", "id")
                ),
            )


def _area(element: etree._Element) -> float:
    """Square centimetres on the page."""
    if local(element) == "shape":
        sides = {
            side: float(number) * _UNITS[unit]
            for side, number, unit in _SIZE.findall(element.get("style") or "")
        }
        return sides.get("width", 0.0) * sides.get("height", 0.0)
    extent = element.find("{*}extent")
    sizes = [extent.get(side) or "" for side in ("cx", "cy")] if extent is not None else []
    return (
        int(sizes[0]) * int(sizes[1]) / _EMU**2
        if len(sizes) == 2 and all(size.isascii() and size.isdigit() for size in sizes)
        else 0.0
    )
