"""Staged rows between machines: left where every worker can write, brought to where the build is
made.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from warehouse.files.storage import Address, Blob, listed, store, store_errors

if TYPE_CHECKING:
    from warehouse.build.staging import Tables

_AT_ONCE = 8  # requests to a store


def send(staging: Address, rows: Tables) -> Address:
    """Write the rows of a batch below ``staging``, in a folder that no other attempt writes to;
    returns it.
    """
    from warehouse.build.staging import save

    name = uuid4().hex
    if isinstance(staging, Path):
        return save(staging / name, rows)
    with tempfile.TemporaryDirectory() as folder, store_errors(staging):
        for file in sorted(save(Path(folder) / name, rows).iterdir()):
            store(staging).put(f"{name}/{file.name}", file)
    return f"{staging}/{name}"


def receive(staged: list[Address], staging: Path) -> list[Path]:
    """The folders of staged batches on this machine's disk: where they lie already, or fetched
    below ``staging``.
    """
    with ThreadPoolExecutor(_AT_ONCE) as fetchers:
        return list(fetchers.map(partial(_bring, staging), staged))


def _bring(staging: Path, staged: Address) -> Path:
    if isinstance(staged, Path):
        return staged
    folder = staging / staged.rpartition("/")[2]
    folder.mkdir()
    for one in listed(staged):
        with (folder / one.path).open("wb") as file:
            file.writelines(Blob(staged, one.path).blocks())
    return folder
