"""Pages that are pictures -> blocks, if the extra ``jixiao[ocr]`` is installed.

Each page is rendered, and the picture read.
"""

from __future__ import annotations

from dataclasses import replace

from schemas.messages import english
from transforms.document import Unread
from transforms.reading.common.limits import MAX_RECOGNISED
from transforms.reading.pdf.render import rendered
from transforms.reading.picture.ocr import available
from transforms.reading.picture.page import DPI, Picture, read_picture

_LONGEST = 5000  # pixels of a page's longer side: a poster is rendered more coarsely


def recognised(unread: tuple[Unread, ...]) -> tuple[list[Unread], list[Unread]]:
    """Which pages are to be recognised, and which stay unread, with what can be done about it."""
    wanted = [one for one in unread if one.rule == "needs_ocr"]
    if wanted and not available():
        return [], [
            replace(one, message=f"{one.message}; {english('found.needs_ocr')}")
            if one in wanted
            else one
            for one in unread
        ]
    limit = english("found.first_scans", limit=MAX_RECOGNISED)
    left = [one for one in unread if one.rule != "needs_ocr"]
    left += [replace(one, message=f"{one.message}; {limit}") for one in wanted[MAX_RECOGNISED:]]
    return wanted[:MAX_RECOGNISED], sorted(left, key=lambda one: one.page or 0)


def read_scan(page: int, number: int) -> Picture:
    """The lines and tables of an open page that is a picture. None: there is no table on it."""
    image, scale = rendered(page, DPI / 72, _LONGEST)
    return read_picture(image, 72 * scale, number)
