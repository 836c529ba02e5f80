"""From a build in the making to the published one: the gate, the row about it in ``builds``, the
atomic switch, what is thrown away.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import schema
from schemas.messages import first, say
from schemas.organisations import Names
from warehouse.build.assemble import Assembly, Carried
from warehouse.build.changes import Changes, compare
from warehouse.build.derive import derive
from warehouse.build.descriptor import describe
from warehouse.build.gate import refused
from warehouse.catalogue.render import Draft, prepare
from warehouse.files.disk import RefusedError, WarehouseError, remove_tree, rename, sync_tree
from warehouse.files.layout import Manifest, Warehouse, load_manifest
from warehouse.files.memory import give_back
from warehouse.files.parquet import read_table, write_table
from warehouse.files.settings import Settings
from warehouse.files.upkeep import clean, prune

_log = logging.getLogger("jixiao")


@dataclass(frozen=True, slots=True)
class Release:
    """What is known of a build besides its rows."""

    started: datetime
    finished: datetime
    code_version: str
    manifest: Manifest  # without files
    settings: Settings = field(default_factory=Settings)


def previous(warehouse: Warehouse) -> tuple[Path, Manifest] | None:
    """The published build and its manifest."""
    folder = warehouse.published()
    manifest = load_manifest(folder) if folder else None
    return (folder, manifest) if folder and manifest else None


def make(
    warehouse: Warehouse,
    staged: list[Path],
    carried: Carried | None,
    release: Release,
    names: Names,
    threads: int = 1,
) -> tuple[Path, Manifest]:
    """Write a whole build beside the published one, not yet visible, from batches on disk and the
    build before. Returns its folder and manifest.
    """
    warehouse.builds.mkdir(parents=True, exist_ok=True)
    folder = warehouse.builds / f".tmp-{release.manifest.build_id}-{os.getpid()}"
    remove_tree(folder)
    folder.mkdir()
    with discarded_on_error(folder):
        release.settings.save(folder)
        files = Assembly(folder, staged, carried, names, threads).write()
        files |= derive(folder, files, carried.build if carried else None)
    give_back()
    return folder, replace(release.manifest, files=files)


_SHOWN = 5  # reasons that are printed


def _why(reasons: list[str], before: tuple[Path, Manifest] | None, after: Manifest) -> str:
    """Why nothing is published; what another version of the reading code changed is called so."""
    by_code = before is not None and before[1].parser_version != after.parser_version
    message = "error.refused_by_code" if by_code else "error.refused"
    return say(message, reasons="; ".join(first(reasons, _SHOWN)))


def publish(
    warehouse: Warehouse,
    folder: Path,
    manifest: Manifest,
    release: Release,
    *,
    accept_removals: bool,
    draft: Draft | None = None,
) -> Path:
    """Check the build against the published one, complete it, and switch. Raises RefusedError
    (nothing is published then). ``draft``: the catalogue as far as it is written.
    """
    before = previous(warehouse)
    with discarded_on_error(folder):
        reasons = refused(before, (folder, manifest))
        if reasons and not accept_removals:
            raise RefusedError(_why(reasons, before, manifest))
        _complete(
            folder, replace(manifest, before=before[0].name if before else ""), release, before
        )
    final = warehouse.builds / manifest.build_id
    rename(folder, final)
    with discarded_on_error(final):  # a disk that is full now is told before the switch
        catalogue = prepare(warehouse, final, draft)
    warehouse.switch(manifest.build_id)
    _tidy(warehouse, manifest.build_id, catalogue)
    give_back()
    return final


def _tidy(warehouse: Warehouse, build_id: str, catalogue: Path | None) -> None:
    """The catalogue in its place, and what crashes and older builds left away. The build is
    published by now: what fails here is told, is no failure of the run, and the next run does it.
    """
    try:
        if catalogue:
            rename(catalogue, warehouse.catalogue)
        clean(warehouse)
        prune(warehouse)
    except (OSError, WarehouseError) as error:
        said = getattr(error, "strerror", None) or error
        _log.warning("%s", say("publish.afterwards", build=build_id, error=said))


def _complete(
    folder: Path, manifest: Manifest, release: Release, before: tuple[Path, Manifest] | None
) -> None:
    """Add the difference, the row of ``builds`` and, last, the manifest; then make all names
    durable.
    """
    changes = compare(before, (folder, manifest))
    row = _build_row(folder, manifest, release, changes)
    history = (
        read_table(before[0], "builds", before[1].files["builds"])
        if before
        else schema("builds").empty_table()
    )
    builds = pa.concat_tables([history, pa.Table.from_pylist([row], schema("builds"))])
    changes.save(folder)
    give_back()
    whole = replace(
        manifest, files=manifest.files | {"builds": [write_table(folder, "builds", builds)]}
    )
    describe(folder, whole, row, before)
    whole.save(folder, named=True)
    sync_tree(folder)
    give_back()


@contextmanager
def discarded_on_error(folder: Path) -> Iterator[None]:
    """A build that cannot be finished gives its room back at once: the disk may be full because of
    it.
    """
    try:
        yield
    except BaseException:
        remove_tree(folder)
        raise


def _build_row(
    folder: Path, manifest: Manifest, release: Release, changes: Changes
) -> dict[str, object]:
    counts = {
        name: sum(pq.read_metadata(folder / file).num_rows for file in manifest.files[table])
        for name, table in (
            ("document_count", "documents"),
            ("project_count", "projects"),
            ("indicator_count", "indicators"),
            ("finding_count", "findings"),
        )
    }
    return (
        {
            "build_id": manifest.build_id,
            "started_at": release.started,
            "finished_at": release.finished,
            "code_version": release.code_version,
            "parser_version": manifest.parser_version,
            "raw_manifest": raw_hash(manifest),
        }
        | counts
        | changes.counts()
    )


def raw_hash(manifest: Manifest) -> str:
    """sha256 over the raw files, sidecars, corrections, settings and options that a build was
    made of.
    """
    lines = [
        f"{path}\t{one.sha256}\t{one.sidecar}\t{one.assume_year}\t{one.corrections}"
        for path, one in sorted(manifest.raw.items())
    ]
    lines += [one for one in (manifest.predecessors, manifest.settings) if one]
    return sha256("\n".join(lines).encode()).hexdigest()
