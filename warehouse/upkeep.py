"""What is thrown away: old builds, and what crashes left."""

from __future__ import annotations

from pathlib import Path

from warehouse.disk import remove_tree, rename
from warehouse.layout import Warehouse, load_manifest

KEEP = 10


def clean(warehouse: Warehouse) -> None:
    """Remove builds that were never finished, files that were never renamed, and the build that was finished and not switched to. Call it only
    while holding the lock.
    """
    for leftover in [*warehouse.builds.glob(".tmp-*"), *warehouse.root.glob(".tmp-*")]:
        if leftover.is_dir() and not leftover.is_symlink():
            remove_tree(leftover)
        else:
            leftover.unlink(missing_ok=True)
    for one in _unpublished(warehouse):
        _remove(one)


def _unpublished(warehouse: Warehouse) -> list[Path]:
    """Whole builds that were made after the published one and from it: a crash came before the switch."""
    published = warehouse.published()
    before, name = (published.name, published.name) if published else ("", "")
    found = [one for one in warehouse.builds.glob("[!.]*") if one.name > name and not (one / "pinned").exists()]
    return [one for one in found if (manifest := load_manifest(one)) and manifest.before == before]


def _remove(build: Path) -> None:
    """First out of sight, in one step, then away."""
    hidden = build.with_name(f".tmp-{build.name}")
    rename(build, hidden)
    remove_tree(hidden)


def prune(warehouse: Warehouse, keep: int = KEEP) -> list[str]:
    """Remove all builds but the last ``keep``, the published one and the pinned ones (with a file ``pinned``); returns their ids."""
    published = warehouse.published()
    whole = sorted(one for one in warehouse.builds.iterdir() if (one / "manifest.json").is_file() and not one.name.startswith("."))
    kept = published.name if published else ""  # by name: the link resolves to another path than a relative folder's
    old = [one for one in whole[:-keep or None] if one.name != kept and not (one / "pinned").exists()]
    for one in old:
        _remove(one)
    return [one.name for one in old]
