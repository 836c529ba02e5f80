"""Bytes -> Document, one file a format.

A format is a module of this package with ``FORMAT`` (its name), ``PRIORITY`` (lower is asked first),
``matches(data) -> bool`` (by magic bytes and content, never by the file's name) and ``read(data, name) -> Document``.
An archive has ``members(data, name) -> Iterator[(name, bytes | UnreadableError)]`` instead of ``read``. Modules whose name begins with an
underscore are helpers. To add a format, add a file: nothing else changes.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Protocol, cast

from transforms.document import Document, UnreadableError
from transforms.reading._limits import MAX_ARCHIVE_DEPTH, MAX_BYTES


class Format(Protocol):
    """What every module of this package offers."""

    FORMAT: str
    PRIORITY: int

    def matches(self, data: bytes) -> bool:
        """Tell by content whether this format is ``data``'s."""
        ...

    def read(self, data: bytes, name: str) -> Document:
        """Return the lines and tables; raise UnreadableError if there is nothing to return."""
        ...

    def members(self, data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
        """Archives only: the files inside, as (``archive!member``, bytes), or the error of a member that cannot be read."""
        ...


@cache
def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are asked."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found = (cast("Format", importlib.import_module(f"{__name__}.{name}")) for name in names)
    return tuple(sorted(found, key=lambda one: (one.PRIORITY, one.FORMAT)))


@lru_cache(maxsize=1)  # of the file in hand: who unpacks asks, then who reads
def detect(data: bytes) -> Format:
    """The format of ``data``. Raises UnreadableError for an empty, too large or unknown file."""
    if not data:
        raise UnreadableError("empty_file", "the file is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError("too_large", f"{len(data)} bytes; the limit is {MAX_BYTES}")
    for one in formats():
        if one.matches(data):
            return one
    raise UnreadableError("unknown_format", "no known format: the first bytes are " + data[:8].hex(" "))


def expand(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The documents in a file: itself, or for an archive each member (``archive.zip!member``), nested ones too.

    A file of unknown format is passed through: ``read`` reports it. Raises UnreadableError for an archive that cannot be opened, and, after
    all members that can be read, for those that cannot (encrypted, damaged, a bomb): one unsound member does not cost the others.
    """
    unread: list[tuple[str, UnreadableError]] = []
    for inner, content in _expand(data, name, 0):
        if isinstance(content, UnreadableError):
            unread.append((inner, content))
        else:
            yield inner, content
    if unread:
        raise UnreadableError(unread[0][1].rule, "; ".join(f"{inner}: {error.message}" for inner, error in unread))


def _expand(data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | UnreadableError]]:
    try:
        one = detect(data)
    except UnreadableError:
        yield name, data
        return
    if not hasattr(one, "members"):
        yield name, data
    elif depth >= MAX_ARCHIVE_DEPTH:
        yield name, UnreadableError("archive_too_deep", f"archives are nested deeper than {MAX_ARCHIVE_DEPTH}")
    else:
        yield from _inside(one, data, name, depth)


def _inside(archive: Format, data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | UnreadableError]]:
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
        raise UnreadableError("archive_inside", f"{name} is an archive: expand it first")
    return one.read(data, name)
