"""The font of drawn tables: the one that the project brings, or one that is named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.messages import say
from transforms.font import FONT
from warehouse.files.disk import WarehouseError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_COLLECTIONS = (".ttc", ".otc")
_NO_CHARACTER = "\uffff"


def chinese_font(size: int, named: Path | None = None) -> FreeTypeFont:
    """The font in ``size`` pixels; fonts of the system are never looked for.

    Raises WarehouseError if the named file is no font.
    """
    file = named or FONT
    try:
        return _simplified(file, size)
    except OSError as error:
        raise WarehouseError(say("error.no_font", file=file, error=error)) from error


def lacking(font: FreeTypeFont, texts: Iterable[str]) -> str:
    """The characters of ``texts`` that the font has no shape for: a box stands for each."""
    box = _shape(font, _NO_CHARACTER)
    wanted = sorted({one for text in texts for one in text if not one.isspace()})
    return "".join(one for one in wanted if _shape(font, one) == box)


def _shape(font: FreeTypeFont, character: str) -> tuple[tuple[int, int], bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)


def _simplified(file: Path, size: int) -> FreeTypeFont:
    """The face for simplified Chinese, where one file holds those of several countries."""
    first = _face(file, size)
    if file.suffix.lower() not in _COLLECTIONS:
        return first
    for index in range(1, 20):
        try:
            face = _face(file, size, index)
        except OSError:  # the collection has no more
            break
        name = str(face.getname()[0])
        if name.endswith(" SC") and "Mono" not in name:
            return face
    return first


def _face(file: Path, size: int, index: int = 0) -> FreeTypeFont:
    """Laid out by Pillow alone: whether Raqm is there, which would kern, depends on the machine."""
    from PIL import ImageFont

    return ImageFont.truetype(file, size, index, layout_engine=ImageFont.Layout.BASIC)
