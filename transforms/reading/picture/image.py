"""Pictures (.jpg .png .tif .bmp .webp): a page photographed or scanned. Read with the extra
``jixiao[ocr]``.
"""

from __future__ import annotations

from schemas.messages import english
from transforms.document import Document, Unread
from transforms.reading.common.limits import MAX_RECOGNISED

FORMAT = "image"
_MAGIC = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")


def matches(data: bytes) -> bool:
    r"""Whether the magic bytes of a picture stand at the beginning.

    >>> matches(b'\xff\xd8\xff\xe0'), matches(b'BMW'), matches(b'GIF')
    (True, False, False)
    """
    return (
        data.startswith(_MAGIC)
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[:2] == b"BM" and data[6:10] == bytes(4))
    )


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of each page of the picture (a TIFF has several). One too small for a table
    (an icon, a line) holds nothing.

    Raises UnreadableError: ``needs_ocr`` without the extra, ``broken_file``, ``too_large``.
    """
    from transforms.reading.picture.photo import SMALL, read_photo

    if len(data) < SMALL:
        return Document(FORMAT, (), 1)
    pages = list(read_photo(data, 1, MAX_RECOGNISED + 1))
    kept = pages[:MAX_RECOGNISED]
    blocks = tuple(block for page in kept for block in page.blocks)
    doubted = tuple(one for page in kept for one in page.unaccounted)
    beyond = (
        (
            Unread(
                "needs_ocr",
                english("found.first_pages", limit=MAX_RECOGNISED),
            ),
        )
        if len(pages) > MAX_RECOGNISED
        else ()
    )
    return Document(FORMAT, blocks, len(pages), unread=beyond, unaccounted=doubted)
