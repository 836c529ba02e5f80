"""The diff says which rows changed and by which cause; the gate refuses losses that no source
explains.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from flows.diff import difference
from tests.documents import Project, document, indicators
from tests.trust.conftest import files, ingest, rows
from transforms.parse import parse
from warehouse.files.disk import RefusedError


def change(path, *pairs):
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def seen(curated, table="indicators"):
    return [
        (row.kind, row.cause, row.path, row.project, row.name, row.columns)
        for row in difference(curated, None, None).rows
        if row.table == table
    ]


@pytest.fixture
def other_parser(monkeypatch):
    """Another parser: one that reads 安全培训次数 as it did not before."""

    def install(version="another", old="安全培训次数", new=None):
        def changed(data, source):
            return parse(data.replace(old.encode(), new.encode()) if new else data, source)

        monkeypatch.setattr("flows.discover.parser_version", lambda: version)
        monkeypatch.setattr("flows.steps.parser_version", lambda: version)
        monkeypatch.setattr("flows.processes.worker.parse", changed)

    return install


class InProcess:
    """Workers that share this process, so that a test can change their parser."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def schedule(self, function, args, timeout):
        result = function(*args)
        return type("Done", (), {"result": staticmethod(lambda: result)})


@pytest.fixture(autouse=True)
def in_process(monkeypatch):
    monkeypatch.setattr("flows.processes.read.pool", lambda _: InProcess())


def test_one_value_one_amount_and_one_heading_changed_by_hand(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "局0.txt", ("年度指标值:≥91%", "年度指标值:≥95%"))
    change(
        raw / "2024" / "局1.txt",
        ("项目1-2\t10.00\t10.00", "项目1-2\t12.00\t12.00"),
        ("合计\t20.00\t20.00", "合计\t22.00\t22.00"),
        ("某区1局\t20.00\t20.00", "某区1局\t22.00\t22.00"),
    )
    change(raw / "2023" / "局2.txt", ("部门名称：某区2局", "部门名称：某区新局"))
    ingest(raw, tmp_path / "c")
    assert seen(tmp_path / "c")[-1] == (
        "changed",
        "source",
        "2024/局0.txt",
        "项目0-1",
        "验收合格率",
        {"annual_value": ("≥91%", "≥95%"), "target_number": ("91.0", "95.0")},
    )
    heading = seen(tmp_path / "c")[:-1]
    assert len(heading) == 6
    assert all(
        (kind, cause, path, columns["department"])
        == ("changed", "source", "2023/局2.txt", ("某区2局", "某区新局"))
        for kind, cause, path, _, _, columns in heading
    )
    assert [
        (path, project, columns)
        for _, _, path, project, _, columns in seen(tmp_path / "c", "projects")
        if path.startswith("2024")
    ] == [
        (
            "2024/局1.txt",
            "项目1-2",
            {
                "total": ("10.000000", "12.000000"),
                "fiscal_appropriation": ("10.000000", "12.000000"),
                "total_printed": ("10.00", "12.00"),
            },
        )
    ]
    assert rows(
        tmp_path / "c",
        "SELECT documents_changed, rows_added, rows_changed, rows_removed, "
        "changed_by_source, changed_by_code, changed_by_both FROM builds "
        "ORDER BY build_id DESC LIMIT 1",
    ) == [(3, 0, 7, 0, 7, 0, 0)]


def test_a_name_changed_is_another_indicator(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "局0.txt", ("安全培训次数", "消防演练次数"))
    ingest(raw, tmp_path / "c")
    assert {(kind, name) for kind, _, _, _, name, _ in seen(tmp_path / "c")} == {
        ("removed", "安全培训次数"),
        ("added", "消防演练次数"),
    }


def test_another_parser_is_another_cause_and_both_cannot_be_told(raw, tmp_path, other_parser):
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "局0.txt", ("年度指标值:≥1次", "年度指标值:≥9次"))
    other_parser(old="年度指标值:≥2次", new="年度指标值:≥3次")
    (raw / "2024" / "局9.txt").write_text(document("某区9局"), encoding="utf-8")
    ingest(raw, tmp_path / "c")
    causes = {
        (kind, path, project): cause for kind, cause, path, project, _, _ in seen(tmp_path / "c")
    }
    assert causes == {
        ("changed", "2024/局0.txt", "项目0-1"): "both",
        ("changed", "2024/局0.txt", "项目0-2"): "both",
        ("added", "2024/局9.txt", "信息化运维经费"): "source",
    } | {
        ("changed", f"{year}/局{n}.txt", f"项目{n}-2"): "code"
        for year in (2023, 2024)
        for n in range(3)
        if (year, n) != (2024, 0)
    }


def test_a_parser_that_reads_the_same_changes_nothing(raw, tmp_path, other_parser):
    ingest(raw, tmp_path / "c")
    other_parser()
    done = ingest(raw, tmp_path / "c")
    assert (done.new_build, done.read, difference(tmp_path / "c", None, None).rows) == (True, 6, [])


