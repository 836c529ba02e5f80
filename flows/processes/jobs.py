"""What the parent hands to a worker process."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.rows.corrections import Correction
from transforms.rows.source import Sidecar
from transforms.settling.decision import Decision
from warehouse.files.storage import File

FAULTS = "faults"
"""A table beside the curated ones: path and traceback of each document whose reader failed. It goes
with the staged rows to the log of the run, and into no build.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file to read."""

    file: File
    path: str
    sidecar: Sidecar
    assume_year: int | None
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    again: str = ""  # see RawFile
    notes: str = ""  # folder where workers note the file that they are at
