"""Thresholds of jixiao.toml and dispositions.yml: inputs of the build, checked before it begins."""

from __future__ import annotations

import shutil

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from flows.settings import settings
from tests.conftest import ROOT
from tests.views.made import answer
from warehouse.files.disk import WarehouseError

LEAD = "term_equals_year/2024/0a1b"
ENTRY = (
    f"- lead: {LEAD}\n  disposition: dropped\n  reason: 一年期\n  who: 张三\n  date: 2024-05-01\n"
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A project folder with the sample in it, in which the user stands one folder below."""
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    return tmp_path


def ingest(place) -> tuple[str, bool]:
    options = Options(place / "data" / "raw", place / "data" / "curated", workers=1)
    summary = run(options, Direct())
    return summary.build_id, summary.new_build


def test_thresholds_and_dispositions_make_a_build_and_survive_the_next(place):
    first, _ = ingest(place)
    (place / "jixiao.toml").write_text("[thresholds]\nlarge_amount = 100\n", encoding="utf-8")
    (place / "data" / "dispositions.yml").write_text(ENTRY, encoding="utf-8")
    second, new = ingest(place)
    assert new
    assert second != first
    assert ingest(place) == (second, False)
    curated = place / "data" / "curated"
    query = "SELECT value FROM parameters WHERE parameter = 'large_amount'"
    assert answer(curated, query) == [("100",)]
    (place / "data" / "raw" / "2024" / "other.txt").write_text("无表", encoding="utf-8")
    ingest(place)
    query = "SELECT disposition, disposed_by, disposed_on::VARCHAR FROM dispositions"
    assert answer(curated, query) == [("不成立", "张三", "2024-05-01")]
    # what is asked of an older build has its own settings
    hashes = "SELECT count(DISTINCT raw_manifest) FROM builds"
    assert answer(curated, hashes) == [(3,)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[thresholds]\nlarge = 1\n", "large"),
        ("[threshold]\nlarge_amount = 1\n", "threshold"),
        ("thresholds = 3\n", "thresholds"),
        ('[thresholds]\nlarge_amount = "1"\n', "large_amount = 1"),
        ("[thresholds]\nlarge_amount = true\n", "large_amount"),
        ("[thresholds]\nlarge_amount = nan\n", "large_amount"),
        ("[thresholds]\nresult_tolerance = 5\n", "share"),
        ('[thresholds]\nrate_names = "(率"\n', "rate_names"),
        ("[thresholds\n", "jixiao.toml"),
    ],
)
def test_a_damaged_jixiao_toml_is_told(place, text, told):
    (place / "jixiao.toml").write_text(text, encoding="utf-8")
    with pytest.raises(WarehouseError, match=told):
        settings(place / "data" / "raw")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ENTRY.replace("dropped", "gone"), "checked, justified, dropped"),
        (ENTRY.replace("term_equals_year", "term"), "term/2024"),
        (ENTRY.replace("  who: 张三\n", ""), "lead, disposition, reason, who, date"),
        (ENTRY.replace("张三", "''"), "who"),
        (ENTRY.replace("2024-05-01", "gestern"), "gestern"),
        (ENTRY + ENTRY, LEAD),
    ],
)
def test_a_damaged_disposition_is_told(place, text, told):
    (place / "data" / "dispositions.yml").write_text(text, encoding="utf-8")
    with pytest.raises(WarehouseError, match=told):
        settings(place / "data" / "raw")


def test_a_default_that_is_written_down_changes_nothing(place):
    (place / "jixiao.toml").write_text("[thresholds]\nlarge_amount = 500\n", encoding="utf-8")
    assert settings(place / "data" / "raw").hash == ""
