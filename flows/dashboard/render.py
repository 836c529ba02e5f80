"""The page as one file: template, style, charting library, program and data inside each other, so that it needs no network."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from flows.dashboard.pack import ROOM, dumps, pack
from flows.dashboard.questions import answers

_PART = re.compile(r"\{\{(\w[\w.]*)\}\}")


def render(build: Path, room: int = ROOM) -> str:
    """The whole page about one build."""
    data = dumps(pack(answers(build), room))
    page = files("flows.dashboard").joinpath("page")
    return _PART.sub(lambda part: data if part[1] == "data" else page.joinpath(part[1]).read_text(encoding="utf-8"),
                     page.joinpath("index.html").read_text(encoding="utf-8"))
