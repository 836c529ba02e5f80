"""OFD, the fixed layout of Chinese administrations (GB/T 33190-2016): pages of characters and
rules, which go the way of a PDF's.
"""

from __future__ import annotations

from schemas.messages import english
from transforms.document import Document, UnreadableError
from transforms.reading.common.zip import package

FORMAT = "ofd"
_ROOT = "OFD.xml"


def matches(data: bytes) -> bool:
    """Whether it is a zip package with the entry part of an OFD file."""
    return package(data, _ROOT) is not None


def read(data: bytes, name: str) -> Document:
    """Lines and tables of every page, with the templates that lie under it. Annotations (stamps,
    watermarks) are no part of a page.

    A page that cannot be read, is a picture, or uses composite objects is told in ``unread``.
    Raises UnreadableError: ``broken_file`` (wrong XML, or no page that can be read),
    ``broken_archive``, ``zip_bomb``, ``password``, ``too_many_pages``.
    """
    from transforms.reading.ofd.pages import read_pages

    opened = package(data, _ROOT)
    if opened is None:
        raise UnreadableError("broken_file", english("found.lacks_part", name=name, part=_ROOT))
    return read_pages(opened, _ROOT)
