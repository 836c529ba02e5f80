"""Damaged files of a build, made whole: the same bytes from another build, or made again from the
tables of the build. What comes back bears the hash that the manifest names, or nothing changes.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from schemas.messages import say
from warehouse.build.changes import compare
from warehouse.build.descriptor import describe
from warehouse.files.disk import WarehouseError, rename, sync
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import SHORT, Listing, Manifest, load_manifest, readable_listing
from warehouse.files.parquet import read_table
from warehouse.files.storage import digest
from warehouse.files.verify import Fault, check, faults

SET_ASIDE = "set-aside"


def repair(warehouse: Warehouse, build: Path, others: Iterable[Path] = ()) -> None:
    """Put right what can be put right in a build. ``others``: builds elsewhere whose files may be
    taken. Call it only while holding the lock.
    """
    listing = readable_listing(build)
    if listing is None:
        return
    found = faults(build, listing)
    _set_aside(warehouse, build, [one.path for one in found if one.kind == "extra"])
    damaged = _damaged(found)
    sources = [*others, *(one for one in warehouse.whole() if one != build)]
    for path in damaged:
        _take(build, listing, path, sources)
    if damaged and (left := _damaged(faults(build, listing))):
        _make_again(warehouse, build, listing, left)


def source_of(warehouse: Warehouse, build: Path, path: str) -> str | None:
    """The newest other build with a sound file of that path; None if there is none."""
    listing = readable_listing(build)
    sources = (one for one in reversed(warehouse.whole()) if one != build)
    return next((one.name for one in sources if listing and _has(one, build, listing, path)), None)


def _damaged(found: Iterable[Fault]) -> list[str]:
    return [one.path for one in found if one.kind not in ("extra", "name")]


def _take(build: Path, listing: Listing, path: str, sources: Iterable[Path]) -> None:
    source = next((one for one in sources if _has(one, build, listing, path)), None)
    if source:
        _put(source / path, build / path, listing.contents[path][1])


def _has(source: Path, build: Path, listing: Listing, path: str) -> bool:
    """Whether a build has the file with the right bytes. A second name of the damaged one has
    not.
    """
    file, there = source / path, build / path
    if not file.is_file() or (there.exists() and file.samefile(there)):
        return False
    return digest(file)[:SHORT] == listing.contents[path][1]


def _put(source: Path, target: Path, mark: str) -> None:
    """A copy in place of a file, in one step, once its bytes are known to be right."""
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".tmp-{target.name}")
    shutil.copyfile(source, temporary)
    sync(temporary)
    if digest(temporary)[:SHORT] != mark:
        temporary.unlink()
        return
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    rename(temporary, target)


def _set_aside(warehouse: Warehouse, build: Path, paths: Iterable[str]) -> None:
    """Files that no manifest names go out of the build, and are kept."""
    for path in paths:
        target = warehouse.root / SET_ASIDE / build.name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        rename(build / path, target)


def _make_again(warehouse: Warehouse, build: Path, listing: Listing, left: list[str]) -> None:
    """What is written beside the tables, from the tables of this build and of the one before."""
    try:
        manifest = load_manifest(build)
        if manifest is None or any(path.endswith(".parquet") for path in left):
            return
        with tempfile.TemporaryDirectory(dir=warehouse.root, prefix=".tmp-") as folder:
            _beside(warehouse, (build, manifest), Path(folder))
            for path in left:
                _take(build, listing, path, [Path(folder)])
    except (WarehouseError, KeyError, StopIteration):
        return  # the build before is gone or damaged as well


def _beside(warehouse: Warehouse, one: tuple[Path, Manifest], folder: Path) -> None:
    build, manifest = one
    rows = read_table(build, "builds", manifest.files["builds"]).to_pylist()
    row = next(row for row in rows if row["build_id"] == manifest.build_id)
    before = _before(warehouse, manifest)
    describe(build, manifest, row, before, folder)
    compare(before, one).save(folder)


def _before(warehouse: Warehouse, manifest: Manifest) -> tuple[Path, Manifest] | None:
    """The build before, which must be whole; None if there was none. Raises WarehouseError if it is
    gone or damaged.
    """
    if not manifest.before:
        return None
    build = warehouse.build(manifest.before)
    listing, before = readable_listing(build), load_manifest(build)
    if listing is None or before is None:
        raise WarehouseError(say("error.no_build", build=build.name, folder=warehouse.builds))
    check(build, listing)
    return build, before
