"""RAR and 7z archives, unpacked by ``unar`` or ``bsdtar`` if one of them is
installed: there is no free library for RAR 5.

The one reader that leaves memory: the tool works in a temporary folder of its own, which goes when
the members are read.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import (
    MAX_BYTES,
    MAX_MEMBERS,
    MAX_UNPACKED,
    SECONDS_UNPACKING,
)
from transforms.reading.common.members import is_clutter, safe_name
from transforms.reading.common.patience import allow

FORMAT = "rar"
_MAGIC = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_TOOLS = (
    (
        "unar",
        (
            "unar",
            "-quiet",
            "-force-overwrite",
            "-no-directory",
            "-password",
            "",
            "-output-directory",
            "{folder}",
            "{file}",
        ),
    ),
    (
        "bsdtar",
        (
            "bsdtar",
            "-x",
            "-f",
            "{file}",
            "-C",
            "{folder}",
            "--no-same-permissions",
            "--passphrase",
            "-",
        ),
    ),
)


def matches(data: bytes) -> bool:
    """Whether the magic bytes of RAR or 7z stand at the beginning."""
    return data.startswith(_MAGIC)


def members(data: bytes, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
    """(``archive!member``, bytes) by name; in place of the bytes the error of a member that is not
    read.

    Raises UnreadableError: ``needs_unar`` without a tool, ``broken_archive`` (damaged, or protected
    by a password), ``zip_bomb``.
    """
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder, "members")
        inside.mkdir()
        file = Path(folder, "archive")
        file.write_bytes(data)
        _unpack(file, inside)
        yield from _collect(inside, name)


def _unpack(file: Path, inside: Path) -> None:
    """Run the tool. What it writes is limited by the operating system, so that a bomb fails on the
    way and not on a full disk. Raises OSError where the disk is full all the same.
    """
    import shutil
    import subprocess

    command = next((command for tool, command in _TOOLS if shutil.which(tool)), None)
    if command is None:
        raise UnreadableError("needs_unar", english("found.needs_unar"))
    allow(SECONDS_UNPACKING)
    arguments = [part.format(folder=inside, file=file) for part in command]
    try:
        done = subprocess.run(
            ["sh", "-c", f'ulimit -f {MAX_BYTES // 512}; exec "$@"', "sh", *arguments],
            capture_output=True,
            timeout=SECONDS_UNPACKING,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            "broken_archive", english("found.unpacking_too_long", seconds=SECONDS_UNPACKING)
        ) from error
    if done.returncode:
        said = (
            (done.stderr or done.stdout)
            .decode("utf-8", "replace")
            .replace(str(file.parent), "")
            .strip()
        )
        if (full := os.strerror(errno.ENOSPC)) in said:
            raise OSError(errno.ENOSPC, full)
        rule = (
            "password"
            if "password" in said.lower()
            or "passphrase" in said.lower()
            or "encrypt" in said.lower()
            else "broken_archive"
        )
        raise UnreadableError(
            rule, english("found.cannot_unpack", tool=command[0], said=said[-200:])
        )


def _collect(inside: Path, name: str) -> Iterator[tuple[str, bytes | UnreadableError]]:
    found = sorted(path for path in inside.rglob("*") if path.is_symlink() or path.is_file())
    if len(found) > MAX_MEMBERS or sum(path.lstat().st_size for path in found) > MAX_UNPACKED:
        raise UnreadableError("zip_bomb", english("found.too_many_members", count=len(found)))
    for path in found:
        inner = safe_name(path.relative_to(inside).as_posix())
        if is_clutter(inner):
            continue
        link = UnreadableError("archive_unsafe", english("found.is_link", name=inner))
        yield f"{name}!{inner}", link if path.is_symlink() else path.read_bytes()
