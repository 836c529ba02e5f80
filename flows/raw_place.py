"""Where the documents of a curated folder lie: remembered beside the builds, which do not depend on
it.
"""

from __future__ import annotations

import json
from pathlib import Path

from flows import config
from warehouse.files.disk import WarehouseError, read_json, write
from warehouse.files.storage import Address

_FILE = "raw-folder.json"


def remember(root: Path, raw: Address) -> None:
    """Note the raw folder of a run. ``root`` is the curated folder."""
    said = {"raw": str(raw.absolute()) if isinstance(raw, Path) else raw}
    if _remembered(root) != said["raw"]:
        write(root / _FILE, json.dumps(said, ensure_ascii=False).encode())


def raw_of(curated: Path) -> Path:
    """The raw folder of the last run, if it is still there; else the usual one."""
    remembered = Path(_remembered(curated) or config.raw())
    return remembered if remembered.is_dir() else Path(config.raw())


def _remembered(root: Path) -> str:
    try:
        return str(read_json(root / _FILE).get("raw", ""))
    except WarehouseError:
        return ""
