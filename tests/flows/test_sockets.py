"""A temporary folder whose name is too long for a socket: a run goes on in a short one, or says in
one line what to do.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

import pytest

from flows.processes import sockets
from tests.conftest import ROOT
from warehouse.files.disk import WarehouseError

LENGTHS = (60, 71, 72, 90, 104, 108, 160, 220)


@pytest.mark.parametrize("length", [71, 200])
def test_a_run_with_a_long_temporary_folder_publishes(tmp_path, monkeypatch, length):
    folder = tmp_path / ("表" * 30) / ("x" * length)
    folder.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(folder))
    command = [sys.executable, "-m", "flows.cli", "ingest", str(ROOT / "data" / "raw")]
    command += ["--curated", str(tmp_path / "curated"), "--direct"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "curated" / "current").exists()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("length", LENGTHS)
def test_sockets_lie_where_their_names_fit(tmp_path, monkeypatch, length):
    made = []
    monkeypatch.setattr(sockets.util, "get_temp_dir", lambda: made.append(tempfile.gettempdir()))
    temporary = "/" + "x" * (length - 1)
    monkeypatch.setattr(tempfile, "tempdir", temporary)
    sockets.place_sockets()
    assert tempfile.tempdir == temporary  # whatever else is temporary lies there as before
    fits = length + len("/pymp-12345678/listener-12345678") <= 103
    assert bool(made) != fits
    assert all(len(one) < 20 for one in made)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_short_folder_one_line_says_what_to_do(monkeypatch, language):
    monkeypatch.setenv("JIXIAO_LANG", language)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/" + "y" * 100)
    monkeypatch.setattr(sockets, "_SHORT", ("/nowhere",))
    monkeypatch.setattr(tempfile, "tempdir", "/" + "x" * 100)
    with pytest.raises(WarehouseError, match="TMPDIR") as raised:
        sockets.place_sockets()
    said = str(raised.value)
    assert "71" in said
    assert "\n" not in said
    assert ("路径" in said) == (language == "zh")
