"""Which font PDFium puts in place of one that a PDF names and does not bring: never the machine's.

PDFium knows one set of fonts at a time and looks into it when a page first uses a font.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import pypdfium2.raw as c

from transforms.font import FONT
from transforms.reading.pdf.boxfont import box_font

# ISO 32000-1, 9.6.2.2: PDFium has these within itself, and a PDF need not tell their widths
_SANS = ("", "-Bold", "-Oblique", "-BoldOblique")
_SERIF = ("-Roman", "-Bold", "-Italic", "-BoldItalic")
STANDARD = (
    *(f"Courier{one}" for one in _SANS),
    *(f"Helvetica{one}" for one in _SANS),
    *(f"Times{one}" for one in _SERIF),
)
SYMBOLS = ("Symbol", "ZapfDingbats")
_ANY = ""
_LATIN = (c.FXFONT_ANSI_CHARSET, c.FXFONT_SYMBOL_CHARSET)
# the letters of Windows-1252, in which PDFium has the standard fonts
_LETTERS = [ord(one) for one in bytes(range(0x20, 0x100)).decode("cp1252", "ignore")]


def offer(family: str, files: Mapping[str, bytes]) -> c.FPDF_SYSFONTINFO:
    """The one set of fonts that PDFium is to know: by name, "" for all others, b"" for its own.

    ``family``: no other set's. To be kept as long as it is in use.
    """
    names = list(files)
    labels = [f"{family} {name}".encode("ascii") + b"\0" for name in names]

    def choose(
        _this: Any, _weight: int, _italic: int, charset: int, _pitch: int, face: Any, _exact: Any
    ) -> int:
        asked = (ctypes.cast(face, ctypes.c_char_p).value or b"").decode("latin-1")
        known = asked if charset in _LATIN and asked in files else _ANY
        return names.index(known) + 1 if files[known] else 0

    def data(_this: Any, font: int, table: int, buffer: Any, size: int) -> int:
        return 0 if table else _copy(files[names[font - 1]], buffer, size)

    def label(_this: Any, font: int, buffer: Any, size: int) -> int:
        return _copy(labels[font - 1], buffer, size)

    made = c.FPDF_SYSFONTINFO(version=1)
    calls = {
        "MapFont": choose,
        "GetFontData": data,
        "GetFaceName": label,
        "DeleteFont": lambda _this, _font: None,
    }
    for call, python in calls.items():
        setattr(made, call, type(getattr(made, call))(python))
    return made


@contextmanager
def only(fonts: c.FPDF_SYSFONTINFO) -> Iterator[None]:
    """PDFium knows these alone; afterwards those from before, outside of all the machine's own."""
    _used.append(fonts)
    c.FPDF_SetSystemFontInfo(fonts)
    try:
        yield
    finally:
        _used.pop()
        c.FPDF_SetSystemFontInfo(_used[-1])


@cache
def drawing() -> c.FPDF_SYSFONTINFO:
    """For pages that are looked at: the project's own font, beside those that PDFium has."""
    return offer("Drawn", dict.fromkeys((*STANDARD, *SYMBOLS), b"") | {_ANY: FONT.read_bytes()})


def _copy(data: bytes, buffer: Any, size: int) -> int:
    """As PDFium asks twice: how long it is, and for the bytes once there is room for them."""
    if size >= len(data):
        ctypes.memmove(buffer, data, len(data))
    return len(data)


def _system() -> c.FPDF_SYSFONTINFO | None:
    """The machine's own fonts, for others in this process; not given back when replaced."""
    found = c.FPDF_GetDefaultSystemFontInfo()
    if not found:
        return None
    found.contents.Release = type(found.contents.Release)()
    return found.contents


def _boxes() -> dict[str, bytes]:
    """Fonts of boxes under all names but those of symbols; standard ones have their widths."""
    document, width, files = c.FPDF_CreateNewDocument(), ctypes.c_float(), {_ANY: box_font({})}
    for name in STANDARD:
        font, widths = c.FPDFText_LoadStandardFont(document, name.encode("ascii")), {}
        for letter in _LETTERS:
            if c.FPDFFont_GetGlyphWidth(font, letter, 1000.0, width):
                widths[letter] = round(width.value)
        c.FPDFFont_Close(font)
        files[name] = box_font(widths)
    c.FPDF_CloseDocument(document)
    return files | dict.fromkeys(SYMBOLS, b"")


_used = [_system()]
# while PDFium is asked for the widths of what it has in itself
with only(offer("Own", dict.fromkeys((*STANDARD, *SYMBOLS, _ANY), b""))):
    BOXES = offer("Boxes", _boxes())
