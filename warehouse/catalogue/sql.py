"""SQL files of the package, by room and name, and the words of SQL that are put together."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.files.disk import WarehouseError

FORMAT = "v1.2.0"
"""The oldest DuckDB that opens what is written here. Without it the file has the format of the
DuckDB that writes it, and no program with an older one opens it.
"""


MEMORY, SPILL = "JIXIAO_MEMORY", "JIXIAO_SPILL"
_CONTAINER = Path("/sys/fs/cgroup/memory.max")
_WITHIN = re.compile(r"-- within: (\w+)\n")


@cache
def statement(name: str) -> str:
    """The text of ``<name>.sql`` below ``warehouse``. Raises FileNotFoundError for an unknown
    name.
    """
    return files("warehouse").joinpath(f"{name}.sql").read_text(encoding="utf-8")


def rule(name: str) -> str:
    """The SQL of a review rule. What many rules have in common stands once, in a frame: the line
    ``-- within: FRAME`` names it, and the rule goes to the place of ``{rule}`` in it. A frame may
    stand within another one.
    """
    text = statement(f"catalogue/signals/{name}")
    while within := _WITHIN.match(text):
        frame = statement(f"catalogue/signals/frames/{within[1]}")
        text = frame.replace("{rule}", text[within.end() :])
    return text


def names(folder: str) -> list[str]:
    """Names of the SQL files in a folder below ``warehouse``, in order."""
    return sorted(
        one.name.removesuffix(".sql")
        for one in files("warehouse").joinpath(folder).iterdir()
        if one.name.endswith(".sql")
    )


def quote(text: str) -> str:
    """A string as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def _spilled() -> Path:
    """Where this process puts what does not fit into memory. DuckDB gives its files there the same
    names in every process.
    """
    return Path(tempfile.gettempdir()) / "jixiao-duckdb" / str(os.getpid())


def forget_spilled() -> None:
    """Remove what a question that was cut off has left. DuckDB does so when it ends by itself."""
    shutil.rmtree(_spilled(), ignore_errors=True)


def scratch(memory: str | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory. What does not fit there (or in ``memory``, e.g. '512MB') goes to the
    system's temporary folder, not to the folder that the user stands in.

    JIXIAO_MEMORY and JIXIAO_SPILL say how much of either may be taken, '4GB' say; else half of the
    memory and half of what is free on that disk. Raises WarehouseError for what is no size.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "temp_directory": str(_spilled()),
        "memory_limit": memory or os.environ.get(MEMORY) or f"{half_of_memory()}B",
        "max_temp_directory_size": os.environ.get(SPILL) or f"{_half_of_disk()}B",
    }
    try:
        return duckdb.connect(config=config)
    except duckdb.Error as error:
        raise WarehouseError(str(error).splitlines()[0]) from error


def half_of_memory() -> int:
    """Bytes: half of what the machine has, or of what its container may take."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = int(_CONTAINER.read_text())
    except (OSError, ValueError):  # no such file, or "max"
        return there // 2
    return min(there, limit) // 2


def _half_of_disk() -> int:
    return shutil.disk_usage(tempfile.gettempdir()).free // 2


def database(file: Path) -> duckdb.DuckDBPyConnection:
    """A DuckDB file to write to, in the storage format of FORMAT."""
    return duckdb.connect(str(file), config={"storage_compatibility_version": FORMAT})
