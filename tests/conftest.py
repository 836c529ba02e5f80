"""What the tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The real documents, values and layouts of ``tests/material``; its README tells of each."""
    return ROOT / "tests" / "material"
