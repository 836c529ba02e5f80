"""What the operator asks for, in one place for the command line, the flow and the deployments."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from warehouse.files.storage import Address


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one ingest. ``years``: folders to read (all if empty); the others are carried over
    from the build before. ``address``: that of a Dask scheduler, whose workers then read the
    documents.
    """

    raw: Address = Path("data/raw")
    curated: Address = Path("data/curated")
    years: tuple[int, ...] = ()
    assume_year: int | None = None
    workers: int = os.cpu_count() or 1
    batch_size: int = 200  # documents a task: one task a document costs six times as much
    timeout: float = 5.0  # seconds of processor time of a small document, see processes/budget.py
    accept_removals: bool = False
    rehash: bool = False  # read every file's bytes, whatever its size, time and inode say
    # read only what was held back, unreadable or is newly corrected; carry everything else over
    replay: bool = False
    address: str = ""  # tcp://…
    debug: bool = False  # tracebacks of faults on stderr too, not in the log alone

    def anywhere(self) -> Options:
        """The same for workers elsewhere, whose current folder is another: folders named from the
        root.
        """
        if not self.address:
            return self
        raw, curated = (
            one.absolute() if isinstance(one, Path) else one for one in (self.raw, self.curated)
        )
        return replace(self, raw=raw, curated=curated)
