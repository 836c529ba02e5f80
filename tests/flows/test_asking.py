"""Commands that only ask: cut off by Ctrl-C or by a reader that has enough, they say one line."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import ROOT

# The first two do not end by themselves; the third writes to the temporary folder. Each names a
# table of one row: for what names none all views are made first, for seconds.
LONG = [
    "SELECT count(*) FROM range(1000000) a, range(1000000) b, builds",
    "SELECT max(length(repeat('a', 1000000000))) FROM range(1000), builds",
    "SELECT range FROM range(100000000000), builds ORDER BY random()",
]


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("asking") / "curated"
    command(
        "ingest", ROOT / "data" / "raw", "--direct", "--curated", folder, stderr=subprocess.DEVNULL
    ).wait()
    return folder


def command(*arguments: object, **streams: object) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    return subprocess.Popen(line, cwd=ROOT, **streams)


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("query", LONG)
def test_ctrl_c_ends_a_question_with_one_line(curated, tmp_path, monkeypatch, query, form):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with command("sql", query, "--format", form, "--curated", curated, **streams) as asked:
        time.sleep(2)
        asked.send_signal(signal.SIGINT)
        # a guard: it takes milliseconds
        _, said = asked.communicate(timeout=30)
    assert asked.returncode == 1
    assert len(said.decode().splitlines()) == 1
    assert not [path for path in Path(tmp_path).rglob("*") if path.is_file()]


def test_a_closed_pipe_is_silent(curated):
    query = "SELECT range FROM range(1000000), builds"
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with command("sql", query, "--format", "csv", "--curated", curated, **streams) as asked:
        assert asked.stdout.readline() == b"range\n"
        asked.stdout.close()
        assert asked.stderr.read() == b""


def in_shell(line: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    words = " ".join(shlex.quote(str(one)) for one in arguments)
    shown = line.format(f"{shlex.quote(sys.executable)} -m flows.cli {words}")
    return subprocess.run(
        ["sh", "-c", shown], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [("sql", "SELECT 42"), ("status",), ("findings",), ("doctor",)])
@pytest.mark.parametrize("closed", ["{} 2>&-", "{} <&-", "{} >&-"])
def test_a_stream_that_is_closed_is_no_error(curated, words, closed):
    where = () if words == ("doctor",) else ("--curated", curated)
    done = in_shell(closed, *words, *where)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert words[0] != "sql" or ">&-" in closed.replace("2>&-", "") or "42" in done.stdout


@pytest.mark.parametrize("words", [("sql", "SELECT 42"), ("status",)])
def test_an_output_that_is_full_is_one_line(curated, words):
    done = in_shell("{} >/dev/full", *words, "--curated", curated)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_question_with_few_files_open_is_answered_or_one_line(curated):
    done = in_shell("ulimit -n 16; {}", "sql", "SELECT 42", "--curated", curated)
    assert "42" in done.stdout or len(done.stderr.splitlines()) == 1


def test_it_says_its_version():
    with command("--version", stdout=subprocess.PIPE) as asked:
        assert asked.stdout.read().decode() == f"jixiao {version('jixiao')}\n"
