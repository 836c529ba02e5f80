"""Content of another format that Word shows in its place: a page of HTML, another document, a sheet
of Excel. Each is read by the reader of its format.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Block, Document, Line, Unread, UnreadableError
from transforms.reading.common.limits import MAX_ARCHIVE_DEPTH
from transforms.reading.common.xml import parse_xml
from transforms.reading.word.numbering import W

if TYPE_CHECKING:
    from lxml import etree

    from transforms.reading.common.zip import Zip

_OBJECT, _ASPECT = "{urn:schemas-microsoft-com:office:office}OLEObject", "DrawAspect"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHOWN = ("Excel.", "Word.")


def pieces(
    root: etree._Element,
) -> Iterator[tuple[list[etree._Element], list[etree._Element]]]:
    """The elements of the body in order, cut behind each that holds something of another format,
    and what it holds.
    """
    body = root.find(W + "body")
    run: list[etree._Element] = []
    for child in root if body is None else body:
        run.append(child)
        if shown := list(_shown(child)):
            yield run, shown
            run = []
    yield run, []


def _shown(element: etree._Element) -> Iterator[etree._Element]:
    """What is an icon to click on is an attachment and not shown."""
    yield from element.iter(W + "altChunk")
    for one in element.iter(_OBJECT):
        if one.get(_ASPECT) != "Icon" and (one.get("ProgID") or "").startswith(_SHOWN):
            yield one


class Foreign:
    """Reads them, and keeps what cannot be read."""

    def __init__(self, package: Zip, part: str, name: str) -> None:
        self._package, self._part, self._name = package, part, name
        self.documents: list[Document] = []
        self._lost = 0

    def read(self, elements: list[etree._Element]) -> Iterator[Block]:
        """The lines and tables of one run of them."""
        for element in elements:
            document = self._read(element)
            if document is None or len(_sheets(document)) > 1:
                # of several sheets Word shows one, and does not say which
                self._lost += 1
            else:
                self.documents.append(document)
                yield from document.blocks

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What could not be read, of them and inside them."""
        inside = tuple(one for document in self.documents for one in document.unread)
        if not self._lost:
            return inside
        return (Unread("unread_part", english("found.foreign_parts", count=self._lost)), *inside)

    def _read(self, element: etree._Element) -> Document | None:
        from transforms.reading import read

        target = self._target(element.get(_ID))
        name = f"{self._name}!{target}"
        if target not in self._package.names or name.count("!") > MAX_ARCHIVE_DEPTH:
            return None
        try:
            return read(self._package.read(target), name)
        except UnreadableError:
            return None

    def _target(self, wanted: str | None) -> str:
        """The part that a relation of the document names; '' if there is none."""
        folder, name = posixpath.split(self._part)
        path = f"{folder}/_rels/{name}.rels"
        if path not in self._package.names:
            return ""
        for one in parse_xml(self._package.read(path)):
            if one.get("Id") == wanted and one.get("TargetMode") != "External":
                return posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))[1:]
        return ""


def _sheets(document: Document) -> set[str | None]:
    lines = {one.sheet for one in document.blocks if isinstance(one, Line)}
    tables = (one for one in document.blocks if not isinstance(one, Line))
    return lines | {cell.sheet for table in tables for cell in table.cells()}
