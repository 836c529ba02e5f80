"""Zip archives: the files inside. Names are only names: nothing is written to disk, no link is
followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.members import is_clutter, safe_name
from transforms.reading.common.zip import Zip, is_zip, name_of

FORMAT = "zip"
_LINK = 0o120000
_OFFICE = ("[Content_Types].xml", "mimetype")


def matches(data: bytes) -> bool:
    """Whether it is a zip file, but not a package of Office parts (a presentation, say), whose
    parts are no documents.
    """
    if not is_zip(data):
        return False
    try:
        return not any(part in Zip(data).names for part in _OFFICE)
    except UnreadableError:
        return True  # damaged: ``members`` says so


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """(``archive!member``, bytes) in the archive's order; in place of the bytes the error of a
    member that cannot be read.

    Raises UnreadableError: ``broken_archive``, ``archive_unsafe``.
    """
    archive = Zip(data)
    for member in archive.members:
        inner = safe_name(name_of(member))
        # is_dir() fails on a name of no character
        if member.filename.endswith("/") or is_clutter(inner):
            continue
        path = f"{name}!{inner}"
        if (member.external_attr >> 16) & 0o170000 == _LINK:
            yield (
                path,
                UnreadableError("archive_unsafe", english("found.is_link", name=inner)),
            )
            continue
        try:
            yield path, archive.read(member)
        except UnreadableError as error:
            yield path, error
