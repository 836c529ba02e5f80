"""Identifiers: hashes of evidence (ids) and of identity over years (keys). See docs/contract.md,
section 1.
"""

from __future__ import annotations

from hashlib import sha256

_SEPARATOR = "\x1f"  # stands in no printed text, so that ('ab', 'c') and ('a', 'bc') differ


def short_hash(*parts: object) -> str:
    """16 hex digits of the sha256 of the parts; None and '' are told apart.

    >>> short_hash('a', None) == short_hash('a', ''), len(short_hash())
    (False, 16)
    """
    return sha256(
        _SEPARATOR.join(["\x00" if part is None else str(part) for part in parts]).encode(
            "utf-8", "surrogatepass"
        )
    ).hexdigest()[:16]


def project_id(document_id: str, table: int, ordinal: int) -> str:
    """16 hex digits of sha256('document_id/table/ordinal')."""
    return sha256(f"{document_id}/{table}/{ordinal}".encode()).hexdigest()[:16]


def indicator_id(project: str, ordinal: int, place: str | None) -> str:
    """16 hex digits of sha256('project_id/ordinal/place'); an absent place is the empty string."""
    return sha256(
        f"{project}/{ordinal}/{place or ''}".encode("utf-8", "surrogatepass")
    ).hexdigest()[:16]
