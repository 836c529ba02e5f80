"""OLE compound files ([MS-CFB]): what the old Word and Excel write, and the envelope of encrypted
new ones.
"""

from __future__ import annotations

from io import BytesIO

from schemas.messages import english
from transforms.document import UnreadableError

_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage"


def is_ole(data: bytes) -> bool:
    """Whether the magic bytes of a compound file stand at the beginning."""
    return data.startswith(_MAGIC)


def streams(data: bytes, *names: str) -> dict[str, bytes]:
    """The streams of these names that the file has, by name. Raises UnreadableError
    (``broken_file``) for a damaged file.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            return {
                name: file.openstream(name).read()
                for name in names
                if file.exists(name) and file.get_type(name) == olefile.STGTY_STREAM
            }
    except _damage() as error:
        raise UnreadableError(
            "broken_file", english("found.compound_damaged_by", error=error)
        ) from error


def names(data: bytes) -> frozenset[str]:
    """The names of the streams at the root; none for a file that is no compound file, or a damaged
    one.
    """
    import olefile

    if not is_ole(data):
        return frozenset()
    try:
        with olefile.OleFileIO(BytesIO(data)) as file:
            return frozenset(path[0] for path in file.listdir())
    except _damage():
        return frozenset()


def _damage() -> tuple[type[Exception], ...]:
    """What olefile lets through on mutilated files."""
    from struct import error

    return (
        OSError,
        error,
        ValueError,
        IndexError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    )


def is_encrypted(found: frozenset[str]) -> bool:
    """Whether the streams are those of a document that is encrypted as a whole."""
    return _ENCRYPTED in found
