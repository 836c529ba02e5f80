"""The hashes of raw files as the last run read them, by size and times: what did not change is not
read again. Only a memory: whatever stands in the file, a run gives the same result.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from warehouse.files.disk import WarehouseError, read_json, write

_CACHE = "stat-cache.json"
Known = dict[str, list[Any]]
"""Path -> [facts, sha256]."""


def remembered_in(root: Path) -> Known:
    """What the last run wrote; nothing if a bit of it changed since, or another version wrote
    it.
    """
    try:
        content = read_json(root / _CACHE)
        files, marked = content.get("files"), content.get("hash")
        return files if isinstance(files, dict) and _mark(files) == marked else {}
    except (WarehouseError, OSError, RecursionError):
        return {}


def remember(root: Path, files: Known) -> None:
    """Write it for the next run; nothing where a folder stands in its place."""
    root.mkdir(parents=True, exist_ok=True)
    content = json.dumps({"files": files, "hash": _mark(files)}, ensure_ascii=False)
    with suppress(IsADirectoryError):
        write(root / _CACHE, content.encode("utf-8", "surrogatepass"))


def _mark(files: Known) -> str:
    text = json.dumps(files, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
