"""A whole delivery with something bad of each kind beside sound documents: each bad thing costs
itself, is told in one line, and nothing else changes.
"""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document
from tests.hostile.mutate import ingest, rows

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
SIDECARS = {
    "tag": b"year: !!int abc",
    "timestamp": b"published_on: !!timestamp x\nyear: !!float y",
    "deep": b"department: " + b"[" * 4000,
    "bomb": f"{BOMB}year: *i".encode(),
    "twice": "year: 2023\ndepartment: 甲局\nyear: 2024".encode(),
    "gbk": "department: 某市审计局".encode("gb18030"),
    "list": b"- year: 2024",
    "nested": b"year: {a: 1}",
    "long": b"year: 2024\n#" + b"x" * 100_000,
    "nul": b"year: 2024\x00",
    "digits": b"year: " + b"9" * 5000,
    "month": b"published_on: 2024-13-45",
    "misspelt": b"yaer: 2024",
    "half of a pair": b'department: "\\ud800"',
}


def put(folder: Path, name: str | bytes, number: int, mark: str = "") -> Path:
    """A sound document of its own department."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / os.fsdecode(name)
    text = document(f"某区{number}局{mark}", [Project(f"项目{number}", f"{number + 1}.00")])
    file.write_text(text, encoding="utf-8")
    return file


def publish(folder: Path, **options: object) -> dict[str, str]:
    """Path -> status after a run that must publish."""
    run(Options(folder / "raw", folder / "curated", workers=1, **options), Direct())
    return {row["path"]: row["status"] for row in rows(folder / "curated", "documents")}


def told(folder: Path) -> dict[str, str]:
    """Path -> rule and what was found, of errors."""
    found = rows(folder / "curated", "findings")
    return {
        row["path"]: f"{row['rule']}: {row['found']}" for row in found if row["severity"] == "error"
    }


@pytest.mark.parametrize("ending", [".meta.yml", ".meta.yaml", ".META.YML"])
def test_a_bad_sidecar_holds_its_document_back_and_no_other(tmp_path, ending):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    for number, (name, content) in enumerate(SIDECARS.items(), 1):
        file = put(year, f"{name}.txt", number)
        file.with_name(file.name + ending).write_bytes(content)
    statuses = publish(tmp_path)
    assert statuses == {
        "2024/sound.txt": "curated",
        **{f"2024/{name}.txt": "held_back" for name in SIDECARS},
    }
    for path, said in told(tmp_path).items():
        assert said.startswith("sidecar_invalid: "), path
        assert "\n" not in said
        assert len(said) < 300
    assert "UTF-8" in told(tmp_path)["2024/gbk.txt"]
    assert "year" in told(tmp_path)["2024/misspelt.txt"]


def test_two_sidecars_beside_one_file_are_told(tmp_path):
    file = put(tmp_path / "raw" / "2024", "a.txt", 1)
    for ending in (".meta.yml", ".meta.yaml"):
        file.with_name(file.name + ending).write_text("year: 2024")
    assert publish(tmp_path) == {"2024/a.txt": "held_back"}
    assert "a.txt.meta.yaml, a.txt.meta.yml" in told(tmp_path)["2024/a.txt"]


def test_what_is_no_file_is_told_and_not_opened(tmp_path):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    os.mkfifo(year / "pipe.txt")
    os.mkfifo(year / "sound.txt.meta.yml")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(year / "socket.pdf"))
    (year / "dangling.txt").symlink_to("nowhere")
    (year / "outside.txt").symlink_to("/etc/passwd")
    (year / "loop").symlink_to(".")
    (year / "inside.txt").symlink_to("sound.txt")
    statuses = publish(tmp_path)
    bad = ("pipe.txt", "socket.pdf", "dangling.txt", "outside.txt", "loop")
    assert {path for path, status in statuses.items() if status == "unreadable"} == {
        f"2024/{name}" for name in bad
    }
    assert {told(tmp_path)[f"2024/{name}"].partition(":")[0] for name in bad} == {"cannot_read"}
    assert statuses["2024/sound.txt"] == "held_back"  # its sidecar is a pipe
    for name in bad:
        (year / name).unlink()
    assert "2024/pipe.txt" not in publish(tmp_path)  # nothing has vanished


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices")
def test_a_link_to_a_device_is_told(tmp_path):
    put(tmp_path / "raw" / "2024", "sound.txt", 0)
    (tmp_path / "raw" / "2024" / "zero.pdf").symlink_to("/dev/zero")
    assert publish(tmp_path)["2024/zero.pdf"] == "unreadable"


def test_names_are_bytes(tmp_path):
    year = tmp_path / "raw" / "2024"
    names = [
        b"\xbc\xa8.txt",
        "绩.txt".encode(),
        b"\xff\xfe.txt",
        b"\x1b[31m\n.txt",
        b"\xe2\x80\xae.txt",
    ]
    for number, name in enumerate(names):
        put(year, name, number)
    assert set(publish(tmp_path)) == {
        "2024/绩.txt",
        "2024/\\xbc\\xa8.txt",
        "2024/\\xff\\xfe.txt",
        "2024/\x1b[31m\n.txt",
        "2024/\u202e.txt",
    }


# root may read everything, unless it lets go of that
BOUND = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
WITHOUT = () if os.geteuid() else BOUND


@pytest.mark.skipif(bool(WITHOUT) and not shutil.which("setpriv"), reason="setpriv is missing")
def test_a_part_that_cannot_be_read_has_not_vanished(tmp_path):
    """A folder and a file that were read before and cannot be read today."""
    year = tmp_path / "raw" / "2024"
    for number in range(3):
        put(year / "locked", f"{number}.txt", number)
    put(year, "own.txt", 7)
    put(year, "sound.txt", 8)
    before = publish(tmp_path)
    held = (year / "locked", year / "own.txt")
    for one in held:
        one.chmod(0)
    put(year, "new.txt", 9)
    done = ingest(tmp_path / "raw", tmp_path / "curated", WITHOUT)
    assert done.returncode == 3, done.stderr
    statuses = {row["path"]: row["status"] for row in rows(tmp_path / "curated", "documents")}
    assert before.items() <= statuses.items()
    assert {path for path, status in statuses.items() if status == "unreadable"} == {
        "2024/",
        "2024/locked/",
    }
    assert statuses["2024/new.txt"] == "curated"
    assert "own.txt" in told(tmp_path)["2024/"]
    for one in held:
        one.chmod(0o755)
    assert publish(tmp_path) == before | {"2024/new.txt": "curated"}


def test_a_sidecar_that_was_taken_for_a_document_has_not_vanished(tmp_path):
    """An older version read x.meta.yaml as a document."""
    from warehouse.build.gate import _was_none
    from warehouse.files.layout import Manifest, RawFile

    manifest = Manifest("b", "v", {"2024/a.txt.meta.yaml": RawFile("0" * 64, "", "v", None)})
    assert _was_none("2024/a.txt.meta.yaml", manifest)
    assert not _was_none("2024/a.txt", manifest)


def test_the_command_says_it_in_lines(tmp_path):
    year = tmp_path / "raw" / "2024"
    put(year, "sound.txt", 0)
    os.mkfifo(year / "pipe.txt")
    done = ingest(tmp_path / "raw", tmp_path / "curated")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    shutil.rmtree(tmp_path / "curated")
