"""What the parent hands to a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transforms.corrections import Correction
from transforms.identity import Sidecar


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file to read."""

    file: Path
    path: str
    sidecar: Sidecar
    assume_year: int | None
    corrections: tuple[Correction, ...] = ()
