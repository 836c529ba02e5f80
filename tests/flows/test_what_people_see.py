"""What a person sees: a summary that says which files to touch, findings that fit, names that were
mistyped, settings that are found.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.summary import lines
from flows.terminal import width_of
from tests.conftest import ROOT
from tests.documents import document
from tests.trust.conftest import ingest
from warehouse.files.disk import UsageError


def jixiao(*arguments: object, cwd: Path, typed: str = "", **environment: str):
    known = {key: one for key, one in os.environ.items() if not key.startswith(("LC_", "JIXIAO"))}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=cwd,
        env=known | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"} | environment,
        input=typed,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seen")
    (folder / "raw/2024/某局").mkdir(parents=True)
    (folder / "raw/来件").mkdir()
    (folder / "raw/来件/无年.txt").write_text(document("别的局"), encoding="utf-8")
    (folder / "raw/2024/某局/坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "raw/2024/某局/副本.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "raw/2024/好.txt").write_text(document(), encoding="utf-8")
    text = f"raw = {'raw'!r}\ncurated = {'out'!r}\nworkers = 1\n"
    (folder / "jixiao.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    return folder


@pytest.fixture(scope="module")
def first(place: Path) -> subprocess.CompletedProcess[str]:
    (place / "raw/sub").mkdir()
    return jixiao("ingest", "--direct", cwd=place / "raw/sub")


def test_the_summary_names_each_file_with_its_command(first):
    assert first.returncode == 3
    said = first.stderr
    assert "2 documents need a person (2 new)" in said
    assert "来件/无年.txt\n" in said
    assert 'jixiao meta "来件" --year' in said
    assert "2024/某局/坏.pdf" in said or "2024/某局/副本.pdf" in said
    assert "--curated" not in said  # jixiao.toml says it
    assert "4 added, 0 changed, 0 removed" in said


def test_what_is_not_new_is_told_and_is_no_exit_code_3(place: Path, first):
    again = jixiao("ingest", "--direct", cwd=place)
    assert again.returncode == 0
    assert "2 documents need a person (0 new)" in again.stderr


def test_what_was_removed_is_named(tmp_path: Path):
    (tmp_path / "raw/2024").mkdir(parents=True)
    for name in "甲乙":
        text = document(f"{name}局")
        (tmp_path / f"raw/2024/{name}.txt").write_text(text, encoding="utf-8")
    ingest(tmp_path / "raw", tmp_path / "c")
    (tmp_path / "raw/2024/甲.txt").unlink()
    (tmp_path / "raw/2024/丙.txt").write_text(document("丙局"), encoding="utf-8")
    said = lines(ingest(tmp_path / "raw", tmp_path / "c", accept_removals=True))
    assert "added:\n      2024/丙.txt" in said
    assert "removed:\n      2024/甲.txt" in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [60, 80, 132])
def test_findings_fit_the_terminal(place: Path, first, language: str, width: int):
    done = jixiao("findings", cwd=place, JIXIAO_LANG=language, COLUMNS=str(width))
    assert done.returncode == 0
    assert "2024/某局/坏.pdf  (1)" in done.stdout
    assert max(map(width_of, done.stdout.splitlines())) <= width
    problems = [line for line in done.stdout.splitlines() if line.startswith("  ")]
    assert problems
    assert all(" → " in line for line in problems)


def test_explain_takes_a_path_or_a_part_of_it(place: Path, first):
    whole = jixiao("explain", "raw/来件/无年.txt", cwd=place)
    assert "year_missing" in whole.stdout
    assert jixiao("explain", "无年", cwd=place).stdout == whole.stdout
    wrong = jixiao("explain", "来件/无牛.txt", cwd=place)
    assert (wrong.returncode, "did you mean 来件/无年.txt" in wrong.stderr) == (2, True)


def test_explain_finds_the_raw_folder_from_the_build(place: Path, first, tmp_path: Path):
    query = "SELECT indicator_id FROM indicators WHERE name = '群众满意度'"
    asked = ("--curated", place / "out")
    (row,) = json.loads(jixiao("sql", query, *asked, "--format", "json", cwd=tmp_path).stdout)
    done = jixiao("explain", row["indicator_id"], *asked, cwd=tmp_path)
    assert "；⟦" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["findngs"], "did you mean findings?"),
        (["findings", "--by-rul3"], "did you mean --by-rule?"),
        (["findings", "--severity", "eror"], "did you mean error?"),
        (["findings", "--rule", "needs_ocrr"], "did you mean needs_ocr?"),
        (["sql", "FROM documents", "--format", "tabel"], "did you mean table?"),
        (["export", "out.xslx"], "did you mean .xlsx?"),
        (["sql"], "one question is required"),
    ],
)
def test_a_mistyped_name_gets_the_nearest(place: Path, first, arguments, said: str):
    done = jixiao(*arguments, cwd=place)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("document_", "rule", "said"),
    [
        ("2024/坏.pdf", "broken_pfd", "did you mean broken_pdf?"),
        ("2024/坏的.pdf", "broken_pdf", "did you mean 2024/坏.pdf?"),
    ],
)
def test_an_acknowledgement_names_what_is_there(tmp_path: Path, document_, rule, said):
    (tmp_path / "raw/2024").mkdir(parents=True)
    (tmp_path / "raw/2024/坏.pdf").write_bytes(b"%PDF-1.4 broken")
    entry = f"- {{document: {document_}, rule: {rule}, reason: r, who: w, date: 2024-01-01}}\n"
    (tmp_path / "acknowledged.yml").write_text(entry, encoding="utf-8")
    with pytest.raises(UsageError) as error:
        ingest(tmp_path / "raw", tmp_path / "c")
    assert said in str(error.value)


def test_a_question_comes_from_a_file_or_a_pipe(place: Path, first, tmp_path: Path):
    query = "SELECT count(*) AS 数 FROM documents"
    (tmp_path / "q.sql").write_bytes(query.encode("gb18030"))
    form = ("--format", "csv")
    for asked in (["-f", tmp_path / "q.sql"], ["-"], ["-f", "-"]):
        done = jixiao("sql", *asked, *form, cwd=place, typed=query)
        assert done.stdout == "数\n4\n", done.stderr


def test_a_table_fits_the_terminal(place: Path, first):
    asked = ("sql", "FROM documents", "--format", "table")
    narrow = jixiao(*asked, cwd=place, COLUMNS="80").stdout
    assert max(map(width_of, narrow.splitlines())) <= 80
    wide = jixiao(*asked, "--wide", cwd=place, COLUMNS="80").stdout
    assert "published_on" in wide


def test_the_environment_comes_before_the_file(place: Path, first, tmp_path: Path):
    done = jixiao("sql", "FROM documents", cwd=place, JIXIAO_CURATED=str(tmp_path / "无"))
    assert f"nothing is published in {tmp_path}" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("curted = 'x'", "unknown key curted; did you mean curated?"),
        ("workers = 'two'", "workers cannot be 'two'"),
        ("raw = x\n", "line 1, column"),
    ],
)
def test_a_fault_in_the_settings_is_one_line(tmp_path: Path, text: str, said: str):
    (tmp_path / "jixiao.toml").write_text(text, encoding="utf-8")
    done = jixiao("builds", cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "jixiao.toml" in done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
def test_status_says_what_is_published_and_what_waits(place: Path, first, language: str):
    api = "http://127.0.0.1:9/api"
    done = jixiao("status", cwd=place, JIXIAO_LANG=language, PREFECT_API_URL=api)
    assert done.returncode == 0, done.stderr
    for said in (str(place / "raw"), "year_missing", "broken_pdf", "127.0.0.1:9", "jixiao.toml"):
        assert said in done.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [40, 80])
def test_status_has_a_line_for_each_cause(place: Path, first, language: str, width: int):
    done = jixiao("status", cwd=place, JIXIAO_LANG=language, COLUMNS=str(width))
    below = [line.strip() for line in done.stdout.splitlines() if line.startswith("  ")]
    causes = [line.split()[:2] for line in below]
    assert ["1", "broken_pdf"] in causes
    assert ["1", "year_missing"] in causes
    assert max(map(width_of, below)) <= width - 2
    # held back or unreadable, and waiting: each once
    assert len([line for line in below if "副本" in line or "cop" in line]) == 2


def test_status_says_who_runs(place: Path, first):
    code = "import pathlib, sys; from warehouse.files.disk import lock\n"
    code += "with lock(pathlib.Path('out')): print('held', flush=True); sys.stdin.read()"
    line = [sys.executable, "-c", code]
    known = os.environ | {"PYTHONPATH": str(ROOT)}
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(line, cwd=place, env=known, **streams) as process:
        assert process.stdout.readline() == b"held\n"
        held = jixiao("status", cwd=place, PREFECT_API_URL="http://127.0.0.1:9/api")
        process.stdin.close()
    free = jixiao("status", cwd=place, PREFECT_API_URL="http://127.0.0.1:9/api")
    assert f"run going on: process {process.pid} on " in held.stdout
    assert "run going on: none" in free.stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_doctor_says_what_can_be_read(place: Path, language: str):
    done = jixiao("doctor", cwd=place, JIXIAO_LANG=language, PATH="/nowhere")
    assert done.returncode == 0, done.stderr
    assert "PDF" in done.stdout
    assert [line for line in done.stdout.splitlines() if line.startswith("- ") and "unar" in line]
