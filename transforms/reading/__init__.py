"""Bytes -> Document, one module per format.

A format is a module of this package with ``FORMAT`` (its name), ``matches(data) -> bool`` (by magic
bytes and content, never by the file's name) and ``read(data, name) -> Document``. An archive has
``members(data, name) -> Iterator[(name, bytes | UnreadableError)]`` instead of ``read``. To add a
format, add its module and its name to ``FORMATS``.
"""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Protocol, cast

from schemas.messages import english
from transforms.document import Document, UnreadableError
from transforms.reading.common.limits import MAX_ARCHIVE_DEPTH, MAX_BYTES
from transforms.reading.common.unseen import without_unseen

FORMATS = (
    "pdf",
    "ofd",
    "word.docx",
    "workbook.xlsx",
    "workbook.ods",
    "word.doc",
    "workbook.xls",
    "word.rtf",
    "picture.image",
    "web.mhtml",
    "web.html",
    # XHTML begins with the same declaration
    "office_2003",
    # docx, xlsx, ods and ofd are zip files too
    "archive.zip",
    "archive.rar",
    "archive.tar",
    # what is neither doc nor xls
    "ole",
    "workbook.csv_file",
    # almost anything decodes as some text
    "plain",
)
"""Modules of this package in the order in which they are asked."""


class Format(Protocol):
    """What every module of this package offers."""

    FORMAT: str

    def matches(self, data: bytes) -> bool:
        """Tell by content whether this format is ``data``'s."""
        ...

    def read(self, data: bytes, name: str) -> Document:
        """Return the lines and tables; raise UnreadableError if there is nothing to return."""
        ...

    def members(self, data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
        """Archives only: the files inside, as (``archive!member``, bytes), or the error of a member
        that cannot be read.
        """
        ...


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked."""
    return tuple(cast("Format", importlib.import_module(f"{__name__}.{name}")) for name in FORMATS)


@lru_cache(maxsize=1)  # of the file in hand: who unpacks asks, then who reads
def detect(data: bytes) -> Format:
    """The format of ``data``. Raises UnreadableError for an empty, too large or unknown file."""
    if not data:
        raise UnreadableError("empty_file", english("found.empty_file"))
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            "too_large", english("found.too_many_bytes", count=len(data), limit=MAX_BYTES)
        )
    for one in formats():
        if one.matches(data):
            return one
    raise UnreadableError(
        "unknown_format", english("found.no_known_format", bytes=data[:8].hex(" "))
    )


def expand(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents in a file: itself, or for an archive each member (``archive.zip!member``),
    nested ones too.

    A file of unknown format is passed through: ``read`` reports it. Raises UnreadableError for an
    archive that cannot be opened, and, after all members that can be read, for those that cannot
    (encrypted, damaged, a bomb): one unsound member does not cost the others.
    """
    unread: list[tuple[str, UnreadableError]] = []
    seen: Counter[str] = Counter()
    for inner, content in _expand(data, name, 0):
        if isinstance(content, UnreadableError):
            unread.append((inner, content))
        else:
            seen[inner] += 1
            yield _distinct(inner, seen), content
    if unread:
        raise UnreadableError(
            unread[0][1].rule, "; ".join(f"{inner}: {error.message}" for inner, error in unread)
        )


def _distinct(path: str, seen: Counter[str]) -> str:
    """The path of a member; twins of one name are numbered in the archive's order.

    >>> _distinct('a.zip!b.txt', Counter({'a.zip!b.txt': 2}))
    'a.zip!b (2).txt'
    """
    number = seen[path]
    if number == 1:
        return path
    stem, dot, extension = path.rpartition(".")
    cut = bool(dot) and "!" not in extension and "/" not in extension
    again = f"{stem} ({number}).{extension}" if cut else f"{path} ({number})"
    seen[again] += 1
    return again if seen[again] == 1 else _distinct(again, seen)


def _expand(data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | UnreadableError]]:
    try:
        one = detect(data)
    except UnreadableError:
        yield name, data
        return
    if not hasattr(one, "members"):
        yield name, data
    elif depth >= MAX_ARCHIVE_DEPTH:
        yield (
            name,
            UnreadableError(
                "archive_too_deep", english("found.archives_nested", limit=MAX_ARCHIVE_DEPTH)
            ),
        )
    else:
        yield from _inside(one, data, name, depth)


def _inside(
    archive: Format, data: bytes, name: str, depth: int
) -> Iterator[tuple[str, bytes | UnreadableError]]:
    try:
        for inner, content in archive.members(data, name):
            if isinstance(content, UnreadableError):
                yield inner, content
            else:
                yield from _expand(content, inner, depth + 1)
    except UnreadableError as error:
        yield name, error


def read(data: bytes, name: str) -> Document:
    """Read one document, whatever its name says it is. Raises UnreadableError."""
    one = detect(data)
    if hasattr(one, "members"):
        raise UnreadableError("archive_inside", english("found.is_archive", name=name))
    return without_unseen(one.read(data, name))
