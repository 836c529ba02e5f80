"""The exercises of CONTRIBUTING.md, done in a copy: so many files are touched, and no more."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

TABLE = """<h1>2024年项目支出绩效目标表</h1>
<table><tr><td>项目名称</td><td colspan=3>道路养护</td></tr>
<tr><td>主管部门</td><td colspan=3>某市某局</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>{value}</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥12公里</td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>通行率</td><td>≥95%</td></tr></table>"""
ASK = """
import sys
from transforms.parse import parse
from transforms.rows.source import Source
parsed = parse(sys.stdin.buffer.read(), Source("2024/a.html"))
for project in parsed.projects:
    print("layout", project["layout"])
for one in parsed.indicators:
    print(one.name, one.annual_value, "published" if one.finding_id is None else "held")
for one in parsed.findings:
    if one["rule"] == "column_unknown":
        print("to confirm:", one["source_text"])
"""


class Copy:
    """The package, where it can be changed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for room in ("flows", "transforms", "schemas", "warehouse"):
            # with its bytecode, which is made anew where a file is changed
            shutil.copytree(ROOT / room, folder / room)

    def edit(self, file: str, old: str, new: str) -> None:
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, *rows: str) -> None:
        with (self.folder / file).open("a", encoding="utf-8") as table:
            table.writelines(f"{row}\n" for row in rows)

    def write(self, file: str, text: str) -> None:
        (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / file).write_text(text, encoding="utf-8")

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments],
            cwd=self.folder,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONPATH": str(self.folder)},
        )

    def ingest(self) -> None:
        done = self.command("ingest", "--direct", "--workers", "1")
        assert "Traceback" not in done.stderr
        assert (self.folder / "data/curated/current").exists(), done.stderr

    def answer(self, *arguments: str) -> list[dict[str, str]]:
        done = self.command(*arguments, "--format", "csv")
        assert done.returncode == 0, done.stderr
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def read(self, value: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", ASK],
            cwd=self.folder,
            input=TABLE.format(value=value).encode(),
            capture_output=True,
            check=True,
            env={"PYTHONUTF8": "1", "PYTHONPATH": str(self.folder)},
        )
        return done.stdout.decode().splitlines()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)


def test_a_new_header_word_is_one_row(copy: Copy):
    assert "to confirm: 拟达标数" in copy.read("拟达标数")
    copy.edit(
        "schemas/header_aliases.csv", "column,alias\n", "column,alias\nannual_value,拟达标数\n"
    )
    assert copy.read("拟达标数") == [
        "layout level_columns",
        "养护里程 ≥12公里 published",
        "通行率 ≥95% published",
    ]


def test_a_new_arrangement_of_the_level_table_is_one_row(copy: Copy):
    assert copy.read("指标值")[0] == "layout level_columns"
    row = (
        'VARIANTS = (\n    Variant("short_form", lambda header: len(header.columns) == 4 and '
        "has_targets(header)),\n"
    )
    copy.edit("transforms/layouts/level_table/variants.py", "VARIANTS = (\n", row)
    assert copy.read("指标值") == [
        "layout short_form",
        "养护里程 ≥12公里 published",
        "通行率 ≥95% published",
    ]


