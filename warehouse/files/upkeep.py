"""What is thrown away: old builds, and what crashes left."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from warehouse.files.disk import link, remove_tree, rename, switch, sync_tree
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import MANIFEST, PINNED, load_listing, load_manifest
from warehouse.files.verify import DamagedError, Fault

KEEP = 10
SPARE = timedelta(hours=24)
"""How long a build stays after the next one was begun, however many came since."""


def clean(warehouse: Warehouse) -> None:
    """Remove builds that were never finished, files that were never renamed, and the build that was
    finished and not switched to; make a link again of a ``current`` that a copy made a folder. Call
    it only while holding the lock.
    """
    _link_again(warehouse)
    for leftover in [*warehouse.builds.glob(".tmp-*"), *warehouse.root.glob(".tmp-*")]:
        if leftover.is_dir() and not leftover.is_symlink():
            remove_tree(leftover)
        else:
            leftover.unlink(missing_ok=True)
    for one in _unpublished(warehouse):
        _remove(one)


def _link_again(warehouse: Warehouse) -> None:
    """``cp -rL`` and the like copy the build in place of the link that names it, others make a text
    of the link. A copied build stays until the link is there: whatever ends this, the next run
    goes on.
    """
    current, copied = warehouse.current, warehouse.root / "current.copied"
    if current.is_file() and (build := warehouse.published()):
        switch(current, f"builds/{build.name}")
    if current.is_dir() and not current.is_symlink():
        if load_listing(current) is None:
            raise DamagedError(current.name, [Fault(MANIFEST, "missing")])
        rename(current, copied)
    if copied.is_dir() and not current.is_symlink() and (listed := load_listing(copied)):
        _take_in(copied, warehouse.builds / listed.build_id)
        switch(current, f"builds/{listed.build_id}")
    remove_tree(copied)


def _take_in(copied: Path, build: Path) -> None:
    """A copied build among the others, if it is not there."""
    if (build / MANIFEST).is_file():
        return
    hidden = build.with_name(f".tmp-{build.name}")
    remove_tree(hidden)
    shutil.copytree(copied, hidden, copy_function=lambda old, new: link(Path(old), Path(new)))
    sync_tree(hidden)
    rename(hidden, build)


def _unpublished(warehouse: Warehouse) -> list[Path]:
    """Whole builds that were made after the published one and from it: a crash came before the
    switch.
    """
    published = warehouse.published()
    before, name = (published.name, published.name) if published else ("", "")
    folders = [
        one
        for one in warehouse.builds.glob("[!.]*")
        if one.name > name and not (one / "pinned").exists()
    ]
    return [
        folder
        for folder in folders
        if (manifest := load_manifest(folder)) and manifest.before == before
    ]


def _remove(build: Path) -> None:
    """First out of sight, in one step, then away."""
    hidden = build.with_name(f".tmp-{build.name}")
    rename(build, hidden)
    remove_tree(hidden)


def _begun(build: Path) -> str:
    """When a build was begun: its name, or where a clock that was wrong named it after a day to
    come, its folder says it.
    """
    if build.name < f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}":
        return build.name
    return f"{datetime.fromtimestamp(build.stat().st_ctime, UTC):%Y%m%dT%H%M%S}"


def prune(warehouse: Warehouse, keep: int = KEEP, spare: timedelta = SPARE) -> list[str]:
    """Remove all builds but the last ``keep``, the published one, the pinned ones (with a file
    ``pinned``) and those that were the published one within ``spare``: connections may be open that
    read them. Returns the ids of those that went.
    """
    published = warehouse.published()
    # by name: the link resolves to another path than a relative folder's
    kept = published.name if published else ""
    whole, limit = warehouse.whole(), f"{datetime.now(UTC) - spare:%Y%m%dT%H%M%S%f}"
    after = {one.name: _begun(later) for one, later in pairwise(whole)}
    old = [
        one
        for one in whole[: -keep or None]
        if one.name != kept and after.get(one.name, "") < limit and not (one / PINNED).exists()
    ]
    for one in old:
        _remove(one)
    return [one.name for one in old]
