"""Progress by document: how many of how many, and the file that takes long. Real workers."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.processes.jobs import Job
from flows.processes.notes import Notes, noted
from flows.runners import Direct
from tests.conftest import ROOT
from tests.documents import document
from transforms.rows.source import Sidecar


def test_it_is_told_of_documents(tmp_path: Path):
    (tmp_path / "raw/2024").mkdir(parents=True)
    for number in range(30):
        text = document(f"第{number}局")
        (tmp_path / f"raw/2024/{number}.txt").write_text(text, encoding="utf-8")
    told: list[tuple[int, int]] = []
    options = Options(tmp_path / "raw", tmp_path / "c", workers=2)
    run(options, Direct(lambda done, total, _reading="": told.append((done, total))))
    assert {total for _, total in told} == {30}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (30, 30)


def test_the_file_that_takes_long_is_named(tmp_path: Path):
    notes = Notes(tmp_path)
    quick, slow = (Job(Path(), path, Sidecar(), None, notes=str(tmp_path)) for path in ("甲", "乙"))
    noted(quick, [1])

    def at_work():
        notes.look(10.0)
        yield 1

    noted(slow, at_work())
    # seen at 10 s, before its end was noted
    assert notes.begun == {"乙": 10.0}
    assert notes.longest(12.0) == ""
    assert notes.longest(17.0) == "乙 (7 s)"
    notes.look(18.0)
    assert (notes.done, notes.longest(30.0)) == ({"甲", "乙"}, "")


@pytest.mark.parametrize("columns", ["60", "120"])
def test_a_bar_is_drawn_on_a_terminal(tmp_path: Path, columns: str):
    (tmp_path / "raw/2024").mkdir(parents=True)
    (tmp_path / "raw/2024/a.txt").write_text(document(), encoding="utf-8")
    master, slave = pty.openpty()
    line = [sys.executable, "-m", "flows.cli", "ingest", "raw", "--direct", "--curated", columns]
    known = {"PYTHONPATH": str(ROOT), "COLUMNS": columns, "JIXIAO_LANG": "en", "NO_COLOR": "1"}
    with Popen(line, cwd=tmp_path, stderr=slave, stdout=PIPE, env=os.environ | known) as process:
        os.close(slave)
        said = b""
        while block := _read(master):
            said += block
        assert process.wait() == 0
    os.close(master)
    assert b"0/1" in said
    assert b"\x1b[3" not in said  # NO_COLOR


def _read(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:
        return b""
