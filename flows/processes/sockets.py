"""Where the sockets of the processes lie. A system takes only short names for a socket, and
multiprocessing makes them below the temporary folder, whatever that is called.
"""

from __future__ import annotations

import os
import tempfile
from multiprocessing import util

from schemas.messages import say
from warehouse.files.disk import WarehouseError

_LONGEST = 103  # bytes of a name: Linux takes 107, macOS 103
_OWN = len("/pymp-12345678/listener-12345678")
_SHORT = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108  # a folder of our own is made in it


def place_sockets() -> None:
    """Have multiprocessing make its folder below one with a short name, if the temporary one has a
    long name. Raises WarehouseError if there is none.
    """
    if _fits(tempfile.gettempdir()):
        return
    before, tempfile.tempdir = tempfile.tempdir, _short()
    try:
        util.get_temp_dir()  # is made now, and kept for all sockets of this process
    finally:
        tempfile.tempdir = before


def _fits(folder: str) -> bool:
    return len(os.fsencode(folder)) + _OWN <= _LONGEST


def _short() -> str:
    for folder in (os.environ.get("XDG_RUNTIME_DIR", ""), *_SHORT):
        if os.access(folder, os.W_OK | os.X_OK) and _fits(folder):
            return folder
    most = _LONGEST - _OWN
    raise WarehouseError(say("error.tmpdir_too_long", folder=tempfile.gettempdir(), most=most))
