"""Heavy views of a large build: their files hold what the view would give, bytes do not depend on
history, a changed view is computed anew.
"""

from __future__ import annotations

import shutil
from collections import Counter

import pytest

from tests.trust.conftest import files, ingest
from warehouse.build import derive
from warehouse.catalogue import definitions as catalogue
from warehouse.catalogue.definitions import known
from warehouse.catalogue.query import open_build, published
from warehouse.catalogue.stored import DERIVED


@pytest.fixture
def large(monkeypatch):
    """Every build counts as a large one."""
    monkeypatch.setattr(derive, "ABOVE", 0)


@pytest.fixture
def varied(raw, corpus):
    """Two years of three departments, and published pages with self-evaluations."""
    for page in sorted((corpus / "pages").iterdir())[:4]:
        shutil.copyfile(page, raw / "2024" / page.name)
    return raw


def answers(build, names):
    with open_build(build, " ".join(names)) as connection:
        return {name: Counter(connection.execute(f'FROM "{name}"').fetchall()) for name in names}


@pytest.mark.parametrize("rows", [0, derive.YEAR])
def test_the_files_hold_what_the_views_give(varied, tmp_path, large, monkeypatch, rows):
    """``rows``: years above it are cut by province."""
    monkeypatch.setattr(derive, "YEAR", rows)
    ingest(varied, tmp_path / "c")
    build = published(tmp_path / "c")
    views = [name for name, one in known(build).items() if one.computed]
    assert {path.name for path in (build / DERIVED).iterdir()} == set(views)
    assert all(one.reads_files for one in known(build).values() if one.computed)
    stored = answers(build, views)
    shutil.rmtree(build / DERIVED)
    assert stored == answers(build, views)
    assert all(
        stored[name]
        for name in ("signal_outcomes", "year_over_year", "effective_targets", "projects_once")
    )


def test_history_does_not_matter_and_what_is_the_same_is_linked(varied, tmp_path, large):
    ingest(varied, tmp_path / "all")
    late = varied / "2024" / "局1.txt"
    content = late.read_bytes()
    late.unlink()
    ingest(varied, tmp_path / "c")
    first = files(tmp_path / "c")
    late.write_bytes(content)
    ingest(varied, tmp_path / "c")
    assert files(tmp_path / "c") == files(tmp_path / "all")
    kept = {
        name
        for name in first.keys() & files(tmp_path / "c").keys()
        if name.startswith(f"{DERIVED}/projects_once")
    }
    assert kept  # the year that nothing happened to
    assert all((published(tmp_path / "c") / name).stat().st_nlink > 1 for name in kept)


def test_a_view_that_changed_since_is_computed_when_it_is_asked(
    varied, tmp_path, large, monkeypatch
):
    ingest(varied, tmp_path / "c")
    build = published(tmp_path / "c")
    changed = catalogue.parameters() | {"large_amount": "0"}
    monkeypatch.setattr(catalogue, "parameters", lambda: changed)
    assert not known(build)["signal_outcomes"].reads_files
    assert known(build)["projects_once"].reads_files


def test_a_small_build_holds_none(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    assert not (published(tmp_path / "c") / DERIVED).exists()