def test_two_rows_with_one_key_are_two_rows(raw, tmp_path):
    """The same project twice in one document: a change of the second one is not hidden by the
    first.
    """
    twice = raw / "2024" / "两次.txt"
    twice.write_text(
        document(
            "两次局",
            [Project("甲", indicators=indicators(1)), Project("甲", indicators=indicators(2))],
        ),
        encoding="utf-8",
    )
    ingest(raw, tmp_path / "c")
    change(twice, ("年度指标值:≥92%", "年度指标值:≥99%"))
    ingest(raw, tmp_path / "c")
    assert [
        (kind, columns["annual_value"]) for kind, _, _, _, _, columns in seen(tmp_path / "c")
    ] == [("changed", ("≥92%", "≥99%"))]


def test_a_parser_that_loses_rows_is_refused_and_a_renamed_file_is_not(raw, tmp_path, other_parser):
    first = ingest(raw, tmp_path / "c")
    (raw / "2024" / "局0.txt").rename(raw / "2024" / "更名.txt")
    ingest(raw, tmp_path / "c")
    kept = files(tmp_path / "c")
    other_parser(old="1-产出指标,11-数量指标,安全培训次数", new="附件一")
    with pytest.raises(
        RefusedError, match=r"another version of the code .* 某区0局 2023 lost 2 of 6 rows"
    ):
        ingest(raw, tmp_path / "c")
    assert files(tmp_path / "c") == kept
    assert ingest(raw, tmp_path / "c", accept_removals=True).build_id != first.build_id


def test_a_loss_in_one_document_is_not_hidden_by_a_change_of_another(raw, tmp_path, other_parser):
    (raw / "2024" / "补.txt").write_text(
        document("某区0局", [Project("补充项目")]), encoding="utf-8"
    )
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "补.txt", ("群众满意度", "企业满意度"))
    other_parser(old="1-产出指标,11-数量指标,安全培训次数", new="附件一")
    with pytest.raises(RefusedError, match="某区0局 2024 lost 2 of 9"):
        ingest(raw, tmp_path / "c")


def test_the_command_prints_what_changed(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "局0.txt", ("年度指标值:≥91%", "年度指标值:≥95%"))
    ingest(raw, tmp_path / "c")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "diff",
            "--curated",
            tmp_path / "c",
            "--format",
            "json",
        ],
        capture_output=True,
        check=True,
    )
    lines = json.loads(done.stdout)
    assert {
        (line["what"], line["change"], line["cause"], line["column"], line["before"], line["after"])
        for line in lines
    } == {
        ("document", "changed", "source", None, None, None),
        ("indicator", "changed", "source", "annual_value", "≥91%", "≥95%"),
        ("indicator", "changed", "source", "target_number", "91.0", "95.0"),
    }
    assert "rows_changed 1" in done.stderr.decode()


def test_a_new_year_is_counted_and_not_listed_row_by_row(raw, tmp_path, monkeypatch):
    """Rows of new documents above the limit; what changed in the others is listed as ever."""
    monkeypatch.setattr("warehouse.build.changes.LISTED", 5)
    ingest(raw, tmp_path / "c")
    change(raw / "2024" / "局0.txt", ("年度指标值:≥91%", "年度指标值:≥95%"))
    for number in range(2):
        (raw / "2024" / f"新{number}.txt").write_text(
            document(f"某区新{number}局"), encoding="utf-8"
        )
    ingest(raw, tmp_path / "c")
    assert [(kind, name) for kind, _, _, _, name, _ in seen(tmp_path / "c")] == [
        ("changed", "验收合格率")
    ]
    assert rows(
        tmp_path / "c",
        "SELECT documents_added, rows_added, rows_changed, changed_by_source FROM builds "
        "ORDER BY build_id DESC LIMIT 1",
    ) == [(2, 6, 1, 7)]


def test_a_later_edition_is_compared_with_the_one_that_it_replaces(raw, tmp_path):
    """The document before is the same to the byte, but counts no more: its rows are those that
    changed.
    """
    later = raw / "2024" / "局0更正.txt"
    (raw / "2024" / "局0.txt.meta.yml").write_text("published_on: 2024-02-01\n", encoding="utf-8")
    ingest(raw, tmp_path / "c")
    later.write_text((raw / "2024" / "局0.txt").read_text(encoding="utf-8"), encoding="utf-8")
    change(later, ("年度指标值:≥91%", "年度指标值:≥95%"))
    later.with_name(later.name + ".meta.yml").write_text(
        "published_on: 2024-03-01\n", encoding="utf-8"
    )
    ingest(raw, tmp_path / "c")
    assert [
        (kind, path, columns["annual_value"])
        for kind, _, path, _, _, columns in seen(tmp_path / "c")
    ] == [("changed", "2024/局0更正.txt", ("≥91%", "≥95%"))]
    later.unlink()
    ingest(raw, tmp_path / "c", accept_removals=True)
    assert [
        (kind, path, columns["annual_value"])
        for kind, _, path, _, _, columns in seen(tmp_path / "c")
    ] == [("changed", "2024/局0.txt", ("≥95%", "≥91%"))]