# record -> column, group, table, its header words, what the page prints, what it should say
FIELDS = {
    "indicator": ("note", "indicators", "责任科室", "养护科", "养护一科"),
    "project": ("text", "projects", "建设地点", "城南", "城南新区"),
}
FORM = """<h1>2024年项目支出绩效目标表</h1>
<table><tr><td>项目名称</td><td colspan=4>道路养护</td></tr>
<tr><td>建设地点</td><td colspan=4>城南</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>责任科室</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥12公里</td><td>养护科</td></tr>
<tr><td>效益指标</td><td>社会效益指标</td><td>通行率</td><td>≥95%</td><td></td></tr></table>"""
LISTING = """<h1>2024年项目支出绩效目标表</h1><table>
<tr><td>项目名称</td><td>建设地点</td><td>一级指标</td><td>二级指标</td><td>三级指标</td>
<td>指标值</td><td>责任科室</td></tr>
<tr><td>道路养护</td><td>城南</td><td>产出指标</td><td>数量指标</td><td>养护里程</td>
<td>≥12公里</td><td>养护科</td></tr></table>"""
ONE_CELL = """<h1>2024年项目支出绩效目标表</h1><table>
<tr><td>项目名称</td><td>建设地点</td><td>绩效指标</td></tr>
<tr><td>道路养护</td><td>城南</td><td>设1条数量指标:养护里程≥12公里</td></tr></table>"""
ABOVE = """<h1>2024年项目支出绩效目标表</h1><p>项目名称：道路养护</p><p>建设地点：城南</p><table>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td>养护里程</td><td>≥12公里</td></tr></table>"""
PROSE = """<h1>2024年项目支出绩效目标表</h1><p>项目名称：道路养护</p><p>建设地点：城南</p>
<p>设1条数量指标:养护里程≥12公里</p>"""
OF_INDICATORS = {"form": FORM, "listing": LISTING}
OF_PROJECTS = OF_INDICATORS | {"one": ONE_CELL, "above": ABOVE, "prose": PROSE}
CORRECTION = """
- {{id: one, document: 2024/form.html, project: 养护form, {indicator} field: printed_here,
   expect: {printed}, value: {value}, reason: misprint, author: an auditor, date: 2024-05-06}}
"""


@pytest.mark.parametrize("record", FIELDS)
def test_a_new_field_is_three_rows(copy: Copy, record: str):
    group, table, words, printed, value = FIELDS[record]
    pages = OF_INDICATORS if record == "indicator" else OF_PROJECTS
    for name, page in pages.items():
        # projects of one name count once
        copy.write(f"data/raw/2024/{name}.html", page.replace("道路养护", f"养护{name}"))
    copy.add("schemas/columns.csv", f"printed_here,text,,Printed here,{words},As printed.,原文")
    copy.add("schemas/roles.csv", f"printed_here,{group},{record},{table},,stored correctable")
    copy.add("schemas/header_aliases.csv", f"printed_here,{words}")

    copy.ingest()
    ask = f"SELECT {{}} FROM {{}} WHERE {{}} = '{printed}'"
    assert len(copy.answer("sql", ask.format("*", table, "printed_here"))) == len(pages)
    face = {"indicators": "绩效指标明细", "projects": "项目支出"}[table]
    assert copy.answer("sql", ask.format(words, face, words)) == [{words: printed}] * len(pages)
    everything = copy.answer("sql", f"FROM {table}")
    assert not any(printed in (row.get("explanation") or "") for row in everything)

    indicator = "indicator: 养护里程," if record == "indicator" else ""
    one = CORRECTION.format(indicator=indicator, printed=printed, value=value)
    copy.write("data/corrections/a.yml", one)
    copy.ingest()
    changed = [row for row in copy.answer("diff") if row["column"] == "printed_here"]
    assert [(row["cause"], row["before"], row["after"]) for row in changed] == [
        ("correction", printed, value)
    ]


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("header_aliases", "anual_value,拟达标数", "no role 'anual_value' in roles.csv"),
        ("roles", "printed_here,note,indicator,indicators,,stored", "no such row in columns.csv"),
        ("roles", "basis,result,indicator,indicators,,stored", "has the group note"),
        ("roles", "basis,note,indicator,indicators,,correctable", "has the group note"),
    ],
)
def test_a_row_that_does_not_fit_is_named_in_one_line(copy: Copy, file: str, row: str, says: str):
    copy.add(f"schemas/{file}.csv", row)
    number = len((copy.folder / f"schemas/{file}.csv").read_text(encoding="utf-8").splitlines())
    done = copy.command("ingest", "--direct", "--workers", "1")
    assert done.returncode == 1
    line, *more = done.stderr.splitlines()
    assert not more
    assert line.startswith(f"jixiao: schemas/{file}.csv, row {number}: ")
    assert says in line
    assert f"第{number}行" in line


def test_a_view_of_an_unknown_column_is_named_in_one_line(copy: Copy):
    copy.write("data/raw/2024/form.html", FORM)
    copy.edit("warehouse/catalogue/views/long_table.sql", "-- columns: project,", "-- columns: p,")
    done = copy.command("ingest", "--direct", "--workers", "1")
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "catalogue/views/long_table.sql, columns: no column 'p'" in done.stderr
    assert "列定义中没有 p" in done.stderr
