"""Styles of an OpenDocument spreadsheet that strike texts out or raise them, put into its texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.reading.common.raised import raised

if TYPE_CHECKING:
    from lxml import etree

STRUCK = "struck"
"""The tag of a span that is struck out."""
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_NAME, _PROPERTIES = _STYLE + "name", _STYLE + "text-properties"
_LINES = (_STYLE + "text-line-through-style", _STYLE + "text-line-through-type")
Names = set[str | None]
_NONE = (None, "none", "")


def mark(root: etree._Element) -> None:
    """Name spans that are struck out so, and give raised digits their own characters."""
    found = list(root.iter(_STYLE + "style"))
    struck = {style.get(_NAME) for style in found if _strikes(style)}
    above = {style.get(_NAME) for style in found if _raises(style)}
    if struck or above:
        _mark_spans(root, struck, above)
    for cell in list(root.iter(_TABLE + "table-cell")) if struck else []:
        if cell.get(_TABLE + "style-name") in struck:
            _strike(cell)


def _mark_spans(root: etree._Element, struck: Names, above: Names) -> None:
    for span in list(root.iter(_TEXT + "span")):
        name = span.get(_TEXT + "style-name")
        if name in above:
            span.text = raised(span.text or "")
        if name in struck:
            span.tag = STRUCK


def _strikes(style: etree._Element) -> bool:
    properties = style.find(_PROPERTIES)
    return properties is not None and any(properties.get(one) not in _NONE for one in _LINES)


def _raises(style: etree._Element) -> bool:
    properties = style.find(_PROPERTIES)
    place = "" if properties is None else properties.get(_STYLE + "text-position")
    return (place or "").startswith("super")


def _strike(cell: etree._Element) -> None:
    """Make one struck span of each paragraph."""
    for paragraph in cell.iterfind(_TEXT + "p"):
        span = paragraph.makeelement(STRUCK)
        span.text = "".join(map(str, paragraph.itertext()))
        for child in list(paragraph):
            paragraph.remove(child)
        paragraph.text = None
        paragraph.append(span)


def struck_of(table: etree._Element) -> list[str]:
    """The texts of a sheet that are struck out."""
    return ["".join(map(str, span.itertext())) for span in table.iter(STRUCK)]
