"""What each build says of itself: data package, row counts, change log."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document
from tests.views.made import answer
from warehouse.catalogue.query import published


def ingest(raw, curated):
    run(Options(raw, curated, workers=1), Direct())
    return published(curated)


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory):
    root = tmp_path_factory.mktemp("releases")
    (root / "raw" / "2024").mkdir(parents=True)
    (root / "raw" / "2024" / "a.txt").write_text(
        document("甲局", [Project("一"), Project("二")]), encoding="utf-8"
    )
    first = ingest(root / "raw", root / "curated")
    (root / "raw" / "2024" / "b.txt").write_text(document("乙局"), encoding="utf-8")
    return root, first, ingest(root / "raw", root / "curated")


def test_the_data_package_names_every_file_and_column(two_builds):
    build = two_builds[2]
    package = json.loads((build / "datapackage.json").read_text(encoding="utf-8"))
    listed = {path for resource in package["resources"] for path in resource["path"]}
    assert listed == {path.relative_to(build).as_posix() for path in build.rglob("*.parquet")}
    for resource in package["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert all(pq.read_schema(build / path).names == names for path in resource["path"])
        assert set(resource["schema"]["primaryKey"]) <= set(names)


def test_the_change_log_has_an_entry_a_build_and_counts_department_years(two_builds):
    _, first, second = two_builds
    text = (second / "CHANGELOG-DATA.md").read_text(encoding="utf-8")
    assert text.index(second.name) < text.index(first.name)
    entry = text[text.index(second.name) : text.index(first.name)]
    assert "| 2024 |  | 乙局 | 0 → 1 | 0 → 3 |" in entry
    assert "甲局" not in entry
    assert text.endswith(
        (first / "CHANGELOG-DATA.md")
        .read_text(encoding="utf-8")
        .removeprefix("# Changes of the data 数据变更\n")
    )


def test_row_counts_can_be_committed_as_expected_and_are_checked(two_builds):
    root, _, second = two_builds
    text = (second / "row_counts.csv").read_text(encoding="utf-8")
    assert text.splitlines()[1:] == ["2024,,,乙局,3", "2024,,,甲局,6"]
    (root / "expected.csv").write_text(text.replace("甲局,6", "甲局,7"), encoding="utf-8")
    assert answer(root / "curated", "SELECT department, row_check FROM row_counts ORDER BY 1") == [
        ("乙局", "相符"),
        ("甲局", "不符"),
    ]
    (root / "expected.csv").unlink()
