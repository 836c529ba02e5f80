"""Why rows of a document can differ between two builds, and of which documents none does."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from warehouse.files.layout import Manifest, RawFile
from warehouse.files.parquet import read_table

Build = tuple[Path, Manifest]
Paths = tuple[dict[str, str], dict[str, str]]
"""Path -> document_id in the build before and after."""


class Cause(NamedTuple):
    """What differs about how a document was read in two builds."""

    source: bool  # its bytes, its sidecar or the year assumed for it
    code: bool  # the parser
    correction: bool  # the corrections that name it


def documents(build: Build | None) -> dict[str, str]:
    """Path -> document_id; of a copy that of the document which is read in its place."""
    if build is None:
        return {}
    columns = ["path", "document_id", "copy_of"]
    table = read_table(build[0], "documents", build[1].files["documents"], columns)
    ids = pc.coalesce(table["copy_of"], table["document_id"])
    return dict(zip(table["path"].to_pylist(), ids.to_pylist(), strict=True))


def causes_of(before: Manifest, after: Manifest) -> dict[str, Cause]:
    """Path of every document of either build -> what differs. A document that only one of them has
    is a change of the source.
    """
    old, new = _entries(before), _entries(after)
    return {path: _cause(old.get(path), new.get(path)) for path in old.keys() | new.keys()}


def _entries(manifest: Manifest) -> dict[str, RawFile]:
    return {path: entry for entry in manifest.raw.values() for path in entry.documents}


def _cause(old: RawFile | None, new: RawFile | None) -> Cause:
    if old is None or new is None:
        return Cause(source=True, code=False, correction=False)
    source = (old.sha256, old.sidecar, old.assume_year) != (
        new.sha256,
        new.sidecar,
        new.assume_year,
    )
    return Cause(
        source, old.parser_version != new.parser_version, old.corrections != new.corrections
    )


def alike(before: Build, after: Build, paths: Paths, causes: dict[str, Cause]) -> frozenset[str]:
    """Documents that both builds read and count alike: no row of theirs differs, and a run that
    adds ten documents looks at few others.
    """
    old, new = paths
    same = {
        path
        for path in old.keys() & new.keys()
        if old[path] == new[path] and not any(causes.get(path, (True,)))
    }
    others = {documents[path] for documents in paths for path in documents.keys() - same}
    return frozenset({new[path] for path in same} - others - _recounted(before, after))


def _recounted(before: Build, after: Build) -> set[str]:
    """Documents with a project that counts in one of the builds only."""
    old, new = (_counted(build, other) for build, other in ((before, after), (after, before)))
    return {
        document
        for one, other in ((old, new), (new, old))
        for document in one.filter(
            pc.invert(pc.is_in(one["project_id"], value_set=other["project_id"]))
        )["document_id"].to_pylist()
    }


def _counted(build: Build, other: Build) -> pa.Table:
    """Projects that count, without those in files that the other build has too."""
    shared = frozenset(other[1].files["projects"])
    files = [file for file in build[1].files["projects"] if file not in shared]
    rows = read_table(build[0], "projects", files, ["project_id", "document_id", "is_current"])
    return rows.filter(rows["is_current"]).combine_chunks()
