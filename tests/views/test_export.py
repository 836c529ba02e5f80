"""What leaves the house: portable, readable in Excel, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys

import duckdb
import openpyxl
import pytest

from tests.conftest import ROOT
from tests.views.made import Ind, P, answer, build
from warehouse.catalogue.query import published
from warehouse.export.formats import export
from warehouse.files.disk import WarehouseError


def jixiao(*arguments: str, cwd) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def nasty(tmp_path):
    return build(
        tmp_path / "made",
        P(
            "=HYPERLINK(1)",
            [Ind("数量指标", "+加号", "-3个"), Ind("数量指标", "@函数", "≥1个")],
            department="\t制表局",
        ),
    )


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_cannot_be_written_whole_leaves_what_stood_there(sample, tmp_path, form):
    (tmp_path / "out").mkdir()
    export(published(sample), tmp_path / "out", form, ["findings"])
    (before,) = (tmp_path / "out").iterdir()
    content = before.read_bytes()
    whole = """
import resource, signal, sys
from pathlib import Path
from warehouse.export.formats import export
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))
build, target, form = sys.argv[1:]
export(Path(build), Path(target), form, ["targets"])
"""
    done = subprocess.run(
        [sys.executable, "-c", whole, str(published(sample)), str(tmp_path / "out"), form],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode
    assert [one.name for one in (tmp_path / "out").iterdir()] == [before.name]
    assert before.read_bytes() == content


@pytest.mark.parametrize(("length", "whole"), [(32_767, True), (32_768, False), (90_000, False)])
def test_a_text_that_a_cell_cannot_hold_says_that_it_is_cut(tmp_path, length, whole):
    goal = "长" * length
    curated = build(tmp_path / "made", P("甲", [], goal=goal))
    export(published(curated), tmp_path / "out.xlsx", "xlsx", ["project_summary"])
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    texts = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] == "长"]
    assert [len(text) for text in texts] == [min(length, 32_767)]
    assert (texts[0] == goal) == whole
    assert (str(length) in texts[0]) == (not whole)


def test_a_duckdb_file_is_whole_without_the_build(sample, tmp_path):
    export(published(sample), tmp_path / "out.duckdb", "duckdb")
    (tmp_path / "moved").mkdir()
    shutil.move(tmp_path / "out.duckdb", tmp_path / "moved" / "x.duckdb")
    with duckdb.connect(str(tmp_path / "moved" / "x.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM 绩效指标长表").fetchone() == (24,)
        assert connection.execute(
            "SELECT count(*) FROM signals WHERE outcome = '命中'"
        ).fetchone() == (5,)
        assert connection.execute(
            "SELECT count(*) FROM duckdb_tables() WHERE comment IS NULL"
        ).fetchone() == (0,)
    assert str(sample) not in (tmp_path / "moved" / "x.duckdb").read_bytes().decode("latin-1")


def test_csv_opens_in_excel_and_runs_nothing(nasty, tmp_path):
    export(published(nasty), tmp_path / "out", "csv", ["long_table", "projects"], in_chinese=True)
    raw = (tmp_path / "out" / "绩效指标长表.csv").read_bytes()
    assert raw.startswith("\ufeff项目名称".encode())
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert {rows[1][3], rows[2][3]} == {"'+加号", "'@函数"}
    assert not any(
        cell[:1] in tuple("=+-@\t")
        for row in rows
        for cell in row
        if not cell.lstrip("-").replace(".", "").isdigit()
    )


def test_a_workbook_holds_text_as_text(nasty, tmp_path):
    export(published(nasty), tmp_path / "out.xlsx", "xlsx", in_chinese=True)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    cells = [cell for row in book["绩效目标"].iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert book["绩效目标"].auto_filter.ref
    assert {cell.number_format for cell in book["项目汇总"]["I"][1:]} == {"#,##0.00####"}
    # no "f": no formula
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "inlineStr",
        "n",
        "d",
        "b",
    }


def test_the_audit_sheet_leads_back_to_the_source(sample, tmp_path):
    export(published(sample), tmp_path / "out.xlsx", "xlsx", in_chinese=True)
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx")["审计底稿"].values)
    row = dict(zip(rows[0], next(row for row in rows if row[5] == "一刀切"), strict=True))
    assert row["项目名称"] == "项目管理服务经费"
    assert row["原文行"] > 1
    assert len(row["文件sha256"]) == 64
    assert row["数据版本"] == published(sample).name
    assert row["文件"].endswith(".txt")


def test_rows_leave_in_the_order_in_which_people_read_them(tmp_path):
    curated = build(
        tmp_path / "made",
        *(
            P(f"项目{n}", [Ind("数量指标", f"次数{m}", f"≥{m}次") for m in (2, 1)], total=n)
            for n in (2, 9, 5)
        ),
    )
    export(published(curated), tmp_path / "out", "csv", ["project_summary", "targets"])

    def column(name, number):
        return [
            row[number]
            for row in csv.reader(
                (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
            )
        ][1:]

    assert column("project_summary", 7) == ["项目9", "项目5", "项目2"]
    assert column("targets", 14) == ["次数2", "次数1"] * 3


def test_parquet_has_the_rows(sample, tmp_path):
    assert export(published(sample), tmp_path / "out", "parquet", ["targets", "long_table"]) == [
        "targets",
        "long_table",
    ]
    assert duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/out/targets.parquet'").fetchall() == [
        (24,)
    ]


@pytest.mark.parametrize(
    ("form", "only", "problem"),
    [
        ("csv", ["nothing"], "no table or view nothing"),
        ("csv", ["name_key"], "no table or view name_key"),
    ],
)
def test_a_wrong_name_is_told(sample, tmp_path, form, only, problem):
    with pytest.raises(WarehouseError, match=problem):
        export(published(sample), tmp_path / "out", form, only)


def test_a_file_is_not_written_over_a_folder(sample, tmp_path):
    with pytest.raises(WarehouseError, match="written to a file"):
        export(published(sample), tmp_path, "xlsx")


def test_search_on_the_command_line_from_another_folder(sample, tmp_path):
    done = jixiao(
        "search",
        "满意度",
        "--year",
        "2024",
        "--curated",
        str(sample),
        "--format",
        "json",
        cwd=tmp_path,
    )
    rows = json.loads(done.stdout)
    assert done.returncode == 0
    assert rows[0]["内容"].endswith("满意度")
    assert (
        jixiao(
            "explain",
            rows[0]["编号"],
            "--curated",
            str(sample),
            "--raw",
            str(ROOT / "data/raw"),
            cwd=tmp_path,
        ).returncode
        == 0
    )
    assert (
        json.loads(
            jixiao(
                "search",
                "满意度",
                "--year",
                "1999",
                "--curated",
                str(sample),
                "--format",
                "json",
                cwd=tmp_path,
            ).stdout
        )
        == []
    )


def test_search_finds_parts_and_prefers_wholes(tmp_path):
    curated = build(
        tmp_path,
        P(
            "甲",
            [
                Ind("数量指标", "政务云平台运行率", "≥99%"),
                Ind("数量指标", "云平台政务", "≥1个"),
                Ind("数量指标", "道路养护", "≥1公里"),
            ],
        ),
    )
    assert [row[0] for row in answer(curated, "SELECT content FROM search('政务云平台')")] == [
        "政务云平台运行率",
        "云平台政务",
    ]
    assert [row[0] for row in answer(curated, "SELECT content FROM search('养护')")] == ["道路养护"]
    assert answer(curated, "SELECT content FROM search('')") == []


def test_export_on_the_command_line_chooses_the_format_by_the_name(sample, tmp_path):
    assert (
        jixiao(
            "export", "x.xlsx", "--curated", str(sample), "--only", "long_table", cwd=tmp_path
        ).returncode
        == 0
    )
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["绩效指标长表"]
