"""Compound files that are neither a Word document nor a workbook: encrypted packages,
presentations, mail, damaged ones.
"""

from __future__ import annotations

from schemas.messages import english
from transforms.document import Document, UnreadableError
from transforms.reading.common.ole import is_encrypted, is_ole, names

FORMAT = "ole"


def matches(data: bytes) -> bool:
    """Whether it is a compound file."""
    return is_ole(data)


def read(data: bytes, name: str) -> Document:
    """Raise UnreadableError: ``password`` for an encrypted document, ``broken_file``, or
    ``unknown_format``, with the names of the streams.
    """
    found = names(data)
    if is_encrypted(found):
        raise UnreadableError("password", english("found.password", name=name))
    if not found:
        raise UnreadableError("broken_file", english("found.compound_damaged"))
    raise UnreadableError(
        "unknown_format", english("found.unknown_compound", parts=", ".join(sorted(found))[:200])
    )
