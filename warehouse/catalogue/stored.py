"""Rows that a large build holds of its heavy views (warehouse/build/derive.py makes them): where
they lie, and whether they are still those of the view.

``derived/<view>/<definition>-<input>/<content hash>.parquet``: ``definition`` is a hash of the view
and of all that it needs, ``input`` of the files that it was computed from. A view whose definition
changed since is computed when it is asked, until the next build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePath

import duckdb

from warehouse.catalogue.definition import Definition, in_order
from warehouse.catalogue.sql import identifier, quote
from warehouse.files.manifest import DERIVED

__all__ = ["DERIVED", "definition_key", "reading", "with_stored"]


def definition_key(every: Mapping[str, Definition], name: str) -> str:
    """Hash of a view, of how it is stored, of the views that it needs, and of the engine that
    computes them. ``every`` holds the views as their files define them.
    """
    needed = [
        duckdb.__version__,
        *every[name].parts.values(),
        *every[name].order,
        str(every[name].row_group),
    ]
    needed += [
        ",".join(one.columns) if one.reads_files else one.body for one in in_order(every, [name])
    ]
    return sha256("\n".join(needed).encode()).hexdigest()[:12]


def with_stored(
    every: Mapping[str, Definition], root: Path, files: Mapping[str, list[str]]
) -> dict[str, Definition]:
    """The same definitions; those whose rows the build at ``root`` holds, in some of its ``files``,
    read them.
    """
    return {
        name: reading(one, [root / path for path in files[name]])
        if one.computed and name in files and _fits(every, one, root, files[name])
        else one
        for name, one in every.items()
    }


def _fits(
    every: Mapping[str, Definition], one: Definition, root: Path, paths: Iterable[str]
) -> bool:
    """Whether the rows are those of today's definition, and all there."""
    key = definition_key(every, one.name)
    return all(
        PurePath(path).parent.name.startswith(key) and (root / path).is_file() for path in paths
    )


def reading(one: Definition, paths: Iterable[Path]) -> Definition:
    """The definition as a view of files with its columns."""
    listed = ", ".join(quote(str(path)) for path in paths)
    columns = ", ".join(identifier(name) for name in one.columns)
    source = f"read_parquet([{listed}], hive_partitioning = false)"
    body = f"SELECT {columns} FROM {source}"  # noqa: S608  # every part is quoted
    return replace(one, body=body, reads_files=True, computing=one.computing or one.body)
