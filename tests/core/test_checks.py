"""Rows are checked in a process of their own, beside the building; what breaks a model is not
published.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from flows import steps
from flows.processes.checks import checking
from schemas.arrow import schema
from warehouse.build.staging import save
from warehouse.files.disk import WarehouseError

ROOT = Path(__file__).parents[2]


def staged(folder, status):
    """A batch of one document with this status."""
    columns = {"status": status, "document_id": "a", "path": "2024/a.txt"}
    row = pa.table(
        [
            pa.array([columns.get(field.name)], pa.string()).cast(field.type)
            for field in schema("documents")
        ],
        schema("documents"),
    )
    return save(folder / status, {"documents": row})


def test_a_batch_that_breaks_a_model_is_named(tmp_path):
    with checking() as checks:
        checks.give(staged(tmp_path, "no_status"))
        with pytest.raises(
            WarehouseError, match=r"9 values break the schema: documents\.bytes: not_nullable"
        ):
            checks.passed()


def test_the_build_of_a_batch_that_breaks_a_model_is_removed(tmp_path):
    (tmp_path / "build").mkdir()

    def broken():
        raise WarehouseError("1 values break the schema")

    with pytest.raises(WarehouseError):
        steps.check(broken, (tmp_path / "build", None, None))
    assert not (tmp_path / "build").exists()


def _dies(_: Path) -> None:
    os.abort()


def test_a_batch_that_ends_every_process_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr("flows.processes.checks._check", _dies)
    with checking() as checks:
        checks.give(tmp_path)
        with pytest.raises(WarehouseError, match="the process that checks rows ended"):
            checks.passed()


def test_the_main_process_of_an_ingest_never_loads_pandas(tmp_path):
    script = (
        "import sys; from flows.cli import main; "
        f"main(['ingest', {str(ROOT / 'data' / 'raw')!r}, '--direct', '--curated', "
        f"{str(tmp_path / 'c')!r}]); print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "False"
