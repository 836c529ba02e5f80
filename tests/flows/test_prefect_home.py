"""Prefect's state: a database that another version left does not keep a run from starting."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flows.prefect_runs.prefect_home import check, own_home
from tests.conftest import ROOT
from warehouse.files.disk import WarehouseError

NEWER = "deadbeef0000"


def database(folder: Path, revision: str = NEWER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "prefect.db")) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES (?)", [revision])


def ingest(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "XDG"))
    }
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "ingest",
        ROOT / "data/raw",
        "--curated",
        tmp_path / "curated",
    ]
    return subprocess.run(
        command,
        env=kept | {"PYTHONPATH": str(ROOT)} | environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def test_beside_a_database_of_a_newer_prefect_the_home_is_another(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    database(tmp_path / ".prefect")
    with pytest.raises(WarehouseError, match=NEWER):
        check(tmp_path / ".prefect")
    check(Path(own_home({"HOME": str(tmp_path)})["PREFECT_HOME"]))


@pytest.mark.slow
def test_a_database_of_a_newer_prefect_in_the_home_is_left_alone(tmp_path):
    database(tmp_path / ".prefect")
    before = (tmp_path / ".prefect/prefect.db").read_bytes()
    done = ingest(tmp_path, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / ".prefect/prefect.db").read_bytes() == before
    assert next(one.name for one in (tmp_path / ".local/state/jixiao").iterdir()).startswith(
        "prefect-"
    )


def test_a_chosen_folder_with_such_a_database_is_one_line_that_names_direct(tmp_path):
    database(tmp_path / "mine")
    done = ingest(tmp_path, HOME=str(tmp_path), PREFECT_HOME=str(tmp_path / "mine"))
    assert done.returncode == 1
    assert "another version of Prefect" in done.stderr
    assert "--direct" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE"])
def test_what_the_user_chose_holds(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert own_home({"HOME": str(tmp_path), name: str(tmp_path / "x")}) == {}


def test_a_profile_that_names_an_api_holds(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".prefect").mkdir()
    text = 'active = "office"\n[profiles.office]\nPREFECT_API_URL = "http://127.0.0.1:4200/api"\n'
    (tmp_path / ".prefect/profiles.toml").write_text(text, encoding="utf-8")
    assert own_home({"HOME": str(tmp_path)}) == {}


def test_the_profile_that_prefect_makes_by_itself_is_no_choice(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".prefect").mkdir()
    text = (
        'active = "ephemeral"\n[profiles.ephemeral]\nPREFECT_SERVER_ALLOW_EPHEMERAL_MODE = "true"\n'
    )
    (tmp_path / ".prefect/profiles.toml").write_text(text, encoding="utf-8")
    assert own_home({"HOME": str(tmp_path)})["PREFECT_HOME"].startswith(str(tmp_path))


def test_a_state_folder_that_cannot_be_made_is_no_hindrance(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    found = Path(
        own_home({"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "file")})["PREFECT_HOME"]
    )
    assert found.is_dir()


def test_a_database_that_this_prefect_knows_is_fine(tmp_path):
    database(tmp_path, "9725c1cbee35")
    check(tmp_path)
    with closing(sqlite3.connect(tmp_path / "prefect.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [NEWER])
    with pytest.raises(WarehouseError, match=NEWER):
        check(tmp_path)
