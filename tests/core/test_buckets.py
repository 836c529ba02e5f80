"""A partition above the limit is cut into buckets of documents: one document more or less rewrites
one of them, and nothing depends on history.

The limit is lowered to 20 indicators; the documents have six.
"""

from __future__ import annotations

import pytest

from tests.documents import Project, document, indicators
from tests.trust.conftest import files, ingest, rows
from warehouse.build.places import place_of
from warehouse.build.sources import PARTED
from warehouse.catalogue.query import published
from warehouse.files.layout import load_manifest
from warehouse.files.parquet import read_file

DOCUMENTS = 24


def write(raw, number: int, name: str = "项目") -> None:
    text = document(
        f"某区{number}局",
        [
            Project(f"{name}{number}-{n}", goal=f"目标{number}", indicators=indicators(n))
            for n in (1, 2)
        ],
    )
    (raw / "2024" / f"局{number:02}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def raw(tmp_path, monkeypatch):
    monkeypatch.setattr("warehouse.build.places.BUCKET_ROWS", 20)
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    for number in range(DOCUMENTS):
        write(tmp_path / "raw", number)
    return tmp_path / "raw"


def parted(curated) -> set[str]:
    named = load_manifest(published(curated)).files
    return {file for name in PARTED for file in named[name]}


def rewritten(curated, before) -> set[str]:
    """Buckets with a file that the build before does not have."""
    return {place_of(file).bucket for file in parted(curated) - before}


def test_every_row_lies_in_the_bucket_that_its_document_names(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    named = load_manifest(published(tmp_path / "c")).files
    buckets = {place_of(file).bucket for file in named["indicators"]}
    # 24 documents of 6 rows: 144 rows need 8 buckets of 20
    assert {len(bucket) for bucket in buckets} == {3}
    for file in named["indicators"]:
        for document_id in (
            read_file(published(tmp_path / "c"), "indicators", file)["document_id"]
            .unique()
            .to_pylist()
        ):
            assert f"{int(document_id[:2], 16):08b}".startswith(place_of(file).bucket)
    assert rows(
        tmp_path / "c", "SELECT count(*), count(DISTINCT indicator_id) FROM indicators"
    ) == [(144, 144)]
    assert rows(
        tmp_path / "c",
        "SELECT count(*) FROM readings r ANTI JOIN indicators i USING (indicator_id)",
    ) == [(0,)]


def test_a_document_more_writes_the_files_of_one_bucket(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    before = parted(tmp_path / "c")
    write(raw, DOCUMENTS)
    ingest(raw, tmp_path / "c")
    assert len(rewritten(tmp_path / "c", before)) == 1
    ingest(raw, tmp_path / "full", workers=2, batch_size=5)
    assert files(tmp_path / "c") == files(tmp_path / "full")


def test_a_decision_about_a_document_writes_the_files_of_one_bucket(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    before = parted(tmp_path / "c")
    (raw.parent / "corrections").mkdir()
    (raw.parent / "corrections" / "a.yml").write_text(
        "- {id: one, document: 2024/局03.txt, project: 项目3-1, indicator: 验收合格率, "
        'field: annual_value, expect: "≥91%", value: "≥99%", '
        "reason: misprint, author: an auditor, date: 2024-05-06}",
        encoding="utf-8",
    )
    ingest(raw, tmp_path / "c")
    assert len(rewritten(tmp_path / "c", before)) == 1
    ingest(raw, tmp_path / "full")
    assert files(tmp_path / "c") == files(tmp_path / "full")


def test_a_document_published_anew_leaves_one_bucket_and_enters_one(raw, tmp_path):
    """Its bytes name its bucket, so these can be two."""
    ingest(raw, tmp_path / "c")
    before = parted(tmp_path / "c")
    write(raw, 7, "新项目")
    ingest(raw, tmp_path / "c")
    assert len(rewritten(tmp_path / "c", before)) <= 2
    ingest(raw, tmp_path / "full")
    assert files(tmp_path / "c") == files(tmp_path / "full")


def test_a_partition_that_outgrows_its_buckets_is_cut_anew(raw, tmp_path):
    for number in range(3, DOCUMENTS):
        (raw / "2024" / f"局{number:02}.txt").unlink()
    ingest(raw, tmp_path / "c")
    assert {place_of(file).bucket for file in parted(tmp_path / "c")} == {""}
    for number in range(3, DOCUMENTS):
        write(raw, number)
        if number in (10, DOCUMENTS - 1):
            ingest(raw, tmp_path / "c")
    ingest(raw, tmp_path / "full")
    assert files(tmp_path / "c") == files(tmp_path / "full")
    for number in range(2, DOCUMENTS):
        (raw / "2024" / f"局{number:02}.txt").unlink()
    ingest(raw, tmp_path / "c", accept_removals=True)
    ingest(raw, tmp_path / "small")
    assert files(tmp_path / "c") == files(tmp_path / "small")
