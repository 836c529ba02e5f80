"""What lies under the raw folder or prefix: files, sidecars, hashes. What did not change by size, times and inode, or by size and etag, is not
read again.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from flows.decisions import corrections, fingerprint
from flows.options import Options
from flows.version import parser_version
from transforms.corrections import Correction
from transforms.identity import Sidecar, check_sidecar
from warehouse.disk import WarehouseError, read_json, write
from warehouse.layout import RawFile, warehouse_at
from warehouse.storage import Entry, File, digest, listed

SIDECAR = ".meta.yml"
_CACHE = "stat-cache.json"
_READERS = 16  # files hashed at a time: an object store answers late, but many at once
_TOGETHER = 20  # files a turn: to hand over one takes as long as to hash it


@dataclass(frozen=True, slots=True)
class Found:
    """One raw file: where it is, what it is called in the tables, what was read of it."""

    file: File
    path: str
    entry: RawFile
    sidecar: File | None
    corrections: tuple[Correction, ...] = ()


def discover(options: Options) -> dict[str, Found]:
    """All raw files of the selected years, by path. Raises WarehouseError if the folder is missing or a file cannot be read."""
    entries = {one.path: one for one in listed(options.raw) if is_selected(one.path, options.years)}
    hashes = _hashes(entries, options)
    decided = corrections(options.raw)
    found = {}
    for path, one in entries.items():
        if _is_document(path):
            beside = entries.get(path + SIDECAR)
            named = decided.pop(path, ())
            read = RawFile(hashes[path], hashes[beside.path] if beside else "", parser_version(), options.assume_year, corrections=fingerprint(named))
            found[path] = Found(one.file, path, read, beside.file if beside else None, named)
    if missing := sorted(path for path in decided if is_selected(path, options.years)):
        raise WarehouseError(f"corrections name documents that are not there: {', '.join(missing)}")
    return found


def is_selected(path: str, years: tuple[int, ...]) -> bool:
    """Whether a path lies in a selected year folder; without a selection every path does."""
    return not years or path.split("/", 1)[0] in {str(year) for year in years}


def read_sidecar(found: Found) -> Sidecar:
    """The sidecar's content, checked; a damaged one becomes a problem of the document."""
    if found.sidecar is None:
        return Sidecar()
    import yaml

    try:
        return check_sidecar(yaml.safe_load(found.sidecar.read_bytes()))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Sidecar(problems=(("sidecar_invalid", " ".join(str(error).split())),))


def _is_document(path: str) -> bool:
    """Editors' lock files and sidecars are none."""
    return not path.endswith(SIDECAR) and not PurePosixPath(path).name.startswith("~$")


def _hashes(entries: dict[str, Entry], options: Options) -> dict[str, str]:
    """sha256 of every file; taken over from the last run where the facts are the same."""
    remembered = {} if options.rehash else _remembered(options)
    unknown = [one for path, one in entries.items() if remembered.get(path, [None])[0] != one.facts]
    parts = [unknown[start:start + _TOGETHER] for start in range(0, len(unknown), _TOGETHER)]
    with ThreadPoolExecutor(_READERS) as readers:
        fresh = dict(chain.from_iterable(readers.map(_digests, parts)))
    seen = {path: [one.facts, fresh.get(path) or remembered[path][1]] for path, one in entries.items()}
    if seen != remembered:
        _remember(options, remembered | seen)
    return {path: str(known[1]) for path, known in seen.items()}


def _digests(entries: list[Entry]) -> list[tuple[str, str]]:
    return [(one.path, _digest(one)) for one in entries]


def _digest(entry: Entry) -> str:
    try:
        return digest(entry.file)
    except OSError as error:
        raise WarehouseError(f"cannot read {entry.file}: {error.strerror}") from error


def _remembered(options: Options) -> dict[str, Any]:
    try:
        return read_json(warehouse_at(options.curated).root / _CACHE)
    except WarehouseError:
        return {}  # only a memory: everything is hashed again


def _remember(options: Options, seen: dict[str, Any]) -> None:
    root = warehouse_at(options.curated).root
    root.mkdir(parents=True, exist_ok=True)
    write(root / _CACHE, json.dumps(seen, ensure_ascii=False).encode("utf-8", "surrogatepass"))
