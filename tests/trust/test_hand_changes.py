"""The sample and the code as an auditor would change them by hand: a copy of each, the real command
line, and the diff that says what came of it.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = "2024/haizhu_digital_government_center.txt"
READ_OTHERWISE = (
    "对外服务微信小程序无故障运行率",
    "综合审批平台办公人员满意度",
)  # the two whose value says 大于


class Copy:
    """A copy of the sample and of the code, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
        for room in ("flows", "transforms", "schemas", "warehouse"):
            # with its bytecode: none is written here, where a file is changed there and back
            shutil.copytree(ROOT / room, folder / room)

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
            env=os.environ
            | {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        )
        return done.stdout

    def ingest(self) -> None:
        self.run("ingest", "--direct", "--workers", "1")

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old} stands {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="")

    def difference(self) -> set[tuple[str, ...]]:
        """The changed columns: what, cause, project, name, column, before, after."""
        lines = list(csv.DictReader(io.StringIO(self.run("diff", "--format", "csv"))))
        assert {line["change"] for line in lines} <= {"changed"}
        return {
            tuple(
                line[key]
                for key in ("what", "cause", "project", "name", "column", "before", "after")
            )
            for line in lines
            if line["what"] != "document"
        }


@pytest.fixture
def copy(tmp_path):
    made = Copy(tmp_path)
    made.ingest()
    return made


def test_one_indicator_one_amount_and_one_heading_of_the_sample(copy):
    copy.edit(
        f"data/raw/{SAMPLE}",
        "安全培训；实施周期指标值:至少一次,年度指标值:至少一次",
        "安全培训；实施周期指标值:至少一次,年度指标值:至少三次",
    )
    copy.ingest()
    row = ("indicator", "source", "电子政务信息化运维经费", "安全培训")
    assert copy.difference() == {
        (*row, "annual_value", "至少一次", "至少三次"),
        (*row, "target_number", "1.0", "3.0"),
    }
    for old, new in (
        ("热线智能化建设经费\t20.00\t20.00", "热线智能化建设经费\t25.00\t25.00"),
        ("合计\t1,460.00\t1,460.00", "合计\t1,465.00\t1,465.00"),
        (
            "广州市海珠区数字政府运营中心\t1,460.00\t1,460.00",
            "广州市海珠区数字政府运营中心\t1,465.00\t1,465.00",
        ),
    ):
        copy.edit(f"data/raw/{SAMPLE}", old, new)
    copy.ingest()
    row = ("project", "source", "热线智能化建设经费", "")
    assert copy.difference() == {
        (*row, "total", "20.000000", "25.000000"),
        (*row, "fiscal_appropriation", "20.000000", "25.000000"),
        (*row, "total_printed", "20.00", "25.00"),
    }
    path = copy.folder / "data" / "raw" / SAMPLE
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "部门名称：广州市海珠区数字政府运营中心", "部门名称：广州市海珠区政务服务中心"
        ),
        encoding="utf-8",
    )
    copy.ingest()
    changed = copy.difference()
    assert {
        (cause, column, before, after) for _, cause, _, _, column, before, after in changed
    } == {("source", "department", "广州市海珠区数字政府运营中心", "广州市海珠区政务服务中心")}
    assert {
        what: sum(line[0] == what for line in changed) for what in ("project", "indicator")
    } == {"project": 5, "indicator": 24}


def test_the_parser_changed_and_then_both(copy):
    copy.edit(
        "transforms/words/directions.py",
        '">=": 1, ">": 1,',
        '">=": 1, ">": -1,',
    )
    copy.ingest()
    assert copy.difference() == {
        ("indicator", "code", "电子政务信息化运维经费", name, "direction", "1", "-1")
        for name in READ_OTHERWISE
    }
    copy.edit(
        "transforms/words/directions.py",
        '">=": 1, ">": -1,',
        '">=": 1, ">": 1,',
    )
    copy.edit(
        f"data/raw/{SAMPLE}",
        "安全培训；实施周期指标值:至少一次,年度指标值:至少一次",
        "安全培训；实施周期指标值:至少一次,年度指标值:至少三次",
    )
    copy.ingest()
    assert {(cause, name) for _, cause, _, name, *_ in copy.difference()} == {
        ("both", name) for name in (*READ_OTHERWISE, "安全培训")
    }
