"""Builds: immutable, byte-identical however they came about, switched in one step, answered from
anywhere.
"""

from __future__ import annotations

import os
import random
import shutil
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document, indicators
from warehouse.catalogue.query import ask, open_build, published
from warehouse.files.disk import LockedError, RefusedError, WarehouseError, lock
from warehouse.files.layout import Warehouse, load_manifest
from warehouse.files.upkeep import prune


def ingest(raw: Path, curated: Path, **options):
    return run(Options(raw, curated, **{"workers": 1, **options}), Direct())


def files(curated: Path) -> dict[str, bytes]:
    build = published(curated)
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*.parquet"))
        if path.parent.name != "builds"
    }


def ask_all(curated: Path, query: str):
    with open_build(published(curated)) as connection:
        return ask(connection, query).fetchall()


def lay(folder: Path) -> Path:
    """Two years of three departments with two projects of three indicators."""
    for year in (2023, 2024):
        (folder / str(year)).mkdir(parents=True)
        for number in range(3):
            (folder / str(year) / f"局{number}.txt").write_text(
                document(
                    f"某区{number}局",
                    [
                        Project(
                            f"项目{number}-{n}", goal=f"{year}年的目标", indicators=indicators(n)
                        )
                        for n in (1, 2)
                    ],
                )
            )
    return folder


@pytest.fixture
def raw(tmp_path):
    return lay(tmp_path / "raw")


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    """One build, for what leaves it as it is."""
    folder = tmp_path_factory.mktemp("warehouse")
    ingest(lay(folder / "raw"), folder / "c")
    return folder / "c"


def test_an_incremental_build_equals_the_full_one_byte_for_byte(raw, tmp_path):
    late = raw / "2024" / "局2.txt"
    content = late.read_bytes()
    late.unlink()
    ingest(raw, tmp_path / "steps")
    (raw / "2023" / "局0.txt").write_text(
        document("某区0局", [Project("项目0-1", indicators=indicators(5)), Project("项目0-2")])
    )
    late.write_bytes(content)
    ingest(raw, tmp_path / "steps")
    ingest(raw, tmp_path / "full", workers=2, batch_size=1)
    assert files(tmp_path / "steps") == files(tmp_path / "full")


def test_a_run_with_nothing_new_makes_no_build(raw, tmp_path):
    first = ingest(raw, tmp_path / "c")
    again = ingest(raw, tmp_path / "c")
    os.utime(raw / "2024" / "局0.txt")  # touched, not changed
    touched = ingest(raw, tmp_path / "c")
    assert (first.new_build, again.new_build, touched.new_build) == (True, False, False)
    assert first.build_id == again.build_id == touched.build_id
    assert (again.indicators, again.total) == (first.indicators, first.total)


