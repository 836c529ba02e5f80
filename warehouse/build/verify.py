"""One build against itself: its files against its manifest, its rows against what ``documents``
counts, the catalogue against what it is made from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.messages import say
from schemas.tables import tables
from warehouse.build.mirror import FILES, files_of, pointer
from warehouse.catalogue.query import open_build
from warehouse.catalogue.render import catalogue_differs, catalogue_is_of_others
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import MANIFEST, Listing, load_listing, load_manifest, parsed
from warehouse.files.manifest import listing as listing_of
from warehouse.files.storage import Blob
from warehouse.files.verify import Fault, Progress, faults

_COUNTED = {"project": "projects", "indicator": "indicators", "finding": "findings"}


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found of one build. ``files``: faults of files, which may be repaired; ``others``:
    one line each.
    """

    build_id: str
    files: tuple[Fault, ...] = ()
    others: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """One line a fault; none if the build is whole."""
        return [*map(str, self.files), *self.others]


def verify(build: Path, *, quick: bool = False, progress: Progress | None = None) -> Verified:
    """Check a build of this machine's disk. ``quick``: names and sizes, no content."""
    name = build.name
    try:
        listing = load_listing(build)
    except WarehouseError as error:
        return Verified(name, others=(str(error),))
    if listing is None:
        return Verified(name, (Fault(MANIFEST, "missing"),))
    found = tuple(faults(build, listing, () if quick else None, progress))
    others = list(_of_the_manifest(build, listing))
    if not found and not others and not quick:
        others = [*_of_the_counts(build)]
    return Verified(name, found, tuple(others))


def verify_stored(
    url: str, build_id: str, *, quick: bool = False, progress: Progress | None = None
) -> Verified:
    """Check a build of an object store, where it lies."""
    place = f"{url}/builds/{build_id}"
    try:
        manifest = Blob(place, MANIFEST).read_bytes()
        listing, marks = listing_of(parsed(manifest, place)), files_of(url, build_id)
    except WarehouseError as error:
        return Verified(build_id, others=(str(error),))
    unlisted = {path for path, (_, mark) in listing.contents.items() if marks.get(path) != mark}
    told = [say("verify.list", list=FILES, file=path) for path in sorted(unlisted)]
    found = faults(place, listing, () if quick else None, progress)
    return Verified(build_id, tuple(found), tuple(told))


def stored_builds(url: str) -> str:
    """The id of the build that is published in a store. Raises WarehouseError without one."""
    found = pointer(url)
    if found is None:
        raise WarehouseError(say("error.nothing_published_at", url=url))
    return found.build_id


def catalogue_is_older(warehouse: Warehouse) -> bool:
    """Whether the catalogue is that of another version, place or build."""
    published = warehouse.published()
    try:
        return published is not None and catalogue_is_of_others(warehouse, published)
    except (WarehouseError, duckdb.Error):
        return False


def verify_catalogue(warehouse: Warehouse) -> list[str]:
    """What of the catalogue is not as this version makes it for the published build."""
    published = warehouse.published()
    try:
        if published is None or not catalogue_differs(warehouse, published):
            return []
    except (WarehouseError, duckdb.Error):
        return []  # the build is damaged: its own faults say how
    return [say("verify.catalogue", file=warehouse.catalogue.name)]


def _of_the_manifest(build: Path, listing: Listing) -> Iterator[str]:
    """A manifest that contradicts itself or its place."""
    if build.name not in (listing.build_id, "current"):
        yield say("verify.other_build", build=listing.build_id)
    named = {path for paths in listing.files.values() for path in paths}
    parquet = {path for path in listing.contents if path.endswith(".parquet")}
    for path in sorted(named ^ parquet):
        yield say("verify.unlisted", file=path)
    for table in sorted(tables().keys() - listing.files.keys()) if listing.format > 1 else ():
        yield say("verify.no_table", table=table)


def _of_the_counts(build: Path) -> Iterator[str]:
    """Rows that ``documents`` counts and that are not there, or the reverse."""
    try:
        manifest = load_manifest(build)
        entries = manifest.raw.values() if manifest else ()
        raw = {path for one in entries for path in one.documents}
        with open_build(build, " ".join(["documents", *_COUNTED.values()])) as connection:
            for count, table in _COUNTED.items():
                # names of ours
                query = (
                    f"SELECT (SELECT coalesce(sum({count}_count), 0) FROM documents),"  # noqa: S608
                    f" (SELECT count(*) FROM {table})"
                )
                counted, there = connection.execute(query).fetchone() or (0, 0)
                if counted != there:
                    yield say("verify.counts", table=table, counted=counted, there=there)
            paths = {
                path for (path,) in connection.execute("SELECT path FROM documents").fetchall()
            }
            for path in sorted(raw ^ paths):
                yield say("verify.document", path=path)
    except (duckdb.Error, WarehouseError) as error:
        yield str(error).splitlines()[0]
