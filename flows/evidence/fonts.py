"""A font with Chinese characters, for pictures of tables: the one that is named, or one of those that systems usually have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.disk import WarehouseError

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_FOLDERS = ("~/.local/share/fonts", "~/.fonts", "~/Library/Fonts", "/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts",
            "/System/Library/Fonts", "C:/Windows/Fonts")
_KNOWN = ("NotoSansCJK-Regular", "NotoSansCJK", "NotoSansSC", "SourceHanSans", "wqy-", "NotoSerifCJK", "NotoSerifSC", "SourceHanSerif", "msyh",
          "PingFang", "Hiragino Sans GB", "STHeiti", "simsun", "simhei", "DroidSansFallback", "uming", "ukai", "gbsn00lp", "Fandol")
_NONE = "no Chinese font was found for the picture: install one (Debian: apt install fonts-noto-cjk) or name its file with --font"
_KINDS = (".ttf", ".otf", ".ttc", ".otc")


def chinese_font(size: int, named: Path | None = None) -> FreeTypeFont:
    """The font in ``size`` pixels. Raises WarehouseError if the named file is no font, or if no Chinese font is found."""
    file = named or _installed()
    if file is None:
        raise WarehouseError(_NONE)
    try:
        return _simplified(file, size)
    except OSError as error:
        raise WarehouseError(f"{file} cannot be used as a font: {error}") from error


def _installed() -> Path | None:
    """The first known one, in the order of ``_KNOWN``."""
    files = [file for folder in _FOLDERS for file in sorted(Path(folder).expanduser().rglob("*")) if file.suffix.lower() in _KINDS]
    return next((file for known in _KNOWN for file in files if file.name.lower().startswith(known.lower())), None)


def _simplified(file: Path, size: int) -> FreeTypeFont:
    """The face for simplified Chinese, where one file holds the faces of several countries; else its first."""
    from PIL import ImageFont

    first = ImageFont.truetype(file, size)
    if file.suffix.lower() not in (".ttc", ".otc"):
        return first
    for index in range(1, 20):
        try:
            face = ImageFont.truetype(file, size, index)
        except OSError:  # the collection has no more
            break
        if str(face.getname()[0]).endswith(" SC") and "Mono" not in str(face.getname()[0]):
            return face
    return first
