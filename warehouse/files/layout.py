"""Where everything lies under the curated folder (docs/contract.md, section 2), and what a build
says of itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

from schemas.messages import say
from schemas.tables import tables
from warehouse.files.disk import WarehouseError, switch
from warehouse.files.manifest import (
    MANIFEST,
    Manifest,
    RawFile,
    hash_of,
    load_listing,
    load_manifest,
)
from warehouse.files.storage import Address

__all__ = ["Manifest", "RawFile", "hash_of", "load_manifest"]  # of a build in its place

UNKNOWN = "unknown"
OLDER_UNKNOWN = "__HIVE_DEFAULT_PARTITION__"
UNFINISHED = "unfinished"  # the parser_version of a file whose reading was ended
Partition = tuple[int | None, str | None]
"""(fiscal_year, province) of a file of a partitioned table."""


_TIME = "%Y%m%dT%H%M%S%fZ"


def in_order(started: datetime, before: str | None) -> str:
    """The time at the head of a build's id. Ids stand in the order of publishing, also where the
    clock was set back since the build before.

    >>> in_order(datetime(2024, 5, 1), "20990101T000000000000Z-ab")
    '20990101T000000000001Z'
    """
    own = f"{started:{_TIME}}"
    if not before or own > before:
        return own
    try:
        last = datetime.strptime(before.partition("-")[0], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return own  # a name that somebody gave it
    return f"{last + timedelta(microseconds=1):{_TIME}}"


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
        """The folder of the published build, resolved once; None if nothing was published. Raises
        WarehouseError if ``current`` names a build that is not there.

        ``current`` is a symbolic link; after a copy it may be a folder, or a text file with what
        the link named (Windows).
        """
        if not self.current.exists():
            if self.current.is_symlink():
                raise WarehouseError(self._dangling(self.current.readlink().name))
            return None
        if self.current.is_file():
            return self._named()
        return self.current.resolve() if self.current.is_symlink() else self._copied()

    def _named(self) -> Path:
        named = self.current.read_text(encoding="utf-8", errors="replace").strip()
        build = self.builds / Path(named.replace("\\", "/")).name
        if not (build / MANIFEST).is_file():
            raise WarehouseError(self._dangling(build.name))
        return build.resolve()

    def _copied(self) -> Path:
        """``current`` is a folder where links were followed by a copy (``cp -rL``): it is the build
        that its manifest names, if that was copied too.
        """
        listed = load_listing(self.current)
        there = self.builds / listed.build_id if listed else self.current
        return (there if (there / MANIFEST).is_file() else self.current).resolve()

    def _dangling(self, build: str) -> str:
        whole = [one.name for one in self.whole()]
        return say(
            "error.current_dangles",
            link=self.current,
            build=build,
            newest=whole[-1] if whole else say("error.none_whole"),
        )

    def whole(self) -> list[Path]:
        """The folders of all finished builds, the oldest first."""
        folders = self.builds.glob("[!.]*") if self.builds.is_dir() else ()
        return sorted(one for one in folders if (one / MANIFEST).is_file())

    def begin(self) -> None:
        """Make ready for a run. On a disk everything is here."""

    def switch(self, build_id: str) -> None:
        """Publish a whole build: one atomic step."""
        switch(self.current, f"builds/{build_id}")

    def mend(self, _build: Path, _paths: list[str], /) -> bool:
        """Bring damaged files of a build from where it is kept; False where that is here."""
        return False

    @contextmanager
    def shared(self, staging: Path, /) -> Iterator[Address]:
        """Where workers elsewhere leave rows on their way: in a folder, which they must see under
        the same name.
        """
        yield staging

    def build(self, build_id: str) -> Path:
        """The folder of a build. Raises WarehouseError if it does not exist."""
        folder = self.builds / build_id
        if not build_id or "/" in build_id or not (folder / MANIFEST).is_file():
            raise WarehouseError(say("error.no_build", build=build_id, folder=self.builds))
        return folder


def file_path(table: str, digest: str, partition: Partition | None = None, bucket: str = "") -> str:
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


def partition_of(path: str) -> Partition:
    """The partition that the path of a partitioned table's file names."""
    return named_by(path)[0]


def named_as_before(path: str) -> bool:
    """Whether a file was written by a version whose folders named year and province: its columns
    stand in the path alone.
    """
    return "=" in path
