"""The same command on a machine without fonts: a mount namespace whose font folders are empty."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
CANNOT = "no mount namespace can be made here: the machine forbids it to this user"
_HIDE = 'for one in {}; do mount -t tmpfs none "$one" || exit 99; done; exec "$@"'


@cache
def possible() -> bool:
    """Whether such a namespace can be made: by root, or where users may make their own."""
    try:
        return subprocess.run(without_fonts(["true"]), capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def without_fonts(command: Sequence[object]) -> list[str]:
    """The command that runs ``command`` there."""
    hidden = " ".join(folder for folder in FOLDERS if Path(folder).is_dir())
    return ["unshare", "-rm", "sh", "-c", _HIDE.format(hidden), "sh", *map(str, command)]
