"""What people set for a build: thresholds of the review rules, and what they found out about leads.
They are inputs of the build like the documents, and lie in it as ``settings.json``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from warehouse.files.disk import read_json, write

DISPOSITION = {
    "lead_id": "VARCHAR",
    "disposition": "VARCHAR",
    "reason": "VARCHAR",
    "disposed_by": "VARCHAR",
    "disposed_on": "DATE",
    "expected_evidence": "VARCHAR",
}
"""Columns of the view ``dispositions`` with their SQL types; in the build all are text."""
_FILE = "settings.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """``thresholds``: parameter -> value, of those that are not the default. ``dispositions``: one
    entry a lead, with the keys of DISPOSITION; '' is absent.
    """

    thresholds: dict[str, str] = field(default_factory=dict)
    dispositions: tuple[dict[str, str], ...] = ()

    @property
    def hash(self) -> str:
        """sha256 of all of it; empty where nothing is set."""
        return sha256(self._text()).hexdigest() if self != Settings() else ""

    def save(self, build: Path) -> None:
        """Write it into a build in the making; nothing where nothing is set."""
        if self != Settings():
            write(build / _FILE, self._text())

    def _text(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=0).encode()


def load_settings(build: Path) -> Settings:
    """The settings that a build (or link to one) was made with; of older builds: none."""
    content = read_json(build / _FILE)
    if not content:
        return Settings()
    return Settings(content["thresholds"], tuple(content["dispositions"]))
