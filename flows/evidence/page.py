"""A page of a PDF as a picture; where the PDF embeds no font, it is drawn with the project's.

PDFium is told where fonts are when it starts, so a process of its own draws: run as a script,
without the packages of this project. The process that reads keeps its own way.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def drawn(data: bytes, number: int, scale: float) -> Image:
    """Page ``number`` (from 1), ``scale`` pixels a point. Raises WarehouseError if it cannot be."""
    from PIL import Image

    from schemas.messages import say
    from transforms.font import FONT
    from warehouse.files.disk import WarehouseError

    # -P: what stands beside this file is not to be taken for packages of others
    command = [sys.executable, "-P", __file__, str(FONT.parent), str(number), str(scale)]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        why = said[-1] if said else say("explain.process_ended", code=done.returncode)
        raise WarehouseError(say("error.page_not_drawn", page=number, error=why))
    return Image.open(BytesIO(done.stdout)).convert("RGB")


def main(fonts: str, number: str, scale: str) -> None:
    """Read a PDF from standard input, write a PNG to standard output; fonts of one folder only."""
    import pypdfium2

    _start(fonts)
    with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as document:
        image = document[int(number) - 1].render(scale=float(scale)).to_pil()
    image.save(sys.stdout.buffer, "PNG")


def _start(fonts: str) -> None:
    """Start PDFium anew. Its import has started it with the fonts of the system."""
    from pypdfium2 import raw

    text = ctypes.POINTER(ctypes.c_char)
    folder = ctypes.create_string_buffer(os.fsencode(fonts))
    # the second is NULL: the list ends
    paths = (text * 2)(ctypes.cast(folder, text))
    raw.FPDF_DestroyLibrary()
    raw.FPDF_InitLibraryWithConfig(raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))


if __name__ == "__main__":
    main(*sys.argv[1:])
