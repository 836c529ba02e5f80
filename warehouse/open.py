"""A warehouse by its address: a folder of this machine, or a place on an object store."""

from __future__ import annotations

from pathlib import Path

from warehouse.files.layout import Warehouse
from warehouse.files.storage import Address


def warehouse_at(address: Address) -> Warehouse:
    """The warehouse in a folder, or at the URL of an object store."""
    if isinstance(address, Path):
        return Warehouse(address)
    from warehouse.build.remote import Mirrored, work_folder

    return Mirrored(work_folder(address), address)
