"""What lies under the raw folder or prefix: files, sidecars, hashes. What did not change by size,
times and inode, or by size and etag, is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from flows.decisions import acknowledged, corrections, decisions, fingerprint
from flows.folder_meta import NAME as META
from flows.folder_meta import Meta, above, is_meta, metas
from flows.folder_meta import fingerprint as of_hashes
from flows.options import Options
from flows.sidecars import document_of, is_sidecar, sidecars_of
from flows.stat_cache import remember, remembered_in
from flows.version import parser_version
from schemas.messages import english, say
from schemas.nearest import did_you_mean
from transforms.rows.corrections import Correction
from transforms.settling.decision import Decision
from warehouse.files.disk import ListError, UsageError
from warehouse.files.folder import Lost, lost
from warehouse.files.layout import RawFile
from warehouse.files.storage import Address, Entry, File, digest, listed
from warehouse.open import warehouse_at

_YEAR_FOLDER = re.compile(r"(?:19|20)\d{2}")
_ID = re.compile(r"[0-9a-f]{16,64}")
_READERS = 16  # files hashed at a time: an object store answers late, but many at once
_TOGETHER = 20  # files a turn: to hand over one takes as long as to hash it


@dataclass(frozen=True, slots=True)
class Found:
    """One raw file: where it is, what it is called in the tables, what was read of it."""

    file: File
    path: str
    entry: RawFile
    sidecars: tuple[File, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    metas: tuple[Meta, ...] = ()  # of the folders above, the farthest first


def discover(options: Options) -> dict[str, Found]:
    """All raw files of the selected years, by path. Raises WarehouseError if the folder is missing
    or a file cannot be read.
    """
    entries = {
        one.path: one
        for one in listed(options.raw)
        if is_selected(one.path, options.years) or one.path == META
    }
    hashes = _hashes(entries, options)
    of_folders = metas(entries.values(), hashes)
    sidecars = sidecars_of(entries.values())
    corrected, settled = corrections(options.raw), decisions(options.raw)
    files = {}
    for path, one in entries.items():
        if not _is_document(path):
            continue
        beside = sidecars.get(str(one.file), ())
        spoken = above(path, of_folders)
        own = [hashes[other.path] for other in beside]
        named = corrected.pop(path, ())
        concerned = tuple(decision for decision in settled if decision.concerns(path))
        read = RawFile(
            hashes[path],
            of_hashes([*(meta.hash for meta in spoken), *own]),
            parser_version(),
            options.assume_year,
            corrections=fingerprint((*named, *concerned)),
        )
        texts = tuple(other.file for other in beside)
        files[path] = Found(one.file, path, read, texts, named, concerned, spoken)
    files |= _alone(entries, options)
    decided = {*corrected, *_decided_files(settled), *_acknowledged_files(options.raw)}
    _all_there(decided, files, options)
    return files


def _alone(entries: dict[str, Entry], options: Options) -> dict[str, Found]:
    """Sidecars beside which no document stands: they speak for nothing, and are told."""
    found = {}
    for path, one in entries.items():
        of = document_of(path)
        if not of or of in entries or PurePosixPath(path).name.startswith("~$"):
            continue
        alone = Lost(Path(path), english("found.sidecar_alone", name=of.rpartition("/")[2]))
        read = RawFile(alone.digest, "", parser_version(), options.assume_year)
        found[path] = Found(one.file if isinstance(one.file, Lost) else alone, path, read)
    return found


def _decided_files(settled: Iterable[Decision]) -> set[str]:
    """The files that decisions name, each one alone."""
    return {one.document.split("!", 1)[0] for one in settled if not one.is_for_many}


def _acknowledged_files(raw: Address) -> set[str]:
    """The files whose problems are known, as far as they are named by their paths."""
    try:
        named = {one.document for one in acknowledged(raw)}
    except ListError:
        return set()  # the summary tells it
    return {one.split("!", 1)[0] for one in named if not _ID.fullmatch(one)}


def _all_there(named: Iterable[str], files: dict[str, Found], options: Options) -> None:
    """Raises UsageError if people decided about files that are not there."""
    missing = sorted(
        path for path in named if path not in files and is_selected(path, options.years)
    )
    if missing:
        paths = ", ".join(path + did_you_mean(path, files) for path in missing)
        raise UsageError(say("error.corrected_document_missing", paths=paths))


def remembered_years(files: dict[str, Found], known: dict[str, RawFile]) -> dict[str, Found]:
    """The files, with the year that was once assumed for them: no later run loses their rows by
    not saying it, and one that assumes another year for new files does not move the old ones.
    ``known``: those of the published build. A file is known by its path, or moved, by its bytes.
    """
    by_bytes = {entry.sha256: entry.assume_year for entry in known.values()}
    before = {path: entry.assume_year for path, entry in known.items()}
    marked = {}
    for path, one in files.items():
        year = before.get(path) if path in before else by_bytes.get(one.entry.sha256)
        entry = replace(one.entry, assume_year=year)
        marked[path] = one if year is None else replace(one, entry=entry)
    return marked


def told_apart(files: dict[str, Found], known: dict[str, RawFile]) -> dict[str, Found]:
    """The files, those marked that have the bytes of a file in an earlier year's folder: each year
    has a document of its own. ``known``: those of the published build, for the years that were
    not looked at.
    """
    first: dict[str, str] = {}
    every = {path: entry.sha256 for path, entry in known.items()}
    every |= {path: one.entry.sha256 for path, one in files.items()}
    for path, digested in every.items():
        if year := _year_folder(path):
            first[digested] = min(year, first.get(digested, year))
    marked = {}
    for path, one in files.items():
        year = _year_folder(path)
        again = year if year and year != first[one.entry.sha256] else ""
        marked[path] = replace(one, entry=replace(one.entry, again=again)) if again else one
    return marked


def _year_folder(path: str) -> str:
    first = path.split("/", 1)[0]
    return first if "/" in path and _YEAR_FOLDER.fullmatch(first) else ""


def is_selected(path: str, years: tuple[int, ...]) -> bool:
    """Whether a path lies in a selected year folder; without a selection every path does."""
    return not years or path.split("/", 1)[0] in {str(year) for year in years}


def _is_document(path: str) -> bool:
    """Editors' lock files, sidecars and what speaks for a folder are none."""
    if is_meta(path) or is_sidecar(path):
        return False
    return not PurePosixPath(path).name.startswith("~$")


