"""The commands as a user types them: real processes, from another working directory, in a UTF-8 and
in a C locale.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documents import document

ROOT = Path(__file__).parents[2]


def jixiao(
    *arguments: object, cwd: Path, locale: str = "C.UTF-8"
) -> subprocess.CompletedProcess[bytes]:
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LC_", "LANG", "PYTHONUTF8"))
    } | {"LC_ALL": locale}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        cwd=cwd,
        env=environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    done = jixiao(
        "ingest", ROOT / "data" / "raw", "--curated", folder / "c", "--direct", cwd=folder
    )
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    assert "1,460.00" in done.stderr.decode()
    return folder / "c"


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_sql_answers_from_any_folder_and_locale(curated, tmp_path, locale):
    done = jixiao(
        "sql",
        "SELECT project, name FROM long_table LIMIT 1",
        "--curated",
        curated,
        "--format",
        "csv",
        cwd=tmp_path,
        locale=locale,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert list(csv.reader(io.StringIO(done.stdout.decode()))) == [
        ["project", "name"],
        ["海珠政务基础设施及服务经费", "电子政务外网主干带宽"],
    ]


def test_output_formats(curated, tmp_path):
    query = "SELECT count(*) AS n, sum(total) AS total FROM projects"
    assert json.loads(
        jixiao("sql", query, "--curated", curated, "--format", "json", cwd=tmp_path).stdout
    ) == [{"n": 5, "total": "1460.000000"}]
    assert (
        jixiao("sql", query, "--curated", curated, "--format", "parquet", cwd=tmp_path).stdout[:4]
        == b"PAR1"
    )
    assert b"1460" in jixiao("sql", query, "--curated", curated, cwd=tmp_path).stdout


def test_findings_and_builds(curated, tmp_path):
    assert (
        jixiao("findings", "--curated", curated, "--format", "json", cwd=tmp_path).stdout.strip()
        == b"[]"
    )
    assert (
        len(
            json.loads(
                jixiao("builds", "--curated", curated, "--format", "json", cwd=tmp_path).stdout
            )
        )
        == 1
    )


def test_explain_shows_the_excerpt_with_the_span_marked(curated, tmp_path):
    query = "SELECT indicator_id FROM indicators WHERE name = '安全培训'"
    (row,) = json.loads(
        jixiao("sql", query, "--curated", curated, "--format", "json", cwd=tmp_path).stdout
    )
    text = jixiao(
        "explain",
        row["indicator_id"],
        "--curated",
        curated,
        "--raw",
        ROOT / "data" / "raw",
        cwd=tmp_path,
    ).stdout.decode()
    assert (
        "⟦3、1-产出指标,11-数量指标,安全培训；实施周期指标值:至少一次,年度指标值:至少一次；⟧"
        in text
    )
    assert "2024/haizhu_digital_government_center.txt" in text
    assert "findings\n  none" in text


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["sql", "SELEC"], 1, "syntax error"),
        (["explain", "nothing"], 1, "no build"),
        (["nonsense"], 2, "invalid choice"),
        (["sql"], 2, "required"),
        ([], 2, "required"),
    ],
)
def test_errors_are_one_clear_line(curated, tmp_path, arguments, code, says):
    done = jixiao(
        *arguments,
        *(["--curated", curated] if arguments and arguments[0] in ("sql", "explain") else []),
        cwd=tmp_path,
    )
    assert done.returncode == code
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "nowhere", "--direct"],
        ["sql", "SELECT 1"],
        ["findings"],
        ["ingest", "empty", "--direct"],
    ],
)
def test_nothing_there_is_said_in_one_line(tmp_path, arguments):
    (tmp_path / "empty").mkdir()
    done = jixiao(*arguments, "--curated", tmp_path / "c", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("jixiao: ")
    assert done.stderr.count(b"\n") == 1


def test_something_held_back_gives_exit_code_3(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text(document(), encoding="utf-8")
    done = jixiao("ingest", "raw", "--curated", "c", "--direct", cwd=tmp_path)
    assert done.returncode == 3, done.stderr.decode()
    assert (
        jixiao(
            "sql",
            "SELECT count(*) FROM quarantine",
            "--curated",
            "c",
            "--format",
            "csv",
            cwd=tmp_path,
        ).stdout
        == b"count_star()\n3\n"
    )
    assert (
        jixiao(
            "ingest", "raw", "--curated", "c", "--direct", "--assume-year", "2024", cwd=tmp_path
        ).returncode
        == 0
    )
