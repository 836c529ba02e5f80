"""A damaged build made whole, from other builds or by reading the raw files again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from flows.options import Options
from flows.system import needs_linux
from warehouse.build.repair import repair
from warehouse.files.disk import WarehouseError
from warehouse.files.manifest import load_manifest, readable_listing
from warehouse.files.verify import faults

if TYPE_CHECKING:
    from warehouse.files.layout import Warehouse
    from warehouse.files.storage import Address


def mend(warehouse: Warehouse, build: Path, raw: Address) -> str:
    """Take the same bytes from other builds; if that is not enough, read the raw files again into
    a build beside, and take them from there. Returns why the raw files could not be read, if so.
    Call it only while holding the lock.
    """
    repair(warehouse, build)
    listing = readable_listing(build)
    if listing is None or not any(one.kind != "name" for one in faults(build, listing)):
        return ""
    try:
        needs_linux()  # what reads documents does
        with tempfile.TemporaryDirectory(dir=warehouse.root, prefix=".tmp-repair-") as folder:
            repair(warehouse, build, [_read_again(build, raw, Path(folder))])
    except WarehouseError as error:
        return str(error)
    return ""


def _read_again(build: Path, raw: Address, folder: Path) -> Path:
    """A build of the raw files by this version: of the same files it has the same bytes."""
    from flows.pipeline import run
    from flows.runners import Direct

    curated = folder / "curated"
    run(Options(raw, curated, assume_year=_assumed(build)), Direct())
    made = curated / "current"
    return made.resolve()


def _assumed(build: Path) -> int | None:
    """The year that the build assumed for documents without one."""
    try:
        manifest = load_manifest(build)
    except WarehouseError:
        return None
    years = {one.assume_year for one in manifest.raw.values()} if manifest else set()
    return years.pop() if len(years) == 1 else None
