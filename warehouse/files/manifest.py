"""What a build says of itself: ``manifest.json`` lists its files with sizes and hashes and bears a
hash of its own text; ``raw.json`` tells what it was made of.

They are two files because a question needs the first alone, and the second has a line for each of
a million raw files. Builds of format 1 have one file, which lists names only.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from schemas.messages import say
from warehouse.files.disk import WarehouseError, read_json, write
from warehouse.files.folder import LOST
from warehouse.files.storage import digest

FORMAT = 2
"""Of the manifests written here. A program reads this and all earlier ones."""
MANIFEST, RAW, PINNED = "manifest.json", "raw.json", "pinned"
DERIVED = "derived"  # folder of a build: rows of views, computed once
SHORT = 32  # hex digits: files are named by the first half of their sha256
Contents = dict[str, tuple[int | None, str]]
"""Path in the build -> bytes (None: not known) and hash, of every file but the manifest."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file under the raw root as a build read it: hashes of its bytes, of its sidecar's and of
    the corrections that name it, the parser, the documents in it. ``again``: its year folder, if
    a file of an earlier year has the same bytes; then it is a document of its own.
    """

    sha256: str
    sidecar: str
    parser_version: str
    assume_year: int | None
    documents: tuple[str, ...] = ()
    corrections: str = ""
    again: str = ""

    @property
    def is_lost(self) -> bool:
        """Whether there was nothing to read: a pipe, a folder without permission."""
        return self.sha256.startswith(LOST)

    def same_reading(self, other: RawFile) -> bool:
        """Whether reading both gives the same rows: equal in everything but what was found."""
        return replace(self, documents=()) == replace(other, documents=())


@dataclass(frozen=True, slots=True)
class Listing:
    """Which files a build has. ``files``: table -> paths relative to the build, sorted.
    ``format``: of its manifest; format 1 knows the hashes in the names, and of other files nothing.
    """

    build_id: str
    files: dict[str, list[str]]
    contents: Contents
    format: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of and which files it has. ``files``: table -> paths relative to the
    build, sorted. ``before``: the id of the build that was published when this one was made; empty
    for the first.
    """

    build_id: str
    parser_version: str
    raw: dict[str, RawFile]
    files: dict[str, list[str]] = field(default_factory=dict)
    before: str = ""
    predecessors: str = ""  # hash of predecessors.csv; empty without one
    settings: str = ""  # hash of thresholds and dispositions; empty without any

    def save(self, build: Path, *, named: bool = False) -> None:
        """Write it into the build folder; it is the last file of a build, so a build with a
        manifest is whole. ``named``: Parquet files were just written, or checked, under the hashes
        of their contents, and are not read again.
        """
        raw = {path: asdict(one) for path, one in self.raw.items()}
        write(build / RAW, _text(raw))
        content = asdict(replace(self, raw={})) | {
            "format": FORMAT,
            "contents": dict(_contents(build, named=named)),
        }
        del content["raw"]
        write(build / MANIFEST, sealed(content))


def sealed(content: dict[str, Any]) -> bytes:
    """The text of a manifest, with the hash of all that it says."""
    return _text(content | {"hash": sha256(_text(content)).hexdigest()})


def load_manifest(build: Path) -> Manifest | None:
    """The manifest of a build; None if there is no build. Raises WarehouseError if it is damaged,
    or was written by a newer version.
    """
    content = _load(build)
    if not content:
        return None
    with _understood(build):
        entries = content["raw"] if _format(content) == 1 else _raw(build, content)
        raw = {
            path: RawFile(**{**one, "documents": tuple(one["documents"])})
            for path, one in entries.items()
        }
        names = Manifest.__slots__ if _format(content) > 1 else content
        return Manifest(
            **{name: content[name] for name in names if name in content.keys() - {"raw"}}, raw=raw
        )


def load_listing(build: Path) -> Listing | None:
    """The files of a build, without what it was made of; None if it has no manifest. Raises
    WarehouseError as ``load_manifest``.
    """
    content = _load(build)
    if not content:
        return None
    with _understood(build):
        return listing(content)


def readable_listing(build: Path) -> Listing | None:
    """The same, None too where the manifest is damaged or of a newer version."""
    try:
        return load_listing(build)
    except WarehouseError:
        return None


def listing(content: dict[str, Any]) -> Listing:
    """The same, of what stands in a manifest."""
    files: dict[str, list[str]] = content["files"]
    if _format(content) == 1:
        named = {path: (None, hash_of(path)) for paths in files.values() for path in paths}
        return Listing(content["build_id"], files, dict(named), 1)
    contents: Contents = {
        path: (size, digested) for path, (size, digested) in content["contents"].items()
    }
    return Listing(content["build_id"], files, contents, _format(content))


def parsed(text: bytes, where: object) -> dict[str, Any]:
    """What a manifest says. Raises WarehouseError if it is no JSON, if the hash is not that of its
    text (then somebody or something changed it), or if its format is newer than FORMAT.
    """
    try:
        content: dict[str, Any] = dict(json.loads(text))
        there = _format(content)
    except (ValueError, RecursionError, TypeError) as error:
        raise _damaged(where, error) from error
    if there > FORMAT:
        raise WarehouseError(say("error.newer_format", build=where, format=there, known=FORMAT))
    # format 1 bears no hash, and nothing but the names of Manifest
    if not content.keys() <= set(Manifest.__slots__):
        said = {name: one for name, one in content.items() if name != "hash"}
        if sealed(said) != text:
            raise _damaged(where, say("error.own_hash"))
    return content


def hash_of(path: str | PurePath) -> str:
    """The hash of a Parquet file's bytes, in which its name ends: the first half of their
    sha256.
    """
    return PurePath(path).stem.rpartition("-")[2]


def _load(build: Path) -> dict[str, Any]:
    try:
        return parsed((build / MANIFEST).read_bytes(), build)
    except FileNotFoundError:
        return {}


def _raw(build: Path, content: dict[str, Any]) -> dict[str, Any]:
    """What the build was made of. Raises WarehouseError if it is not what the manifest names."""
    if not (build / RAW).is_file():
        raise WarehouseError(say("error.file_missing", build=build.name, file=RAW))
    if digest(build / RAW)[:SHORT] != content["contents"][RAW][1]:
        raise WarehouseError(say("error.file_differs", build=build.name, file=RAW))
    return read_json(build / RAW)


def _format(content: dict[str, Any]) -> int:
    return int(content.get("format", 1))


@contextmanager
def _understood(build: Path) -> Iterator[None]:
    """Turns a manifest that lacks something, or holds something else, into one line."""
    try:
        yield
    except (TypeError, KeyError, AttributeError, ValueError) as error:
        raise _damaged(build, repr(error)) from error


def _damaged(where: object, error: object) -> WarehouseError:
    return WarehouseError(say("error.manifest_damaged", build=where, error=error))


def _text(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0).encode()


def _contents(build: Path, *, named: bool) -> Iterator[tuple[str, tuple[int, str]]]:
    for folder, _, names in os.walk(build):
        for name in names:
            file = Path(folder, name)
            path = file.relative_to(build).as_posix()
            if path not in (MANIFEST, PINNED):
                known = named and file.suffix == ".parquet"
                marked = hash_of(file) if known else digest(file)[:SHORT]
                yield path, (file.stat().st_size, marked)
