"""What a file name or a cell holds is shown on a terminal, never obeyed by it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.documents import Project, document
from tests.hostile.mutate import ingest

BAD = "\x1b[31m\x07\r\u202e\x9b"
CONTROLS = set("\x1b\x07\r\u202e\x9b")


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("visible")
    (folder / "raw" / "2024").mkdir(parents=True)
    text = document("某局", [Project(f"项目{BAD.replace(chr(13), '')}甲")])
    (folder / "raw" / "2024" / f"a{BAD}\n.txt").write_text(text, encoding="utf-8")
    ingest(folder / "raw", folder / "curated")
    return folder / "curated"


def on_a_terminal(*arguments: object) -> str:
    """Both streams of a command on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        try:
            while part := os.read(ours, 65536):
                said += part
        except OSError:
            pass
        process.wait()
    os.close(ours)
    return said.decode("utf-8", "replace").replace("\r\n", "\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("findings",),
        ("findings", "--format", "csv"),
        ("sql", "SELECT path, project FROM projects JOIN documents USING (document_id)"),
        ("sql", "SELECT path FROM documents", "--format", "csv"),
        ("search", "项目"),
        ("sql", f"SELECT '{BAD}' FROM nowhere"),
        ("explain", f"x{BAD}"),
    ],
)
def test_control_characters_are_shown(curated, arguments):
    said = on_a_terminal(*arguments, "--curated", curated)
    assert said
    assert not CONTROLS & set(said)


def test_elsewhere_nothing_is_changed(curated):
    command = [sys.executable, "-m", "flows.cli", "sql", "SELECT path FROM documents"]
    command += ["--format", "csv", "--curated", str(curated)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    assert BAD in done.stdout.decode()
