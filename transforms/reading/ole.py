"""Compound files that are neither a Word document nor a workbook: encrypted packages, presentations, mail, damaged ones."""

from __future__ import annotations

from transforms.document import Document, UnreadableError
from transforms.reading._ole import is_encrypted, is_ole, names

FORMAT = "ole"
PRIORITY = 80  # after doc and xls


def matches(data: bytes) -> bool:
    """Whether it is a compound file."""
    return is_ole(data)


def read(data: bytes, name: str) -> Document:
    """Raise UnreadableError: ``password`` for an encrypted document, ``broken_file``, or ``unknown_format``, with the names of the streams."""
    found = names(data)
    if is_encrypted(found):
        raise UnreadableError("password", f"{name} is protected by a password")
    if not found:
        raise UnreadableError("broken_file", "the compound file is damaged")
    raise UnreadableError("unknown_format", "a compound file of unknown kind: " + ", ".join(sorted(found))[:200])
