"""The rule catalogue: every rule is broken by one document and not by another, and says what it
found and what it expected.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import transforms
from flows.options import Options
from flows.pipeline import run
from flows.processes.jobs import Job
from flows.processes.read import pool, read_batch
from flows.processes.worker import read_file
from flows.runners import Direct
from schemas.lookup import rows
from tests.documents import HEADER, indicators
from tests.hostile.mutations import CORPUS
from tests.trust.cases import CASES
from tests.trust.cases.case import ONE_CELL
from tests.trust.cases.reading import pdf
from transforms.document import UnreadableError
from transforms.layouts import layouts
from transforms.reading import read
from transforms.rows.source import Sidecar, check_sidecar
from warehouse.catalogue.query import open_build, published

CATALOGUE = {row["rule"]: row for row in rows("rules")}
# own tests below: no document alone breaks them
OF_THE_READING_PROCESS = {
    "worker_died",
    "worker_timeout",
    "reader_error",
    "cannot_read",
    "archive_inside",
    "broken_page",
    "needs_unar",
}
OF_DECISIONS = {"corrected", "correction_unmatched"}  # in test_decisions.py
OF_THE_RUN = {"alert_undelivered"}  # in flows/test_undelivered.py
OF_SETTLING = {"settled", "refused", "decision_unmatched"}  # in test_settling.py
OF_THE_ACCOUNT = {
    row["rule"] for row in CATALOGUE.values() if row["category"] == "crosscheck"
}  # in core/test_crosscheck.py
PER_DOCUMENT = sorted(
    rule for rule in CASES if CATALOGUE.get(rule, {}).get("category") != "dataset"
)


def test_every_rule_has_a_case_and_every_case_a_rule():
    own = OF_THE_READING_PROCESS | OF_DECISIONS | OF_SETTLING | OF_THE_ACCOUNT | OF_THE_RUN
    assert CATALOGUE.keys() == CASES.keys() | own


def test_every_rule_that_a_reader_names_is_in_the_catalogue():
    named = {
        rule
        for file in Path(transforms.__file__).parent.rglob("*.py")
        for rule in re.findall(
            r"""(?:Unread|UnreadableError|Finding)\(\s*"([a-z_]+)\"""",
            file.read_text(encoding="utf-8"),
        )
    }
    assert len(named) > 20
    assert named <= CATALOGUE.keys()


def test_without_a_tool_an_archive_says_which_one_it_needs(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    (finding,) = found(tmp_path, {"a.7z": (CORPUS / "sample.7z").read_bytes()})
    assert finding["rule"] == "needs_unar"


def _write(folder: Path, files) -> list[Path]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".yml")


def _sidecar(path: Path) -> Sidecar:
    import yaml

    beside = path.with_name(path.name + ".meta.yml")
    return check_sidecar(yaml.safe_load(beside.read_bytes())) if beside.exists() else Sidecar()


def found(folder: Path, files) -> list[dict[str, object]]:
    paths = _write(folder, files)
    return [
        row
        for path in paths
        for parsed in read_file(
            Job(path, path.relative_to(folder).as_posix(), _sidecar(path), None)
        )
        for row in parsed.findings
    ]


@pytest.mark.parametrize("rule", PER_DOCUMENT)
def test_a_document_breaks_the_rule_and_another_does_not(rule, tmp_path, monkeypatch):
    case = CASES[rule]
    for name, value in case.patches.items():
        monkeypatch.setattr(
            name,
            value
            or (
                lambda _: [layouts()[0], *[one for one in layouts() if one.LAYOUT == "one_cell"]][
                    ::-1
                ]
            ),
        )
    broken = [
        row for row in found(tmp_path / "broken", case.files("broken")) if row["rule"] == rule
    ]
    assert broken
    for row in broken:
        assert row["severity"] == CATALOGUE[rule]["severity"]
        assert row["expected"]
        assert row["message"].startswith(CATALOGUE[rule]["message"])
    if rule != "layout_ambiguous":
        assert rule not in {row["rule"] for row in found(tmp_path / "sound", case.files("sound"))}


@pytest.mark.parametrize("which", ["broken", "sound"])
def test_rules_over_the_whole_dataset(which, tmp_path):
    """All cases in one build, each under departments of its own."""
    wanted = CASES.keys() - set(PER_DOCUMENT)
    for rule in wanted:
        own = {
            _under(path, rule): _of(content, rule)
            for path, content in CASES[rule].files(which).items()
        }
        _write(tmp_path / "raw", own)
    run(Options(tmp_path / "raw", tmp_path / "c", workers=1), Direct())
    with open_build(published(tmp_path / "c")) as connection:
        rules = connection.execute(
            "SELECT DISTINCT rule, regexp_extract(path, '/(\\w+)-', 1) FROM findings"
        ).fetchall()
    assert {rule for rule, of in rules if rule == of} == (wanted if which == "broken" else set())


def _under(path: str, rule: str) -> str:
    folder, _, name = path.rpartition("/")
    return f"{folder}/{rule}-{name}"


def _of(content: str | bytes, rule: str) -> str | bytes:
    """The content under a department of the rule's own; an archive as it is."""
    return content if isinstance(content, bytes) else content.replace("海珠区", f"海珠区{rule}")


TWO_UNITS = """项目支出绩效目标表
部门名称：广州市海珠区某局
单位：万元

{header}
合计\t{whole}\t{whole}
海珠区甲中心\t{first}\t{first}
甲项目\t10.00\t10.00\t\t\t目标\t{indicators}
海珠区乙中心\t20.00\t20.00
乙项目\t20.00\t20.00\t\t\t目标\t{indicators}
"""


