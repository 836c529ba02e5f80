"""XML of unknown origin: no entities, no network, no tree of endless depth."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError

if TYPE_CHECKING:
    from lxml import etree

MAX_XML = 200_000_000  # bytes; a tree takes about ten times as much memory


def parse_xml(data: bytes) -> etree._Element:
    """The root element.

    Raises UnreadableError: ``broken_file`` for XML that is not well-formed or declares a document
    type (a bomb), ``too_large``.
    """
    from lxml import etree

    if len(data) > MAX_XML:
        raise UnreadableError(
            "too_large", english("found.xml_too_large", count=len(data), limit=MAX_XML)
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken_file", english("found.xml_broken", error=error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("broken_file", english("found.document_type"))
    return root


def events(data: bytes, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each element with one of the tags (``{*}c``), complete, in order; it is emptied afterwards.
    Raises as ``parse_xml`` does.
    """
    from lxml import etree

    stream = etree.iterparse(
        BytesIO(data),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in stream:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("broken_file", english("found.xml_broken", error=error)) from error


def local(element: etree._Element) -> str:
    """The tag without its namespace: Office writes the same names under two (transitional and
    strict).

    An entity reference, which is no element, gives the empty name.
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
