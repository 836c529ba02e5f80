"""Which code made a build."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import schemas
import transforms


@cache
def parser_version() -> str:
    """Hash of transforms/ and schemas/: when it changes, everything is read again."""
    digest = sha256()
    for room in (transforms, schemas):
        for path in _sources(Path(room.__path__[0])):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def code_version() -> str:
    """Version of the package."""
    from importlib.metadata import version

    return version("jixiao")


def _sources(folder: Path) -> Iterator[Path]:
    return iter(
        sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".csv", ".sql", ".yml"))
    )
