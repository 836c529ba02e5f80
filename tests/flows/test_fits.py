"""What commands print fits the terminal, in both languages and under any locale, and is in the
language of the user.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from flows.terminal import width_of, wrapped
from tests.conftest import ROOT, slow
from tests.documents import Project, document
from tests.flows.test_what_people_see import jixiao

COMMANDS = {
    "no command": (),
    "help": ("--help",),
    "help of one": ("ingest", "--help"),
    "a misspelt one": ("ingst",),
    "a misspelt option": ("findings", "--rul", "x", "--bogus"),
    "ingest": ("ingest", "--direct"),
    "status": ("status",),
    "doctor": ("doctor",),
    "findings": ("findings",),
    "builds": ("builds",),
    "diff": ("diff",),
    "search": ("search", "满意度"),
    "prune": ("prune",),
    "verify": ("verify",),
    "export": ("export", "out.xlsx"),
    "a file that is not there": ("fetch", "nowhere.csv"),
    "an id that is not there": ("explain", "ff00"),
}
ERRORS = ("no command", "a misspelt one", "a misspelt option", "a file that is not there",
          "an id that is not there")  # fmt: skip
USAGE = ("usage:", "用法：", " ")
ENGLISH = re.compile(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fits")
    year = folder / "data" / "raw" / "2024"
    year.mkdir(parents=True)
    projects = [Project(f"很长的项目名称{number}" * 6, f"{number}.00") for number in range(1, 9)]
    (year / "好.txt").write_text(document(projects=projects), encoding="utf-8")
    (year / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (year / "空.pdf").write_bytes(b"")
    assert jixiao("ingest", "--direct", cwd=folder, JIXIAO_LANG="zh").returncode == 3
    return folder


def on_a_terminal(arguments: tuple[str, ...], place: Path, wide: int, **known: str) -> str:
    """What a command prints on a terminal of so many columns."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, wide, 0, 0))
    kept = {key: one for key, one in os.environ.items() if key not in ("COLUMNS", "PYTHONUTF8")}
    started = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *arguments],
        cwd=place,
        env=kept | {"PYTHONPATH": str(ROOT), "TERM": "dumb"} | known,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    parts = []
    with suppress(OSError):  # the terminal is gone with the process
        while part := os.read(master, 65536):
            parts.append(part)
    started.wait(timeout=120)
    os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.mark.parametrize("spoken", ["zh, C", "zh, C.UTF-8", "en, C", *slow(["en, C.UTF-8"])])
@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ERRORS])
def test_no_line_is_wider_than_the_terminal(place, command, spoken):
    language, locale = spoken.split(", ")
    said = on_a_terminal(COMMANDS[command], place, 80, JIXIAO_LANG=language, LC_ALL=locale)
    assert "Traceback" not in said
    shown = [line.rpartition("\r")[2] for line in said.splitlines()]
    assert [line for line in shown if width_of(line) > 80] == []
    assert said.strip()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ERRORS)
def test_an_error_is_one_line(place, command, language):
    done = jixiao(*COMMANDS[command], cwd=place, JIXIAO_LANG=language)
    assert done.returncode in (1, 2)
    (said,) = [line for line in done.stderr.splitlines() if not line.startswith(USAGE)]
    assert said.startswith("jixiao")


@pytest.mark.parametrize("command", COMMANDS)
def test_chinese_output_is_chinese(place, command):
    done = jixiao(*COMMANDS[command], cwd=place, JIXIAO_LANG="zh")
    said = re.sub(r"`[^`]*`|\[[^\]]*\]|'[^']*'", "", done.stdout + done.stderr)
    assert not ENGLISH.search(said), ENGLISH.search(said)


@pytest.mark.parametrize("width", range(34, 90, 7))
def test_a_wrapped_text_loses_nothing(width):
    text = "  → 重新索取文件，或移出原始文件夹再 `jixiao ingest`；否则写入 data/acknowledged.yml。"
    lines = wrapped(text, width).split("\n")
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line) <= width for line in lines)
    assert sum("`jixiao ingest`" in line for line in lines) == 1
    assert not any(line.lstrip().startswith(tuple("，；。")) for line in lines)


def test_evidence_has_the_labels_of_the_language(place):
    document_of = {
        language: jixiao("explain", "2024/空.pdf", cwd=place, JIXIAO_LANG=language).stdout
        for language in ("zh", "en")
    }
    assert "公开文件，版本" in document_of["zh"]
    assert re.search(r"状态 +无法读取", document_of["zh"])
    assert "拦截 empty_file" in document_of["zh"]
    assert re.search(r"status +unreadable", document_of["en"])


def test_changes_are_told_in_the_words_of_the_language(place):
    said = jixiao("diff", cwd=place, JIXIAO_LANG="zh", COLUMNS="100").stdout
    assert re.search(r"公开文件 +│ 新增 +│ 来源 +│ 2024/好.txt", said)
    csv = jixiao("diff", "--format", "csv", cwd=place, JIXIAO_LANG="zh").stdout
    assert csv.startswith("what,change,cause,")
