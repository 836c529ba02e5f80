"""Where everything lies under the curated folder (docs/contract.md, section 2), and what a build says of itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from schemas.tables import tables
from warehouse.disk import WarehouseError, read_json, switch, write
from warehouse.storage import Address

UNKNOWN = "unknown"
OLDER_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
Partition = tuple[int | None, str | None]
"""(fiscal_year, province) of a file of a partitioned table."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file under the raw root as a build read it: hashes of its bytes, of its sidecar's and of the corrections that name it, the parser, the
    documents in it.
    """

    sha256: str
    sidecar: str
    parser_version: str
    assume_year: int | None
    documents: tuple[str, ...] = ()
    corrections: str = ""

    def same_reading(self, other: RawFile) -> bool:
        """Whether reading both gives the same rows: equal in everything but what was found."""
        return replace(self, documents=()) == replace(other, documents=())


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a build was made of and which files it has. ``files``: table -> paths relative to the build, sorted. ``before``: the id of the build
    that was published when this one was made; empty for the first.
    """

    build_id: str
    parser_version: str
    raw: dict[str, RawFile]
    files: dict[str, list[str]] = field(default_factory=dict)
    before: str = ""

    def save(self, build: Path) -> None:
        """Write it into the build folder; it is the last file of a build, so a build with a manifest is whole."""
        write(build / "manifest.json", json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=0).encode())


def load_manifest(build: Path) -> Manifest | None:
    """The manifest of a build; None if there is no build."""
    content = read_json(build / "manifest.json")
    if not content:
        return None
    try:
        entries: dict[str, Any] = content["raw"]
        raw = {path: RawFile(**{**one, "documents": tuple(one["documents"])}) for path, one in entries.items()}
        return Manifest(**{**content, "raw": raw})
    except (TypeError, KeyError, AttributeError) as error:
        raise WarehouseError(f"{build}/manifest.json is damaged: {error!r}") from error


@dataclass(frozen=True, slots=True)
class Warehouse:
    """The curated folder."""

    root: Path

    @property
    def builds(self) -> Path:
        """Folder of all builds."""
        return self.root / "builds"

    @property
    def current(self) -> Path:
        """Symbolic link to the published build."""
        return self.root / "current"

    @property
    def catalogue(self) -> Path:
        """The DuckDB file with the views."""
        return self.root / "budget.duckdb"

    def published(self) -> Path | None:
        """The folder of the published build, resolved once; None if nothing was published."""
        return self.current.resolve() if self.current.exists() else None

    def begin(self) -> None:
        """Make ready for a run. On a disk everything is here."""

    def switch(self, build_id: str) -> None:
        """Publish a whole build: one atomic step."""
        switch(self.current, f"builds/{build_id}")

    @contextmanager
    def shared(self, staging: Path, /) -> Iterator[Address]:
        """Where workers elsewhere leave rows on their way: in a folder, which they must see under the same name."""
        yield staging

    def build(self, build_id: str) -> Path:
        """The folder of a build. Raises WarehouseError if it does not exist."""
        folder = self.builds / build_id
        if not build_id or "/" in build_id or not (folder / "manifest.json").is_file():
            raise WarehouseError(f"no build {build_id!r} in {self.builds}")
        return folder


def warehouse_at(address: Address) -> Warehouse:
    """The warehouse in a folder, or at the URL of an object store."""
    if isinstance(address, Path):
        return Warehouse(address)
    from warehouse.remote import Mirrored, work_folder

    return Mirrored(work_folder(address), address)


def file_path(table: str, digest: str, partition: Partition | None = None,
              bucket: str = "") -> str:
    """A table's file inside a build, named by the hash of its bytes and by whose rows it holds.

    No folder is named ``key=value``: many readers take such a value for a number, and a province
    that became 44 finds no document of '44'. All columns stand in the file itself.

    >>> file_path("indicators", "c0ffee", (2024, "44")), file_path("documents", "c0ffee")
    ('indicators/2024-44-c0ffee.parquet', 'documents/c0ffee.parquet')
    """
    whose = (partition or (None, None)) if tables()[table].partitioned else ()
    parts = [*(UNKNOWN if part is None else str(part) for part in whose), bucket, digest]
    return f"{table}/{'-'.join(filter(None, parts))}.parquet"


def named_by(path: str) -> tuple[Partition, str]:
    """The partition and the bucket that the path of a partitioned table's file names.

    >>> named_by("indicators/2024-44-01-c0ffee.parquet")
    ((2024, '44'), '01')
    >>> named_by("indicators/fiscal_year=2024/province=44/01-c0ffee.parquet")  # of an older build
    ((2024, '44'), '01')
    """
    folders = [part.partition("=")[2] for part in PurePath(path).parts if "=" in part]
    year, province, *bucket, _ = *folders, *PurePath(path).stem.split("-")
    known = [None if one in (UNKNOWN, OLDER_UNKNOWN) else one for one in (year, province)]
    return (int(known[0]) if known[0] else None, known[1]), "".join(bucket)


def hash_of(path: str | PurePath) -> str:
    """The hash of a Parquet file's bytes, in which its name ends: the first half of their sha256."""
    return PurePath(path).stem.rpartition("-")[2]


def partition_of(path: str) -> Partition:
    """The partition that the path of a partitioned table's file names."""
    return named_by(path)[0]


def named_as_before(path: str) -> bool:
    """Whether a file was written by a version whose folders named year and province: its columns
    stand in the path alone.
    """
    return "=" in path
