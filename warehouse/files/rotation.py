"""Which files a run that finds nothing new reads again: a share of the build, another one each
time, so that all are read within RUNS runs.
"""

from __future__ import annotations

import json
from pathlib import Path

from warehouse.files.disk import WarehouseError, read_json, write
from warehouse.files.manifest import Listing

RUNS = 30
_TURN = "verify-turn.json"


def due(root: Path, listing: Listing) -> set[str]:
    """The files of this turn. Shares are alike in bytes, as far as the sizes of files allow."""
    largest = sorted(listing.contents, key=lambda path: (-(listing.contents[path][0] or 0), path))
    return set(largest[_turn(root) :: RUNS])


def turned(root: Path) -> None:
    """The share of this turn was read: the next run reads the next one."""
    write(root / _TURN, json.dumps({"turn": (_turn(root) + 1) % RUNS}).encode())


def _turn(root: Path) -> int:
    """Only a memory: whatever stands there, some turn comes next."""
    try:
        turn = read_json(root / _TURN).get("turn", 0)
    except (WarehouseError, OSError, RecursionError):
        return 0
    return turn % RUNS if isinstance(turn, int) else 0
