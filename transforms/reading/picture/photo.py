"""A picture file -> its pages as pixels at the scale at which they are read. Needs the extra
``jixiao[ocr]``, which brings Pillow.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import MAX_PIXELS
from transforms.reading.picture.ocr import available, detect
from transforms.reading.picture.page import DPI, Picture, read_picture
from transforms.reading.picture.raster import Pixels

if TYPE_CHECKING:
    from PIL.Image import Image

SMALL = 8_000  # bytes; a picture of less (an icon, a line) holds no legible table
_A4 = 11.7  # inches: the longer side of a page
_LINE = 13.0  # points: the height of a line of usual type
_USUAL = 60.0, 600.0  # dots per inch
_PAGE = (5.0, 24.0)  # inches: the longer side of what can be a page; a camera says nonsense
_ENLARGED = 2.0  # at most: more shows nothing new
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
)


def read_photo(data: bytes, first: int, most: int) -> Iterator[Picture]:
    """What was read of each page of a picture file (a TIFF has several), numbered from ``first``,
    of at most ``most`` pages.

    Raises UnreadableError: ``needs_ocr`` without the extra, ``broken_file``, ``too_large``.
    """
    if not available():
        raise UnreadableError(
            "needs_ocr", english("found.a_picture", remedy=english("found.needs_ocr"))
        )
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            for index in range(min(getattr(picture, "n_frames", 1), most)):
                picture.seek(index)
                yield read_picture(*_pixels(picture), first + index)
    except (*_DAMAGE, Image.DecompressionBombError) as error:
        raise UnreadableError(
            "broken_file", english("found.picture_damaged", error=error)
        ) from error


def _pixels(picture: Image) -> tuple[Pixels, float]:
    """One page in blue, green, red, and its resolution after it is brought near to the one at which
    pages are read.
    """
    from PIL import Image, ImageOps

    if picture.width * picture.height > MAX_PIXELS:
        raise UnreadableError(
            "too_large",
            english("found.pixels", width=picture.width, height=picture.height, limit=MAX_PIXELS),
        )
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    page = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    dpi = _resolution(picture) or _by_type(_array(page))
    scale = min(DPI / dpi, _ENLARGED)
    page = page.resize(
        (max(round(page.width * scale), 1), max(round(page.height * scale), 1)),
        Image.Resampling.LANCZOS,
    )
    return _array(page), dpi * scale


def _array(page: Image) -> Pixels:
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])


def _resolution(picture: Image) -> float:
    """Dots per inch as the file says, if that gives a page; else 0."""
    said = float(picture.info.get("dpi", (0, 0))[0] or 0)
    return said if said and _PAGE[0] <= max(picture.size) / said <= _PAGE[1] else 0.0


def _by_type(image: Pixels) -> float:
    """Dots per inch of a picture that does not say: its lines of text are taken for those of a
    usual page.
    """
    found = detect(image)
    heights = np.minimum(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1])
    return (
        float(np.clip(np.median(heights) * 72 / _LINE, *_USUAL))
        if len(heights)
        else max(image.shape) / _A4
    )
