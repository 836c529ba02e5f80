"""A file held by one process: flock where the system has it, on Windows a byte of the file.

The system lets go when the process ends, however it ends. No package is needed: those that do the
same (filelock) make the same two calls, and empty the file that says who holds it.
"""

from __future__ import annotations

import os
from types import ModuleType
from typing import IO

fcntl: ModuleType | None
msvcrt: ModuleType | None
try:
    import fcntl
except ImportError:
    fcntl = None
try:
    import msvcrt
except ImportError:
    msvcrt = None

_FAR = 1 << 30  # Windows lets nobody read a byte that is held: this one is behind all text


def can_hold() -> bool:
    """Whether the system has such a lock."""
    return bool(fcntl or msvcrt)


def hold(file: IO[str]) -> bool:
    """Hold an open file until it is closed; False if another process has it. Raises OSError where
    the file system has no locks.
    """
    if fcntl:
        return _flock(file, fcntl.LOCK_EX)
    return bool(msvcrt) and _byte(file, "LK_NBLCK")


def is_held(file: IO[str]) -> bool:
    """Whether another process holds the file now. Raises OSError as `hold`."""
    if fcntl:
        return not _flock(file, fcntl.LOCK_SH)
    if not msvcrt or not _byte(file, "LK_NBLCK"):
        return bool(msvcrt)
    _byte(file, "LK_UNLCK")
    return False


def _flock(file: IO[str], kind: int) -> bool:
    assert fcntl
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _byte(file: IO[str], kind: str) -> bool:
    """Windows says only that it cannot: that another process has it is the one reason."""
    assert msvcrt
    os.lseek(file.fileno(), _FAR, os.SEEK_SET)
    try:
        msvcrt.locking(file.fileno(), getattr(msvcrt, kind), 1)
    except OSError:
        return False
    finally:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
    return True
