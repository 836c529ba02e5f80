"""The delivery, read once for all tests of this folder."""

from __future__ import annotations

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.truth import delivery


@pytest.fixture(scope="session")
def curated(tmp_path_factory):
    """Its curated folder."""
    folder = tmp_path_factory.mktemp("truth")
    delivery.write(folder / "raw")
    run(Options(folder / "raw", folder / "curated", workers=2), Direct())
    return folder / "curated"
