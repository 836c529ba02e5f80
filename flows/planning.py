"""What an ingest has to do: the raw folder beside what the published build was made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.discover import Found, discover, is_selected, remembered_years, told_apart
from flows.lost import set_aside
from flows.options import Options
from flows.predecessors import Predecessors, predecessors
from flows.settings import settings
from schemas.messages import say
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import Manifest, RawFile, load_manifest
from warehouse.files.settings import Settings
from warehouse.open import warehouse_at


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do. ``unchanged``: manifest entries carried over; ``fresh``: those of the
    files to read.
    """

    started: datetime
    before: tuple[Path, Manifest] | None
    unchanged: dict[str, RawFile]
    fresh: dict[str, RawFile]
    predecessors: Predecessors
    settings: Settings

    @property
    def nothing_new(self) -> bool:
        """Whether the published build is already what this run would make."""
        return (
            self.before is not None
            and not self.fresh
            and self.unchanged.keys() == self.before[1].raw.keys()
            and self.predecessors.hash == self.before[1].predecessors
            and self.settings.hash == self.before[1].settings
        )


def plan(options: Options) -> tuple[Plan, list[Found]]:
    """Compare what lies under the raw folder with what the published build was made of; the files
    to read come with it, in the order of their paths. Raises WarehouseError without files or with a
    correction or acknowledgement that cannot be read.
    """
    warehouse = warehouse_at(options.curated)
    started = datetime.now(UTC)
    files = discover(options)
    succession, chosen = predecessors(options.raw), settings(options.raw)
    folder = warehouse.published()
    manifest = load_manifest(folder) if folder else None
    before = (folder, manifest) if folder and manifest else None
    known = manifest.raw if manifest else {}
    if not files and not known:
        raise WarehouseError(say("error.no_files", folder=options.raw))
    aside = set_aside(files, known)
    files = told_apart(remembered_years(aside.files, known), known)
    unchanged = (_unchanged(before, files, options) if before else {}) | aside.kept
    fresh = [one for path, one in sorted(files.items()) if path not in unchanged]
    if options.replay:
        # what is new waits for an ingest
        fresh = [one for one in fresh if one.path in known]
    entries = {one.path: one.entry for one in fresh}
    return Plan(started, before, unchanged, entries, succession, chosen), fresh


def _unchanged(
    before: tuple[Path, Manifest], files: dict[str, Found], options: Options
) -> dict[str, RawFile]:
    """The entries of the published build whose rows the new one takes over."""
    unchanged = {
        path: entry
        for path, entry in before[1].raw.items()
        if (path in files and entry.same_reading(files[path].entry))
        or not is_selected(path, options.years)
    }
    if options.replay:
        unchanged |= _carried(before, files)
    orphaned = _orphaned_copies(before, unchanged)
    return {path: entry for path, entry in unchanged.items() if path not in orphaned}


def _carried(before: tuple[Path, Manifest], files: dict[str, Found]) -> dict[str, RawFile]:
    """What a replay does not read: files without a problem whose corrections are the same, whatever
    else changed about them.
    """
    from flows.replay import troubled

    trouble = troubled(*before)
    return {
        path: entry
        for path, entry in before[1].raw.items()
        if path not in files
        or (path not in trouble and entry.corrections == files[path].entry.corrections)
    }


def _orphaned_copies(before: tuple[Path, Manifest], unchanged: dict[str, RawFile]) -> set[str]:
    """Unchanged files that are copies of a document whose first path changed or vanished: their own
    rows are needed now.
    """
    owner = {
        document: path for path, entry in before[1].raw.items() for document in entry.documents
    }
    if len({entry.sha256 for entry in before[1].raw.values()}) == len(owner) == len(before[1].raw):
        # no two files have the same bytes and there are no archives: the usual case needs no look
        # into the tables
        return set()
    from warehouse.files.parquet import read_table

    table = read_table(before[0], "documents", before[1].files["documents"])
    copies = table.select(["path", "document_id", "copy_of"]).to_pylist()
    first = {row["document_id"]: row["path"] for row in copies if row["copy_of"] is None}
    return {
        owner[row["path"]]
        for row in copies
        if row["copy_of"] is not None and owner[first[row["copy_of"]]] not in unchanged
    }
