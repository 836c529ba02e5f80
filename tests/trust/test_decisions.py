"""Corrections, acknowledged problems and replay: what people decide about the data, guarded against
what changes under it.
"""

from __future__ import annotations

import pytest

from flows.replay import freed
from tests.documents import Project, document
from tests.trust.conftest import files, ingest, rows
from warehouse.catalogue.query import published
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import load_manifest

ENTRY = """
- id: one
  document: 2024/局0.txt
  project: 项目0-1
  indicator: 验收合格率
  field: annual_value
  expect: "{expect}"
  value: "≥99%"
  reason: misprint
  author: an auditor
  date: 2024-05-06
"""


@pytest.fixture
def correct(raw):
    def write(text: str) -> None:
        (raw.parent / "corrections").mkdir(exist_ok=True)
        (raw.parent / "corrections" / "a.yml").write_text(text, encoding="utf-8")

    return write


def test_a_corrected_row_shows_both_texts(raw, tmp_path, correct):
    correct(ENTRY.format(expect="≥91%"))
    done = ingest(raw, tmp_path / "c")
    assert rows(
        tmp_path / "c",
        "SELECT annual_value, target_number, flags, contains(source_text, '年度指标值:≥91%') "
        "FROM indicators WHERE flags <> ''",
    ) == [("≥99%", 99, "corrected", True)]
    assert rows(
        tmp_path / "c",
        "SELECT severity, rule, found, expected, path FROM findings WHERE rule <> 'region_unknown'",
    ) == [("info", "corrected", "≥91%", "≥99%", "2024/局0.txt")]
    assert done.exit_code == 0


def test_a_file_of_corrections_may_end_in_yaml(raw, tmp_path):
    (raw.parent / "corrections").mkdir()
    for number, ending in enumerate(("yml", "yaml")):
        text = ENTRY.format(expect=f"≥9{number + 1}%").replace("id: one", f"id: n{number}")
        file = raw.parent / "corrections" / f"a.{ending}"
        file.write_text(text.replace("局0", f"局{number}"), encoding="utf-8")
    ingest(raw, tmp_path / "c")
    query = "SELECT rule, path FROM findings WHERE rule LIKE 'correct%' ORDER BY path"
    found = rows(tmp_path / "c", query)
    assert [path for _, path in found] == ["2024/局0.txt", "2024/局1.txt"]


@pytest.mark.parametrize("name", ["decisions", "dispositions"])
def test_a_list_of_entries_may_end_in_yaml(raw, tmp_path, name):
    (raw.parent / f"{name}.yaml").write_text("- nonsense", encoding="utf-8")
    with pytest.raises(WarehouseError, match=f"{name}.yaml"):
        ingest(raw, tmp_path / "c")


def test_an_amount_is_corrected_and_keeps_what_was_printed(raw, tmp_path, correct):
    correct(
        ENTRY.format(expect="10.00")
        .replace("  indicator: 验收合格率\n", "")
        .replace("annual_value", "total")
        .replace("≥99%", "12.50")
    )
    ingest(raw, tmp_path / "c")
    assert rows(
        tmp_path / "c",
        "SELECT total::DOUBLE, total_printed FROM projects "
        "WHERE project = '项目0-1' AND fiscal_year = 2024",
    ) == [(12.5, "10.00")]
    assert not rows(tmp_path / "c", "SELECT rule, found FROM findings WHERE severity = 'error'")


