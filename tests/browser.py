"""Programs that draw text, with the font of the project and no other: alike on every machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from transforms.font import FONT

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
NO_CHROMIUM = "no Chromium is installed: apt-get install chromium"
_FONTS = """<?xml version="1.0"?>
<fontconfig><dir>{fonts}</dir><cachedir>{folder}/fonts</cachedir></fontconfig>"""


def with_our_font(folder: Path) -> dict[str, str]:
    """The environment of such a program; ``folder`` takes its settings."""
    settings = folder / "fonts.conf"
    settings.write_text(_FONTS.format(fonts=FONT.parent, folder=folder), encoding="utf-8")
    return os.environ | {"FONTCONFIG_FILE": str(settings)}
