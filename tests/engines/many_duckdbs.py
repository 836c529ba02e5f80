"""What is written here is read by the DuckDBs that others have: ``make test-duckdb``.

Each version stands in an environment of its own, which holds nothing but that version. It reads
everything in a file; the rows must be those that the version of this project reads.
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.engines import everything
from tests.engines.conftest import lay
from tests.trust.conftest import ingest
from warehouse.catalogue.query import published
from warehouse.export.formats import export

VERSIONS = os.environ.get("DUCKDB_VERSIONS", "").split()


@pytest.fixture(scope="module")
def files(provinces, tmp_path_factory) -> dict[str, Path]:
    """A catalogue, an export, and the catalogue of a build that holds the rows of its views."""
    folder = tmp_path_factory.mktemp("engines")
    export(published(provinces), folder / "export.duckdb", "duckdb")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warehouse.build.derive.ABOVE", 0)
        ingest(lay(folder / "raw"), folder / "large")
    assert (published(folder / "large") / "derived").is_dir()
    return {
        "catalogue": provinces / "budget.duckdb",
        "export": folder / "export.duckdb",
        "large": folder / "large" / "budget.duckdb",
    }


@pytest.fixture(scope="module")
def rows(files) -> dict[str, dict[str, list[str]]]:
    """What is in each file, as this project's own DuckDB reads it."""
    return {kind: everything.read(str(file)) for kind, file in files.items()}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("kind", ["catalogue", "export", "large"])
def test_every_view_and_macro_has_the_same_rows(files, rows, version, kind):
    command = [ROOT / f".venv-duckdb-{version}/bin/python", everything.__file__, files[kind]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    told = json.loads(done.stdout)
    assert told["version"] == version
    assert told["read"] == rows[kind]
    # the others say what is missing, and nothing is
    assert sum(map(bool, told["read"].values())) > 60
