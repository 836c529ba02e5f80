"""What lies under the raw folder: files, sidecars, hashes. Files whose size, times and inode did not change are not read again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from flows.decisions import corrections, fingerprint
from flows.options import Options
from flows.version import parser_version
from transforms.corrections import Correction
from transforms.identity import Sidecar, check_sidecar
from warehouse.disk import WarehouseError, read_json, write
from warehouse.layout import RawFile

SIDECAR = ".meta.yml"
_CACHE = "stat-cache.json"


@dataclass(frozen=True, slots=True)
class Found:
    """One raw file: where it is, what it is called in the tables, what was read of it."""

    file: Path
    path: str
    entry: RawFile
    sidecar: Path | None
    corrections: tuple[Correction, ...] = ()


def discover(options: Options) -> dict[str, Found]:
    """All raw files of the selected years, by path. Raises WarehouseError if the folder is missing or a file cannot be read."""
    if not options.raw.is_dir():
        raise WarehouseError(f"no folder {options.raw}")
    remembered = {} if options.rehash else _remembered(options)
    seen: dict[str, Any] = {}
    found = {}
    decided = corrections(options.raw)
    for file in _files(options.raw):
        path = _name(file.relative_to(options.raw))
        if is_selected(path, options.years):
            sidecar = file.with_name(file.name + SIDECAR)
            seen[path] = _known(file, remembered.get(path))
            beside = sha256(sidecar.read_bytes()).hexdigest() if sidecar.is_file() else ""
            named = decided.pop(path, ())
            entry = RawFile(seen[path][1], beside, parser_version(), options.assume_year, corrections=fingerprint(named))
            found[path] = Found(file, path, entry, sidecar if beside else None, named)
    if missing := sorted(path for path in decided if is_selected(path, options.years)):
        raise WarehouseError(f"corrections name documents that are not there: {', '.join(missing)}")
    if seen != remembered:
        _remember(options, remembered | seen)
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


def _files(root: Path) -> Iterator[Path]:
    """Files below the root in order; hidden ones, editors' lock files and sidecars are no documents."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and not name.endswith(SIDECAR):
                yield Path(folder) / name


def _name(relative: Path) -> str:
    """The path as the tables have it: '/' between parts; bytes that are no UTF-8 (old GBK names) are decoded, else escaped."""
    raw = os.fsencode(relative.as_posix())
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "backslashreplace")


def _known(file: Path, before: list[Any] | None) -> list[Any]:
    """[size, mtime, ctime, inode] and sha256; the hash is taken over if the first did not change."""
    try:
        status = file.stat()
        facts = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        if before and before[0] == facts:
            return before
        with file.open("rb") as content:
            digest = sha256()
            while block := content.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise WarehouseError(f"cannot read {file}: {error.strerror}") from error
    return [facts, digest.hexdigest()]


def _remembered(options: Options) -> dict[str, Any]:
    try:
        return read_json(options.curated / _CACHE)
    except WarehouseError:
        return {}  # only a memory: everything is hashed again


def _remember(options: Options, seen: dict[str, Any]) -> None:
    options.curated.mkdir(parents=True, exist_ok=True)
    write(options.curated / _CACHE, json.dumps(seen, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def with_documents(entry: RawFile, documents: tuple[str, ...]) -> RawFile:
    """The manifest's entry once the file was read."""
    return replace(entry, documents=documents)