@pytest.mark.parametrize(
    ("whole", "first", "expected"),
    [
        ("30.00", "10.00", set()),
        ("31.00", "10.00", {(6, "31.00", "30.00")}),
        ("30.00", "11.00", {(7, "11.00", "10.00"), (6, "30.00", "31.00")}),
    ],
)
def test_a_unit_is_the_sum_of_its_projects_and_the_whole_the_sum_of_its_units(
    whole, first, expected, tmp_path
):
    text = TWO_UNITS.format(header=HEADER, whole=whole, first=first, indicators=indicators())
    sums = {
        (row["row"], row["expected"], row["found"])
        for row in found(tmp_path, {"2024/a.txt": text})
        if row["rule"] == "sum_of_rows"
    }
    assert sums == expected


def test_what_is_found_and_expected_names_the_thing(tmp_path):
    """Not only that something is wrong: the value, the code's own name, the level it belongs to,
    the other document.
    """
    said = {}
    for rule in ("rate_above_100", "code_contradicts_name", "subcategory_under_other_category"):
        said[rule] = next(
            (row["found"], row["expected"])
            for row in found(tmp_path / rule, CASES[rule].files("broken"))
            if row["rule"] == rule
        )
    assert said == {
        "rate_above_100": ("验收合格率: 292%", "at most 100"),
        "code_contradicts_name": ("1 产出指标 / 12 数量指标", "1 产出指标 / 12 质量指标"),
        "subcategory_under_other_category": ("2 效益指标 / 11 数量指标", "产出指标"),
    }
    _write(tmp_path / "raw", CASES["same_project_differs"].files("broken"))
    run(Options(tmp_path / "raw", tmp_path / "c", workers=1), Direct())
    with open_build(published(tmp_path / "c")) as connection:
        ((where, name),) = connection.execute(
            "SELECT found, source_text FROM findings WHERE rule = 'same_project_differs'"
        ).fetchall()
    assert re.fullmatch(
        r"2024/b\.txt, row 8, project [0-9a-f]{16}, total 11\.0+, here 10\.0+", where
    )
    assert name == "甲"


def test_the_list_of_findings_begins_with_errors_and_counts_by_rule(tmp_path):
    _write(
        tmp_path / "raw",
        CASES["year_contradiction"].files("broken")
        | {"2024/b.txt": CASES["name_missing"].files("broken")["2024/a.txt"], "2024/z.txt": b""},
    )
    run(Options(tmp_path / "raw", tmp_path / "c", workers=1), Direct())

    def listed(*arguments: str) -> list[dict[str, object]]:
        command = [
            sys.executable,
            "-m",
            "flows.cli",
            "findings",
            "--curated",
            tmp_path / "c",
            "--format",
            "json",
            *arguments,
        ]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)

    everything = listed()
    assert [row["severity"] for row in everything] == sorted(
        (row["severity"] for row in everything), key=("error", "warning", "info").index
    )
    assert {(row["rule"], row["title_zh"]) for row in everything} >= {
        ("name_missing", "指标名称缺失"),
        ("empty_file", "空文件"),
    }
    assert {row["rule"] for row in listed("--path", "a.txt")} == {"year_contradiction"}
    assert [
        (row["rule"], row["findings"], row["documents"], row["example"])
        for row in listed("--by-rule", "--severity", "error")
    ] == [("empty_file", 1, 1, "2024/z.txt"), ("name_missing", 1, 1, "2024/b.txt")]


def busy() -> None:
    """It takes processor time without an end."""
    while True:
        pass


@dataclass(frozen=True)
class Poisoned:
    """A file whose bytes kill or hang the worker process that reads them, and nobody else."""

    file: Path
    fault: str

    def read_bytes(self) -> bytes:
        if multiprocessing.parent_process() is not None:
            {"crash": lambda: os.kill(os.getpid(), signal.SIGKILL), "hang": busy}[self.fault]()
        return self.file.read_bytes()


@pytest.mark.parametrize(
    ("rule", "fault", "timeout"), [("worker_died", "crash", 30), ("worker_timeout", "hang", 1)]
)
def test_a_document_that_kills_its_reader_costs_no_neighbour(rule, fault, timeout, tmp_path):
    paths = _write(
        tmp_path, {f"{name}.txt": ONE_CELL + "\n" * number for number, name in enumerate("abc")}
    )
    jobs = [Job(path, path.name, Sidecar(year=2024), None) for path in paths]
    jobs[1] = replace(jobs[1], file=Poisoned(jobs[1].file, fault))
    with pool(1) as processes:
        tables = read_batch(processes, jobs, timeout)
    assert {(row["path"], row["rule"]) for row in tables["findings"].to_pylist()} == {
        ("b.txt", rule)
    }
    assert tables["documents"]["status"].to_pylist() == ["curated", "unreadable", "curated"]


def test_a_fault_of_ours_in_one_document_is_listed(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("flows.processes.worker.parse", fail)
    (finding,) = found(tmp_path, {"a.txt": ONE_CELL})
    assert (
        finding["rule"],
        "ZeroDivisionError: a fault of ours" in finding["message"] + str(finding["found"]),
    ) == ("reader_error", True)


def test_an_archive_is_no_document():
    with pytest.raises(UnreadableError) as error:
        read(CASES["archive_too_deep"].files("sound")["2024/a.zip"], "a.zip")
    assert error.value.rule == "archive_inside"


def test_a_page_that_cannot_be_loaded_is_listed(tmp_path):
    """A page tree that counts three pages and has two."""
    (finding,) = found(
        tmp_path,
        {"2024/a.pdf": pdf("a text of some length", pages=2).replace(b"/Count 2", b"/Count 3")},
    )
    assert finding["rule"] == "broken_page"
