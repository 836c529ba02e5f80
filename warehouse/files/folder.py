"""Everything below a folder of a disk: its files, and what lies there and is none. Nothing here is
opened: a pipe would wait for ever, a device never end.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NoReturn

from schemas.messages import english

LOST = "none-"  # begins what stands for the hash of what cannot be read
_KINDS = (
    (stat.S_ISFIFO, "found.raw_pipe"),
    (stat.S_ISSOCK, "found.raw_socket"),
    (stat.S_ISBLK, "found.raw_device"),
    (stat.S_ISCHR, "found.raw_device"),
)


@dataclass(frozen=True, slots=True)
class Lost:
    """What lies in the folder and cannot be read. ``why``: an English message."""

    place: Path
    why: str

    def __str__(self) -> str:
        return str(self.place)

    @property
    def digest(self) -> str:
        """What stands for the hash of its content."""
        return LOST + sha256(os.fsencode(self.place.name) + self.why.encode()).hexdigest()

    def read_bytes(self) -> NoReturn:
        """Raises OSError that says why."""
        raise OSError(None, self.why, str(self.place))


Named = tuple[str, Path | Lost, list[Any]]
"""A path as the tables have it, the file, facts that change when its content does."""


def lost(place: Path, error: OSError) -> Lost:
    """A file or folder that the system refuses to read."""
    return Lost(place, english("found.raw_refused", error=error.strerror or error))


def files_below(root: Path) -> Iterator[Named]:
    """Every file below but hidden ones. A folder that cannot be read is one of them, its path
    ending in ``/``. Raises OSError if that is the root.

    Names are bytes: of two that read alike, the one that is no UTF-8 is escaped.
    """
    taken = set[str]()
    # a name in UTF-8 stays as it is
    for raw, mark, file, error in sorted(_named(root), key=lambda one: not _is_unicode(one[0])):
        name = _name(raw, taken)
        taken.add(name)
        yield name + mark, *_looked_at(file, root, error)


def _named(root: Path) -> Iterator[tuple[bytes, str, Path, OSError | None]]:
    for mark, file, error in _below(root):
        yield os.fsencode(file.relative_to(root).as_posix()), mark, file, error


def _below(root: Path) -> Iterator[tuple[str, Path, OSError | None]]:
    """("/", folder, error) of each folder that cannot be read, ("", file, None) of each file."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            files, folders = _inside(folder)
        except OSError as error:
            if folder == root:
                raise
            yield "/", folder, error
            continue
        yield from (("", file, None) for file in files)
        waiting += reversed(folders)


def _inside(folder: Path) -> tuple[list[Path], list[Path]]:
    """Files and folders, hidden ones apart, by the bytes of their names."""
    found: tuple[list[Path], list[Path]] = [], []
    for one in sorted(os.scandir(folder), key=lambda one: os.fsencode(one.name)):
        if not one.name.startswith("."):
            found[one.is_dir(follow_symlinks=False)].append(Path(one))
    return found


def _looked_at(file: Path, root: Path, error: OSError | None) -> tuple[Path | Lost, list[Any]]:
    try:
        if error:
            raise error
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            why, status = _linked(file, root), file.stat()
        else:
            why = ""
    except FileNotFoundError:
        return _with_facts(Lost(file, english("found.raw_dangling")))
    except OSError as refused:
        return _with_facts(lost(file, refused))
    why = why or next((english(key) for test, key in _KINDS if test(status.st_mode)), "")
    if why:
        return _with_facts(Lost(file, why))
    return file, [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def _with_facts(found: Lost) -> tuple[Lost, list[Any]]:
    return found, [found.why]


def _linked(file: Path, root: Path) -> str:
    """Why a link is not followed; empty for a link to a file below the root."""
    # realpath: Path.resolve raises RuntimeError for a link to itself, stat says what it is
    target = Path(os.path.realpath(file))
    if not target.is_relative_to(root.resolve()):
        # its name is bytes
        said = os.fsencode(file.readlink()).decode("utf-8", "backslashreplace")
        return english("found.raw_link_out", target=said)
    return english("found.raw_link_folder") if target.is_dir() else ""


def _name(raw: bytes, taken: set[str]) -> str:
    """The path as the tables have it: bytes that are no UTF-8 (old GBK names) are decoded, else
    escaped.
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if name not in taken:
            return name
    name = raw.decode("utf-8", "backslashreplace")
    while name in taken:
        name += "_"
    return name


def _is_unicode(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
