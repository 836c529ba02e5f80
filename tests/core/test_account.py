"""A build with a missing row is a fault of ours: it is told, table by table."""

from __future__ import annotations

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document, indicators
from warehouse.build.account import account
from warehouse.build.sources import PARTED
from warehouse.catalogue.query import published
from warehouse.files.disk import WarehouseError
from warehouse.files.layout import load_manifest
from warehouse.files.parquet import read_table


@pytest.fixture
def build(tmp_path):
    folder = tmp_path / "raw" / "2024"
    folder.mkdir(parents=True)
    # the second is held back: a character is lost
    for number, name in enumerate(("安全", "安\ufffd")):
        project = Project(f"项目{number}", indicators=indicators(2).replace("安全", name))
        (folder / f"{number}.txt").write_text(document(f"某区{number}局", [project]))
    run(Options(folder.parent, tmp_path / "curated", workers=1), Direct())
    return published(tmp_path / "curated")


def test_a_whole_build_is_accounted_for(build):
    files = load_manifest(build).files
    account(build, files, read_table(build, "projects", files["projects"]))


@pytest.mark.parametrize("name", PARTED)
def test_a_missing_file_is_told(build, name):
    files = load_manifest(build).files
    projects = read_table(build, "projects", files["projects"])
    assert read_table(build, name, files[name]).num_rows
    with pytest.raises(WarehouseError, match=f"0 rows of {name} were written"):
        account(build, files | {name: []}, projects)