def _hashes(entries: dict[str, Entry], options: Options) -> dict[str, str]:
    """sha256 of every file; taken over from the last run where the facts are the same. An entry
    that cannot be read is replaced by what is lost.
    """
    root = warehouse_at(options.curated).root
    remembered = {} if options.rehash else remembered_in(root)
    unknown = [one for path, one in entries.items() if remembered.get(path, [None])[0] != one.facts]
    parts = [unknown[start : start + _TOGETHER] for start in range(0, len(unknown), _TOGETHER)]
    with ThreadPoolExecutor(_READERS) as readers:
        read = list(chain.from_iterable(readers.map(_digests, parts)))
    entries |= {one.path: one for one, _ in read}
    fresh = {one.path: digested for one, digested in read}
    seen = {
        path: [one.facts, fresh.get(path) or remembered[path][1]] for path, one in entries.items()
    }
    if seen != remembered:
        remember(root, remembered | seen)
    return {path: str(known[1]) for path, known in seen.items()}


def _digests(entries: list[Entry]) -> list[tuple[Entry, str]]:
    return [_digest(entry) for entry in entries]


def _digest(entry: Entry) -> tuple[Entry, str]:
    try:
        return entry, digest(entry.file)
    except OSError as error:
        gone = lost(Path(str(entry.file)), error)
        return Entry(entry.path, gone, [gone.why]), gone.digest
