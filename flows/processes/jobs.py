"""What the parent hands to a worker process."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.corrections import Correction
from transforms.identity import Sidecar
from warehouse.storage import File


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file to read."""

    file: File
    path: str
    sidecar: Sidecar
    assume_year: int | None
    corrections: tuple[Correction, ...] = ()
