"""Rich Text Format (RTF 1.9.1), which old systems export as .doc: paragraphs and tables."""

from __future__ import annotations

from transforms.document import Document
from transforms.reading._flow import to_blocks

FORMAT = "rtf"
PRIORITY = 40


def matches(data: bytes) -> bool:
    r"""Whether the bytes begin like RTF.

    >>> matches(b'{\\rtf1\\ansi'), matches(b'{}')
    (True, False)
    """
    return data[:64].lstrip().startswith(b"{\\rtf")


def read(data: bytes, name: str) -> Document:  # noqa: ARG001  # every reader has the same signature
    """Paragraphs as lines, tables with merged cells. Raises UnreadableError (``broken_file``) for groups that are never closed."""
    from transforms.reading._rtf import Body, tokens

    return Document(FORMAT, to_blocks(Body().content(tokens(data))))
