"""Every file of a build against its manifest: there, of its size, with the bytes that its hash
names; and nothing else beside them. On a disk or in an object store.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

from schemas.messages import say
from warehouse.files.disk import WarehouseError
from warehouse.files.manifest import DERIVED, MANIFEST, PINNED, SHORT, Listing, hash_of
from warehouse.files.storage import Address, File, digest, listed

LISTED = "files.json"  # of a build in a store: mirror.py
_BESIDE = frozenset({MANIFEST, PINNED})
_OF_FORMAT_1 = frozenset({"datapackage.json", "row_counts.csv", "CHANGELOG-DATA.md", "diff.json"})
_NO_FILE = -1
_AT_ONCE = min(8, os.cpu_count() or 1)
Progress = Callable[[int, int], None]
"""Told how many bytes of how many are read."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one file. ``kind``: missing, extra, size, content or name."""

    path: str
    kind: str

    def __str__(self) -> str:
        return say(f"verify.{self.kind}", file=self.path)


class DamagedError(WarehouseError):
    """A build is not what it was when it was published."""

    def __init__(self, build: str, faults: list[Fault]) -> None:
        more = say("verify.more", count=len(faults) - 1) if len(faults) > 1 else ""
        super().__init__(say("error.build_damaged", build=build, fault=faults[0], more=more))
        self.faults = faults


def faults(
    build: Address,
    listing: Listing,
    hashed: Collection[str] | None = None,
    progress: Progress | None = None,
) -> list[Fault]:
    """All faults of a build, by path. ``hashed``: the files that are read (all if None); of the
    others name and size are compared.
    """
    there = {path: (file, size) for path, file, size in _files(build)}
    found = [Fault(path, "missing") for path in listing.contents.keys() - there.keys()]
    found += [Fault(path, "extra") for path in there.keys() - _allowed(build, listing)]
    sound = []
    for path in sorted(listing.contents.keys() & there.keys()):
        wanted, size = listing.contents[path][0], there[path][1]
        if size == _NO_FILE or wanted not in (None, size):
            found.append(Fault(path, "size"))
        elif hashed is None or path in hashed:
            sound.append(path)
    sizes = {path: there[path][1] for path in sound}
    marks = _digests({path: there[path][0] for path in sound}, sizes, progress)
    found += [fault for path, mark in marks if (fault := _marked(path, mark, listing))]
    return sorted(found, key=lambda one: one.path)


def _marked(path: str, mark: str, listing: Listing) -> Fault | None:
    """What is wrong with a file whose content has this hash."""
    if mark != listing.contents[path][1]:
        return Fault(path, "content")
    named_otherwise = path.endswith(".parquet") and mark != hash_of(path)
    return Fault(path, "name") if named_otherwise else None


def check(build: Path, listing: Listing, hashed: Collection[str] | None = None) -> None:
    """Raises DamagedError if a file is missing or is not what it was. What lies there besides
    counts for nothing, and is no reason to stop.
    """
    told = [one for one in faults(build, listing, hashed) if one.kind not in ("extra", "name")]
    if told:
        raise DamagedError(build.name, told)


def missing(build: Path, listing: Listing) -> None:
    """Raises DamagedError if a file of the build is not there; its content is not looked at. Views
    whose computed rows are gone compute them again.
    """
    needed = (path for path in sorted(listing.contents) if not path.startswith(f"{DERIVED}/"))
    gone = [path for path in needed if not (build / path).is_file()]
    if gone:
        raise DamagedError(build.name, [Fault(path, "missing") for path in gone])


def _allowed(build: Address, listing: Listing) -> set[str]:
    others = _OF_FORMAT_1 if listing.format == 1 else frozenset[str]()
    of_the_store = {LISTED} if isinstance(build, str) else set[str]()
    return {*listing.contents, *_BESIDE, *others, *of_the_store}


def _files(build: Address) -> Iterator[tuple[str, File, int]]:
    """Path, file and size (_NO_FILE of what is no plain file) of all that lies in a build."""
    if isinstance(build, str):
        for one in listed(build):
            yield one.path, one.file, int(one.facts[0])
        return
    for folder, folders, names in os.walk(build):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted([*names, *links]):
            file = Path(folder, name)
            yield file.relative_to(build).as_posix(), file, _size(file)


def _size(file: Path) -> int:
    try:
        status = file.stat()
    except OSError:
        return _NO_FILE
    return status.st_size if S_ISREG(status.st_mode) else _NO_FILE


def _digests(
    files: dict[str, File], sizes: dict[str, int], progress: Progress | None
) -> Iterator[tuple[str, str]]:
    """The hashes, several files at a time: hashing lets other threads work."""
    done, total = 0, sum(sizes.values())
    with ThreadPoolExecutor(_AT_ONCE) as readers:
        for path, mark in zip(files, readers.map(_mark, files.values()), strict=True):
            done += sizes[path]
            if progress:
                progress(done, total)
            yield path, mark


def _mark(file: File) -> str:
    """The hash; empty for a file that cannot be read."""
    try:
        return digest(file)[:SHORT]
    except OSError:
        return ""
