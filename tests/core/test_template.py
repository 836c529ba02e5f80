"""The draft of a catalogue that is kept beside the code."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.catalogue import template
from warehouse.catalogue.render import draft_for
from warehouse.open import warehouse_at


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(template, "FOLDER", tmp_path / "kept")
    return tmp_path / "kept"


def said(tmp_path, name):
    """Everything that stands in a draft."""
    (tmp_path / name).mkdir()
    draft = draft_for(warehouse_at(tmp_path / "c"), tmp_path / name)
    rows = draft.connection.execute(
        "SELECT schema_name, table_name, comment FROM duckdb_tables() "
        "UNION ALL SELECT schema_name, view_name, sql || coalesce(comment, '') "
        "FROM duckdb_views() WHERE NOT internal "
        "UNION ALL SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    draft.connection.close()
    return rows


def test_a_draft_that_was_kept_is_the_one_that_would_be_written(kept, tmp_path):
    written = said(tmp_path, "first")
    assert len(list(kept.iterdir())) == 1
    assert said(tmp_path, "second") == written
    assert len(written) > 1000


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_draft_is_written_anew(kept, tmp_path, damage):
    written = said(tmp_path, "first")
    file = next(kept.iterdir())
    file.write_bytes(file.read_bytes()[:5000] if damage is None else damage)
    assert said(tmp_path, "second") == written
    with duckdb.connect(str(file), read_only=True) as connection:
        assert (
            connection.execute("SELECT count(*) FROM duckdb_views() WHERE NOT internal").fetchone()[
                0
            ]
            > 50
        )


def test_code_that_cannot_be_written_to_keeps_none(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(template, "FOLDER", tmp_path / "file" / "below")
    assert len(said(tmp_path, "first")) > 1000


def test_the_draft_of_older_code_is_replaced(kept, tmp_path):
    kept.mkdir()
    (kept / "catalogue-older.duckdb").write_bytes(b"")
    said(tmp_path, "first")
    assert [file.name for file in kept.iterdir()] != ["catalogue-older.duckdb"]
    assert len(list(kept.iterdir())) == 1