@pytest.mark.parametrize(
    ("old", "new", "says", "row"),
    [
        ("≥91%", "≥88%", "annual_value is printed as ≥91%: has the source been mended?", 8),
        ("验收合格率", "没有的指标", "no row is like that", None),
        ("  indicator: 验收合格率\n", "", "2 places print it: name the project", None),
    ],
)
def test_a_correction_that_does_not_fit_changes_nothing_and_fails_the_check(
    raw, tmp_path, correct, old, new, says, row
):
    text = ENTRY.format(expect="≥91%")
    assert old in text
    correct(
        text.replace(old, new)
        if "indicator" not in old
        else text.replace(old, new)
        .replace("annual_value", "subcategory")
        .replace("≥91%", "数量指标")
        .replace("project: 项目0-1", "row: null")
    )
    done = ingest(raw, tmp_path / "c")
    assert done.exit_code == 3
    ((rule, found, stands),) = rows(
        tmp_path / "c", "SELECT rule, found, row FROM findings WHERE severity = 'error'"
    )
    assert (rule, stands, says in found) == ("correction_unmatched", row, True)
    assert rows(
        tmp_path / "c", "SELECT count(*) FROM indicators WHERE flags LIKE '%corrected%'"
    ) == [(0,)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("2024/局0.txt", "2024/没有.txt"), "没有.txt"),
        (("field: annual_value", "field: nonsense"), "nonsense"),
        (("- id: one\n", "- just text\n# "), "entry 1|a.yml"),
        (("  reason: misprint\n", ""), "reason"),
        (("- id", "- ]id"), "a.yml"),
    ],
)
def test_a_correction_that_cannot_be_used_stops_the_run(raw, tmp_path, correct, change, says):
    correct(ENTRY.format(expect="≥91%").replace(*change))
    with pytest.raises(WarehouseError, match=says):
        ingest(raw, tmp_path / "c")


def test_only_the_documents_concerned_are_read_anew_and_the_build_equals_a_full_one(
    raw, tmp_path, correct
):
    ingest(raw, tmp_path / "c")
    correct(ENTRY.format(expect="≥91%"))
    assert ingest(raw, tmp_path / "c").read == 1
    ingest(raw, tmp_path / "full")
    assert files(tmp_path / "c") == files(tmp_path / "full")
    assert rows(
        tmp_path / "c",
        "SELECT rows_changed, changed_by_correction FROM builds ORDER BY build_id DESC LIMIT 1",
    ) == [(1, 1)]
    assert ingest(raw, tmp_path / "c").new_build is False


def acknowledge(raw, *pairs):
    (raw.parent / "acknowledged.yml").write_text(
        "".join(
            f"- document: {path}\n  rule: {rule}\n  reason: known\n  who: me\n  date: 2024-01-01\n"
            for path, rule in pairs
        ),
        encoding="utf-8",
    )


def test_exit_code_3_means_something_new(raw, tmp_path):
    (raw / "2024" / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    (raw / "2024" / "空.txt").write_bytes(b"")
    acknowledge(raw, ("2024/坏.pdf", "broken_pdf"))
    done = ingest(raw, tmp_path / "c")
    assert (done.exit_code, done.unacknowledged, done.acknowledged, done.outdated) == (3, 1, 1, [])
    acknowledge(
        raw,
        ("2024/坏.pdf", "broken_pdf"),
        ("2024/空.txt", "empty_file"),
        ("2024/局0.txt", "left_over_text"),
    )
    done = ingest(raw, tmp_path / "c")
    assert (done.exit_code, done.unacknowledged, done.acknowledged, done.outdated) == (
        0,
        0,
        2,
        ["2024/局0.txt: left_over_text"],
    )


def test_another_reason_than_the_known_one_is_news(raw, tmp_path):
    (raw / "2024" / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    acknowledge(raw, ("2024/坏.pdf", "password"))
    assert ingest(raw, tmp_path / "c").exit_code == 3


def test_replay_reads_what_was_held_back_and_says_what_it_freed(raw, tmp_path):
    (raw / "无年度.txt").write_text(document("某局", [Project("甲")]), encoding="utf-8")
    ingest(raw, tmp_path / "c")
    before = published(tmp_path / "c")
    (raw / "2024" / "新.txt").write_text(document("新局"), encoding="utf-8")
    done = ingest(raw, tmp_path / "c", replay=True, assume_year=2024)
    assert done.read == 1
    assert (
        freed(before, published(tmp_path / "c"))
        == "freed 3 rows; held back 0 (before 3); documents with problems 0 (before 1)"
    )
    assert "2024/新.txt" not in load_manifest(published(tmp_path / "c")).raw
    ingest(raw, tmp_path / "c", assume_year=2024)
    ingest(raw, tmp_path / "full", assume_year=2024)
    assert files(tmp_path / "c") == files(tmp_path / "full")
