"""Raw files that cannot be read today and could be before: what was read of them stands, and the
folder says so. Nothing of them has vanished.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from flows.discover import Found
from schemas.messages import english
from warehouse.files.folder import Lost
from warehouse.files.layout import RawFile


class Aside(NamedTuple):
    """``files``: those to go on with, and a folder for each that holds lost ones. ``kept``: entries
    of the published build that stand though their files cannot be read.
    """

    files: dict[str, Found]
    kept: dict[str, RawFile]


def set_aside(files: dict[str, Found], known: dict[str, RawFile]) -> Aside:
    """``known``: the entries of the published build."""
    gone = {path: one for path, one in files.items() if isinstance(one.file, Lost)}
    if not gone:
        return Aside(files, {})
    folders = tuple(path for path in gone if path.endswith("/"))
    read_before = {path: entry for path, entry in known.items() if not entry.is_lost}
    below = {path for path in read_before if path.startswith(folders)} if folders else set[str]()
    lost = {path: one for path, one in gone.items() if path in read_before}
    told = {path: one for path, one in files.items() if path not in lost} | _folders(lost)
    return Aside(told, {path: read_before[path] for path in below | lost.keys()})


def _folders(lost: dict[str, Found]) -> dict[str, Found]:
    """One entry for each folder, which names the files in it."""
    by_folder = defaultdict[str, list[Found]](list)
    for path, one in sorted(lost.items()):
        by_folder[f"{PurePosixPath(path).parent}/"].append(one)
    return {path: _of_folder(path, inside) for path, inside in by_folder.items()}


def _of_folder(path: str, inside: list[Found]) -> Found:
    gone = {one.path: one.file for one in inside if isinstance(one.file, Lost)}
    said = "; ".join(f"{PurePosixPath(name).name}: {one.why}" for name, one in gone.items())
    folder = next(iter(gone.values())).place.parent
    file = Lost(folder, english("found.raw_kept", what=said))
    entry = replace(inside[0].entry, sha256=file.digest, sidecar="", corrections="")
    return Found(file, path, entry)