def test_unchanged_partitions_are_hard_links(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    before = published(tmp_path / "c")
    (raw / "2024" / "新局.txt").write_text(document("新局"))
    ingest(raw, tmp_path / "c")
    after = published(tmp_path / "c")
    kept = [path for path in (before / "indicators").rglob("*.parquet") if "2023" in str(path)]
    assert kept
    assert all((after / path.relative_to(before)).samefile(path) for path in kept)


def test_a_correction_rewrites_the_files_of_its_year_only(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    before = set(load_manifest(published(tmp_path / "c")).files["indicators"])
    (raw / "2024" / "局1.txt").write_text(
        document("某区1局", [Project("项目1-1", indicators=indicators(7)), Project("项目1-2")])
    )
    ingest(raw, tmp_path / "c")
    after = set(load_manifest(published(tmp_path / "c")).files["indicators"])
    assert len(after - before) == len(before - after) == 1


def test_only_the_selected_year_is_read(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    for year in (2023, 2024):
        (raw / str(year) / "局1.txt").write_text(
            document("某区1局", [Project("项目1-1", "20.00"), Project("项目1-2")])
        )
    ingest(raw, tmp_path / "c", years=(2024,))
    assert ask_all(
        tmp_path / "c",
        "SELECT fiscal_year, max(total)::INT FROM projects GROUP BY ALL ORDER BY ALL",
    ) == [(2023, 10), (2024, 20)]


def test_a_vanished_document_refuses_to_publish(raw, tmp_path):
    first = ingest(raw, tmp_path / "c")
    (raw / "2023" / "局0.txt").unlink()
    with pytest.raises(RefusedError, match=r"局0\.txt vanished"):
        ingest(raw, tmp_path / "c")
    assert published(tmp_path / "c").name == first.build_id
    accepted = ingest(raw, tmp_path / "c", accept_removals=True)
    assert ask_all(
        tmp_path / "c",
        "SELECT documents_removed, rows_removed FROM builds ORDER BY build_id DESC LIMIT 1",
    ) == [(1, 6)]
    assert accepted.new_build


def test_files_with_the_same_bytes_are_counted_once(raw, tmp_path):
    copy = raw / "2024" / "a_copy.txt"
    shutil.copy(raw / "2024" / "局0.txt", copy)
    ingest(raw, tmp_path / "c")
    assert ask_all(
        tmp_path / "c",
        "SELECT count(*), count(DISTINCT indicator_id) FROM indicators WHERE fiscal_year = 2024",
    ) == [(18, 18)]
    assert ask_all(
        tmp_path / "c",
        "SELECT path, is_current FROM documents "
        "WHERE path IN ('2024/a_copy.txt', '2024/局0.txt') ORDER BY 1",
    ) == [("2024/a_copy.txt", True), ("2024/局0.txt", False)]
    assert ask_all(tmp_path / "c", "SELECT rule, path FROM findings WHERE rule = 'same_bytes'") == [
        ("same_bytes", "2024/局0.txt")
    ]
    copy.unlink()  # the first path goes: the copy's rows are needed now
    ingest(raw, tmp_path / "c", accept_removals=True)
    ingest(raw, tmp_path / "full")
    assert files(tmp_path / "c") == files(tmp_path / "full")
    assert ask_all(tmp_path / "c", "SELECT count(*) FROM indicators WHERE fiscal_year = 2024") == [
        (18,)
    ]


def test_a_later_edition_replaces_the_earlier_one(raw, tmp_path):
    later = raw / "2024" / "局0更正.txt"
    later.write_text(document("某区0局", [Project("项目0-1", "11.00"), Project("项目0-2")]))
    for path, day in ((raw / "2024" / "局0.txt", "2024-02-01"), (later, "2024-03-01")):
        path.with_name(path.name + ".meta.yml").write_text(f"published_on: {day}\n")
    ingest(raw, tmp_path / "c")
    assert ask_all(
        tmp_path / "c",
        "SELECT path, is_current FROM documents WHERE path LIKE '2024/局0%' ORDER BY 1",
    ) == [("2024/局0.txt", False), ("2024/局0更正.txt", True)]
    assert ask_all(
        tmp_path / "c",
        "SELECT sum(total)::INT FROM projects WHERE fiscal_year = 2024 AND is_current",
    ) == [(61,)]


def test_the_same_project_in_two_documents_is_counted_once(raw, tmp_path):
    (raw / "2024" / "全区汇总.txt").write_text(
        document(
            "某区0局",
            [
                Project("项目0-1", indicators=indicators(1)),
                Project("别的项目"),
                Project("第三项目"),
            ],
        )
    )
    ingest(raw, tmp_path / "c")
    assert ask_all(
        tmp_path / "c",
        "SELECT count(*), count(*) FILTER (is_current), count(duplicate_of) FROM projects "
        "WHERE project = '项目0-1' AND fiscal_year = 2024",
    ) == [(2, 1, 1)]
    assert ask_all(tmp_path / "c", "SELECT count(*) FROM findings WHERE rule = 'same_project'") == [
        (1,)
    ]


def test_the_order_of_files_and_the_batch_size_do_not_matter(raw, tmp_path):
    names = sorted(path for path in raw.rglob("*.txt"))
    random.Random(7).shuffle(names)
    other = tmp_path / "other"
    for path in names:
        target = other / path.relative_to(raw)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    ingest(raw, tmp_path / "one", batch_size=200)
    ingest(other, tmp_path / "two", batch_size=1, workers=2)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_two_runs_at_once_the_second_says_who_holds_the_lock(raw, tmp_path):
    with lock(tmp_path / "c"), pytest.raises(LockedError, match=f"process {os.getpid()}"):
        ingest(raw, tmp_path / "c")


def test_a_connection_keeps_its_build_over_publishes_and_a_prune(raw, tmp_path, monkeypatch):
    ingest(raw, tmp_path / "c")
    monkeypatch.chdir("/")
    catalogue, count = str(tmp_path / "c" / "budget.duckdb"), "SELECT count(*) FROM long_table"
    opened = []
    for number in range(4):
        opened.append(duckdb.connect(catalogue, read_only=True))
        (raw / "2024" / f"新局{number}.txt").write_text(document(f"新{number}局"))
        ingest(raw, tmp_path / "c")
    assert prune(Warehouse(tmp_path / "c"), keep=1) == []
    counted = [one.execute(count).fetchone()[0] for one in opened]
    # a process that has the file open shares it: all of these opened the first build
    assert counted == [36] * 4
    for one in opened:
        one.close()
    with duckdb.connect(catalogue, read_only=True) as later:
        assert later.execute(count).fetchone() == (36 + 4 * 3,)


def test_builds_that_nobody_can_still_be_reading_are_pruned(raw, tmp_path):
    first = ingest(raw, tmp_path / "c")
    (raw / "2024" / "新局.txt").write_text(document("新局"))
    ingest(raw, tmp_path / "c")
    assert prune(Warehouse(tmp_path / "c"), keep=1) == []
    assert prune(Warehouse(tmp_path / "c"), keep=1, spare=timedelta(0)) == [first.build_id]


def test_the_catalogue_follows_a_moved_folder_and_is_repaired(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    shutil.move(tmp_path / "c", tmp_path / "moved")
    ingest(raw, tmp_path / "moved")  # nothing new, yet the views must name the new place
    catalogue = tmp_path / "moved" / "budget.duckdb"
    with duckdb.connect(str(catalogue), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM indicators").fetchone() == (36,)
    catalogue.write_bytes(b"half a file")
    (tmp_path / "moved" / "builds" / ".tmp-left-by-a-crash").mkdir()
    ingest(raw, tmp_path / "moved")
    with duckdb.connect(str(catalogue), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM indicators").fetchone() == (36,)
    assert not list((tmp_path / "moved" / "builds").glob(".tmp-*"))


def test_a_build_in_the_making_is_invisible(raw, tmp_path, monkeypatch):
    first = ingest(raw, tmp_path / "c")
    (raw / "2024" / "新局.txt").write_text(document("新局"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.build.publish.rename", full)
    with pytest.raises(OSError, match="No space"):
        ingest(raw, tmp_path / "c")
    assert published(tmp_path / "c").name == first.build_id


@pytest.mark.parametrize(
    "query",
    [
        "DROP VIEW indicators",
        "COPY indicators TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELEC 1",
        "",
        "ATTACH 'x.db'",
        "SET threads = 1",
    ],
)
def test_questions_cannot_write_or_reach_out(curated, query):
    with open_build(published(curated)) as connection, pytest.raises(WarehouseError):
        ask(connection, query).fetchall()


def test_every_table_has_a_file_even_when_empty(curated):
    build = published(curated)
    assert all(
        list((build / name).rglob("*.parquet"))
        for name in (
            "indicators",
            "readings",
            "projects",
            "documents",
            "findings",
            "quarantine",
            "builds",
        )
    )


def test_only_the_last_builds_and_the_pinned_are_kept(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    first, warehouse = published(tmp_path / "c"), Warehouse(tmp_path / "c")
    for number in range(10):  # others of the same moment
        begun = first.name.rpartition("-")[0]
        shutil.copytree(first, first.with_name(f"{begun}-{number:08}"))
    oldest = warehouse.whole()[0]
    (oldest / "pinned").touch()
    for total in (1, 2):
        (raw / "2024" / "局0.txt").write_text(
            document("某区0局", [Project("项目0-1", str(total)), Project("项目0-2")])
        )
        ingest(raw, tmp_path / "c")
    every = [path.name for path in warehouse.whole()]
    assert len(every) == 13  # somebody may be reading them
    prune(warehouse, spare=timedelta(0))
    left = sorted(path.name for path in warehouse.builds.iterdir())
    assert left == [oldest.name, *every[-10:]]
    assert len(ask_all(tmp_path / "c", "FROM builds")) == 3
