"""The same command on a machine with other fonts: a mount namespace with another font folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

# the last holds the fonts that are shown, so it is covered last
FOLDERS = ("/usr/local/share/fonts", "/usr/share/X11/fonts", "/usr/share/fonts")
CANNOT = "no mount namespace can be made here: the machine forbids it to this user"
_BIND = (
    'fonts=$1; shift; for one in {}; do mount --bind "$fonts" "$one" || exit 99; done; exec "$@"'
)
Machine = Callable[[Sequence[object]], list[str]]


def seeing(fonts: Path) -> Machine:
    """What turns a command into one that sees this folder in place of every folder of fonts."""
    shown = " ".join(folder for folder in FOLDERS if Path(folder).is_dir())
    start = ["unshare", "-rm", "sh", "-c", _BIND.format(shown), "sh", str(fonts)]
    return lambda command: [*start, *map(str, command)]


@cache
def possible() -> bool:
    """Whether such a namespace can be made: by root, or where users may make their own."""
    try:
        command = seeing(Path(__file__).parent)(["true"])
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False
