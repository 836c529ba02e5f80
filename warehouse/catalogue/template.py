"""The draft of a catalogue, kept beside the code's bytecode: it depends on the code and the lists
beside the curated folder, never on a build, and writing its comments takes as long as all reading.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from warehouse.catalogue.sql import database
from warehouse.files.disk import write

FOLDER = Path(__file__).parent / "__pycache__"


def template(key: str, file: Path) -> duckdb.DuckDBPyConnection | None:
    """A connection to ``file``, now a copy of the draft that was kept under ``key``; None if none
    was kept or it is damaged: it is written then.
    """
    file.unlink(missing_ok=True)
    try:
        shutil.copyfile(_place(key), file)
        return database(file)
    except (OSError, duckdb.Error):  # DuckDB checks the sums of its blocks
        return None


def keep_template(key: str, file: Path) -> None:
    """Keep a draft in place of those of older code. Where the code cannot be written to, the next
    catalogue is drafted anew.
    """
    try:
        FOLDER.mkdir(exist_ok=True)
        for old in FOLDER.glob("catalogue-*.duckdb"):
            old.unlink(missing_ok=True)
        write(_place(key), file.read_bytes())
    except OSError:
        return


def _place(key: str) -> Path:
    return FOLDER / f"catalogue-{key[:32]}.duckdb"
