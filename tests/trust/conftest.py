"""Ingests in this process, and questions to what they published."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.documents import Project, document, indicators
from warehouse.catalogue.query import open_build, published


def ingest(raw: Path, curated: Path, **options):
    return run(Options(raw, curated, **{"workers": 1, **options}), Direct())


def rows(curated: Path, query: str):
    with open_build(published(curated)) as connection:
        return connection.execute(query).fetchall()


def files(curated: Path) -> dict[str, bytes]:
    """Every Parquet file of the published build but ``builds``, the one with clock times."""
    build = published(curated)
    return {
        path.relative_to(build).as_posix(): path.read_bytes()
        for path in sorted(build.rglob("*.parquet"))
        if path.parent.name != "builds"
    }


def put_back(kept: Path, place: Path) -> Path:
    """A folder as it was kept, with its links and its files of two names. It is always the same
    place: views name files by their whole path.
    """
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run(["cp", "-a", kept, place], check=True)
    return place


def lay(folder: Path) -> Path:
    """Two years of three departments with two projects of three indicators."""
    for year in (2023, 2024):
        (folder / str(year)).mkdir(parents=True)
        for number in range(3):
            projects = [
                Project(f"项目{number}-{n}", goal=f"{year}年的目标", indicators=indicators(n))
                for n in (1, 2)
            ]
            (folder / str(year) / f"局{number}.txt").write_text(
                document(f"某区{number}局", projects), encoding="utf-8"
            )
    return folder


@pytest.fixture
def raw(tmp_path):
    """The documents of ``lay``."""
    return lay(tmp_path / "raw")
