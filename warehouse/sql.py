"""SQL files of this folder, by name."""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

FORMAT = "v1.2.0"
"""The oldest DuckDB that opens what is written here. Without it the file has the format of the
DuckDB that writes it, and no program with an older one opens it.
"""


@cache
def statement(name: str) -> str:
    """The text of ``<name>.sql``. Raises FileNotFoundError for an unknown name."""
    return files("warehouse").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def names(folder: str) -> list[str]:
    """Names of the SQL files in a subfolder, in order."""
    return sorted(one.name.removesuffix(".sql") for one in files("warehouse").joinpath(folder).iterdir() if one.name.endswith(".sql"))


def quote(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def scratch(memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory. What does not fit there (or in ``memory``, e.g. '512MB') goes to the system's temporary folder, not to the folder that
    the user stands in.
    """
    config: dict[str, str | bool | int | float | list[str]] = {"temp_directory": str(Path(tempfile.gettempdir()) / "jixiao-duckdb")}
    if memory:
        config["memory_limit"] = memory
    return duckdb.connect(config=config)


def database(file: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB file to write to, in the storage format of FORMAT."""
    return duckdb.connect(str(file), config={"storage_compatibility_version": FORMAT})
