"""DuckDB files say the format that older versions open, however they came about."""

from __future__ import annotations

from warehouse.catalogue import render, sql
from warehouse.catalogue.query import published
from warehouse.catalogue.template import FOLDER
from warehouse.export.formats import export
from warehouse.files.layout import Warehouse

HEADER = b"DUCK" + (65).to_bytes(8, "little")
"""Bytes 8 to 20 of a file of DuckDB 1.2 (duckdb.org/docs/internals/storage)."""


def header(file) -> bytes:
    return file.read_bytes()[8:20]


def test_the_catalogue_opens_in_older_versions_drafted_or_not(provinces):
    catalogue = Warehouse(provinces).catalogue
    for draft in FOLDER.glob("catalogue-*.duckdb"):
        draft.unlink()
    for _ in ("drafted", "from the draft that was kept"):
        catalogue.unlink()
        assert render.refresh(Warehouse(provinces))
        assert header(catalogue) == HEADER


def test_a_catalogue_in_another_format_is_written_anew(provinces, monkeypatch):
    catalogue = Warehouse(provinces).catalogue
    with monkeypatch.context() as patch:
        for module in (sql, render):
            patch.setattr(module, "FORMAT", "v1.5.0")
        catalogue.unlink()
        render.refresh(Warehouse(provinces))
        assert header(catalogue) != HEADER
    assert render.refresh(Warehouse(provinces))
    assert header(catalogue) == HEADER


def test_an_export_opens_in_older_versions(provinces, tmp_path):
    export(published(provinces), tmp_path / "x.duckdb", "duckdb")
    assert header(tmp_path / "x.duckdb") == HEADER
