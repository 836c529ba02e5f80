"""Every write, link and rename of the warehouse, in the order that survives a crash: content,
fsync, name, fsync of the folder.

All of them pass through here, so that a test can stop the program at each one.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from schemas.messages import say
from warehouse.files.hold import can_hold, hold, is_held

_NO_LINKS = (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS)


class WarehouseError(Exception):
    """Something that the operator must know, in one line."""


class UsageError(WarehouseError):
    """The operator named something that is not there: exit code 2."""


class ListError(WarehouseError):
    """A list that people keep is damaged; it names the place."""


class LockedError(WarehouseError):
    """Another run holds the warehouse."""


class RefusedError(WarehouseError):
    """Publishing would lose what was published before."""


def sync(path: Path) -> None:
    """Fsync a file or a folder (a folder's names are durable only then). Windows has no way to do
    it by name; no build is made there, but builds are pulled and repaired.
    """
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(root: Path) -> None:
    """Fsync every folder below and including ``root``, the deepest first. Files are synced when
    they are written.
    """
    for folder, _, _ in os.walk(root, topdown=False):
        sync(Path(folder))


def write(path: Path, content: bytes) -> None:
    """Write a file whole: readers see the old one or the new one, never a part. Raises
    FileNotFoundError that names the file where its folder is not there.
    """
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tmp-")
    os.close(handle)
    temporary = Path(name)
    try:
        # mkstemp makes it private; a file made anew has what the umask leaves
        temporary.unlink()
        create(temporary, content)
        rename(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)  # a full disk stays usable


def create(path: Path, content: bytes) -> None:
    """Write a file in a place that no reader looks at yet; its content is durable, its name only
    once the folder is synced.
    """
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def rename(old: Path, new: Path) -> None:
    """Rename atomically, replacing what is there, and make the name durable."""
    old.replace(new)
    sync(new.parent)


def link(old: Path, new: Path) -> None:
    """A second name for an unchanged file; a copy where the file system has no hard links."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.hardlink_to(old)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copyfile(old, new)
        sync(new)


def switch(link_path: Path, target: str) -> None:
    """Point the symbolic link at ``target`` (relative) in one step. Windows lets few users make
    one: there it becomes a text file with what the link would name.
    """
    temporary = link_path.with_name(f".tmp-{link_path.name}-{os.getpid()}")
    temporary.unlink(missing_ok=True)
    try:
        temporary.symlink_to(target)
    except OSError as error:
        if getattr(error, "winerror", None) is None:
            raise
        create(temporary, f"{target}\n".encode())
    rename(temporary, link_path)


def remove_tree(root: Path) -> None:
    """Remove a folder that no reader needs any more."""
    shutil.rmtree(root, ignore_errors=True)


@contextlib.contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Hold the warehouse alone while the block runs. Raises LockedError, naming the holder, if
    another process has it; WarehouseError where the system has no such lock.

    The kernel frees the lock when the process ends, however it ends.
    """
    if not can_hold():
        raise WarehouseError(say("error.needs_linux"))
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+", encoding="utf-8") as file:
        if not hold(file):
            said = _holder_in(file) or say("error.unknown_holder")
            raise LockedError(say("error.locked", folder=folder, holder=said))
        file.truncate(0)
        file.write(f"process {os.getpid()} on {platform.node()}\n")
        file.flush()
        yield


def _holder_in(file: IO[str]) -> str:
    """What the holder wrote; it writes right after it took the lock, so a blank is asked again."""
    for _ in range(20):
        file.seek(0)
        if said := file.read().strip():
            return said
        time.sleep(0.05)
    return ""


def holder(folder: Path) -> str:
    """Who holds the warehouse now; '' if nobody does, or if the system cannot say it."""
    if not can_hold():
        return ""
    try:
        # Windows locks what is open for writing only; the file is there and stays as it is
        with (folder / ".lock").open("r" if os.name != "nt" else "r+", encoding="utf-8") as file:
            said = file.read().strip()
            words = said.split()
            if len(words) != 4 or (words[3] == platform.node() and not _lives(words[1])):
                return ""
            return said if is_held(file) else ""
    except OSError:
        return ""


def _lives(process: str) -> bool:
    return Path("/proc", process).exists() or not Path("/proc/self").exists()


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; {} if the file is not there. Raises WarehouseError if it is damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, UnicodeDecodeError) as error:
        raise WarehouseError(say("error.damaged", file=path, error=error)) from error
    if not isinstance(content, dict):
        raise WarehouseError(say("error.no_object", file=path))
    return content
