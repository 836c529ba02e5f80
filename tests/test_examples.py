"""The notebooks of examples/ run from top to bottom and show what their text says."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def run(name: str, monkeypatch) -> dict[str, Any]:
    """What the code cells of a notebook leave behind."""
    monkeypatch.chdir(ROOT)
    cells = json.loads((ROOT / "examples" / name).read_text(encoding="utf-8"))["cells"]
    said: dict[str, Any] = {"__name__": name}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), said)
    return said


def test_the_first_hour(monkeypatch):
    said = run("first_hour.ipynb", monkeypatch)
    assert (said["projects"], said["total"]) == (5, Decimal(1460))
    assert len(said["long_table"]) == 24
    assert said["identity"] in said["explained"]


def test_a_year(monkeypatch):
    said = run("a_year.ipynb", monkeypatch)
    assert (said["first"].returncode, said["second"].returncode) == (0, 3)
    assert "附件.pdf" in said["found"].stdout
    assert "至少两次" in said["changed"].stdout
    assert len(said["releases"]) == 3
