"""What is thrown away: old builds, and what crashes left."""

from __future__ import annotations

from warehouse.disk import remove_tree, rename
from warehouse.layout import Warehouse

KEEP = 10


def clean(warehouse: Warehouse) -> None:
    """Remove builds that were never finished and files that were never renamed. Call it only while holding the lock."""
    for leftover in [*warehouse.builds.glob(".tmp-*"), *warehouse.root.glob(".tmp-*")]:
        if leftover.is_dir() and not leftover.is_symlink():
            remove_tree(leftover)
        else:
            leftover.unlink(missing_ok=True)


def prune(warehouse: Warehouse, keep: int = KEEP) -> list[str]:
    """Remove all builds but the last ``keep``, the published one and the pinned ones (with a file ``pinned``); returns their ids."""
    published = warehouse.published()
    whole = sorted(one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file() and not one.name.startswith("."))
    old = [one for one in whole[:-keep or None] if one != published and not (one / "pinned").exists()]
    for one in old:
        hidden = one.with_name(f".tmp-{one.name}")
        rename(one, hidden)  # first out of sight, in one step, then away
        remove_tree(hidden)
    return [one.name for one in old]
