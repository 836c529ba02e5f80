"""The sample, read once for all tests of this folder."""

from __future__ import annotations

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """Curated folder of the sample in data/raw."""
    curated = tmp_path_factory.mktemp("sample") / "curated"
    run(Options(ROOT / "data" / "raw", curated, workers=1), Direct())
    return curated
