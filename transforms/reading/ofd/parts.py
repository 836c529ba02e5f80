"""The parts of an OFD package: entry part -> documents -> pages and templates (GB/T 33190-2016,
clauses 7.4 to 7.7).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import MAX_PAGES
from transforms.reading.common.xml import local, parse_xml
from transforms.reading.common.zip import Zip

if TYPE_CHECKING:
    from lxml import etree

_LOCKED = "Encryptions.xml"  # GM/T 0099: the list of the parts that are encrypted
A4 = (210.0, 297.0)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its own content and the templates that it uses, and its width and height in
    millimetres.
    """

    layers: tuple[etree._Element, ...]
    size: tuple[float, float]


@dataclass(slots=True)
class Package:
    """A document of the package. Raises UnreadableError as ``Zip`` and ``parse_xml`` do."""

    opened: Zip
    path: str
    root: etree._Element
    _templates: dict[str, etree._Element] = field(default_factory=dict)

    def pages(self) -> list[etree._Element]:
        """The entries of the page list, in order."""
        return list(self.root.iterfind("{*}Pages/{*}Page"))

    def page(self, entry: etree._Element) -> Page:
        """Read the part that an entry of the page list names."""
        content = self._content(entry)
        templates = [
            self._template(one.get("TemplateID") or "") for one in content.iterfind("{*}Template")
        ]
        box = content.find("{*}Area/{*}PhysicalBox")
        if box is None:
            box = self.root.find("{*}CommonData/{*}PageArea/{*}PhysicalBox")
        return Page((*templates, content), A4 if box is None else _size(box.text or ""))

    def _template(self, number: str) -> etree._Element:
        if number not in self._templates:
            entries = [
                one
                for one in self.root.iterfind("{*}CommonData/{*}TemplatePage")
                if one.get("ID") == number
            ]
            if not entries:
                raise UnreadableError("broken_file", english("found.no_template", number=number))
            self._templates[number] = self._content(entries[0])
        return self._templates[number]

    def _content(self, entry: etree._Element) -> etree._Element:
        path = located(self.opened, self.path, entry.get("BaseLoc") or "")
        content = parse_xml(self.opened.read(path))
        if local(content) != "Page":
            raise UnreadableError(
                "broken_file", english("found.no_page_part", path=path, tag=local(content))
            )
        return content


def documents(opened: Zip, entry: str) -> Iterator[Package]:
    """The documents of the package. Raises UnreadableError: ``password``, ``too_many_pages``,
    ``broken_file``, ``broken_archive``.
    """
    if _LOCKED in opened.names:
        raise UnreadableError("password", english("found.encrypted"))
    roots = list(parse_xml(opened.read(entry)).iterfind("{*}DocBody/{*}DocRoot"))
    if not roots:
        raise UnreadableError("broken_file", english("found.names_no_document", part=entry))
    pages = 0
    for root in roots:
        path = located(opened, entry, (root.text or "").strip())
        found = Package(opened, path, parse_xml(opened.read(path)))
        pages += len(found.pages())
        if pages > MAX_PAGES:
            raise UnreadableError(
                "too_many_pages", english("found.too_many_pages", limit=MAX_PAGES)
            )
        yield found


def title(opened: Zip, entry: str) -> str | None:
    """The title of the first document, if it says one."""
    found = parse_xml(opened.read(entry)).findtext("{*}DocBody/{*}DocInfo/{*}Title")
    return (found or "").strip() or None


def located(opened: Zip, base: str, place: str) -> str:
    """The name of a part: ST_Loc (clause 7.3) is absolute with a slash, else relative to the part
    that names it.

    Some writers leave the slash out of an absolute one: it counts where the relative one does not
    exist.
    """
    place = place.replace("\\", "/")
    relative = posixpath.normpath(posixpath.join("/" + posixpath.dirname(base), place)).lstrip("/")
    absolute = posixpath.normpath("/" + place).lstrip("/")
    return relative if relative in opened.names or absolute not in opened.names else absolute


def _size(box: str) -> tuple[float, float]:
    """Width and height of a ST_Box (x y width height)."""
    try:
        _, _, width, height = map(float, box.split())
    except ValueError as error:
        raise UnreadableError("broken_file", english("found.page_box", box=box)) from error
    if not (0 < width < 1e5 and 0 < height < 1e5):
        raise UnreadableError("broken_file", english("found.page_box", box=box))
    return width, height
