"""The page as one file: template, style, charting library, program and data inside each other, so
that it needs no network.
"""

from __future__ import annotations

import base64
import gzip
import re
from importlib.resources import files
from pathlib import Path

from flows.dashboard.pack import Answers, dumps, pack
from flows.dashboard.questions import answers

ROOM = 3_600_000
"""Bytes of data; with the charting library the page stays under 5 MB."""
_PART = re.compile(r"\{\{(\w[\w.]*)\}\}")


def render(build: Path, room: int = ROOM) -> str:
    """The whole page about one build."""
    data, packed = fitted(answers(build), room)
    page = files("flows.dashboard").joinpath("page")
    parts = {"data": data, "packed": ' data-packed="gzip"' if packed else ""}
    return _PART.sub(
        lambda part: (
            parts[part[1]]
            if part[1] in parts
            else page.joinpath(part[1]).read_text(encoding="utf-8")
        ),
        page.joinpath("index.html").read_text(encoding="utf-8"),
    )


def fitted(answered: Answers, room: int) -> tuple[str, bool]:
    """The data as JSON if it fits, else compressed (and True), and cut only as far as the
    compressed text must be.
    """
    plain = dumps(pack(answered))
    if len(plain.encode()) <= room:
        return plain, False
    allowed = len(plain.encode())
    while len(text := _compressed(plain)) > room and allowed > room:
        allowed = int(0.95 * allowed * room / len(text))
        plain = dumps(pack(answered, allowed))
    return text, True


def _compressed(text: str) -> str:
    """Base64 of the gzipped text; the same text gives the same bytes."""
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
