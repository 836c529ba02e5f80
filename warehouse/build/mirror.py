"""Builds from an object store to this machine's disk: each file checked by the hash of its content,
what is here is not fetched again, and the switch comes last.

In the store, ``current.json`` says which build is published, and ``builds/<id>/files.json`` names a
build's files with their hashes.
"""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from schemas.messages import say
from warehouse.catalogue.render import refresh
from warehouse.files.disk import WarehouseError, link, lock, remove_tree, rename, sync_tree
from warehouse.files.layout import Warehouse
from warehouse.files.manifest import MANIFEST, readable_listing
from warehouse.files.storage import Blob, digest, store, store_errors
from warehouse.files.upkeep import clean, prune
from warehouse.files.verify import faults

POINTER, FILES = "current.json", "files.json"
AT_ONCE = 8  # requests


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current.json`` says: the published build; and the mark of the object's version."""

    build_id: str
    mark: dict[str, str]  # e_tag, version: what a conditional write is told


def pointer(url: str) -> Pointer | None:
    """The published build of a store; None if nothing was published there."""
    with store_errors(url):
        try:
            answer = store(url).get(POINTER)
        except FileNotFoundError:
            return None
        content, known = (
            bytes(answer.bytes()),
            {"e_tag": answer.meta["e_tag"], "version": answer.meta["version"]},
        )
    return Pointer(
        str(_object(content, f"{url}/{POINTER}").get("build_id")),
        {name: mark for name, mark in known.items() if mark},
    )


def files_of(url: str, build_id: str) -> dict[str, str]:
    """Path in the build -> short hash, as the store's list of the build has them."""
    name = f"builds/{build_id}/{FILES}"
    return {
        str(path): str(mark)
        for path, mark in _object(Blob(url, name).read_bytes(), f"{url}/{name}").items()
    }


def short_hash(file: Path | Blob) -> str:
    """The hash that files are named by: the first half of their sha256."""
    return digest(file)[:32]


def pull(url: str, curated: Path) -> Path:
    """Make ``curated`` a copy of what is published at ``url``; returns the build. Raises
    WarehouseError if there is nothing, or a file is damaged.
    """
    warehouse = Warehouse(curated)
    with lock(curated):
        published = pointer(url)
        if published is None:
            raise WarehouseError(say("error.nothing_published_at", url=url))
        build = fetch(url, published.build_id, warehouse)
        if _published(warehouse) != build.resolve():
            warehouse.switch(build.name)
        refresh(warehouse)
        clean(warehouse)
        prune(warehouse)
        return build


def fetch(url: str, build_id: str, warehouse: Warehouse) -> Path:
    """Bring one build to disk, not yet switched to. An interrupted one goes on where it stopped."""
    final, part = warehouse.builds / build_id, warehouse.builds / f".pull-{build_id}"
    if (final / MANIFEST).is_file():
        if there := readable_listing(final):
            told = faults(final, there, hashed=())
            mend(url, final, [one.path for one in told if one.kind != "extra"])
            return final
        remove_tree(final)
    for stale in warehouse.builds.glob(".pull-*"):
        if stale != part:
            remove_tree(stale)
    wanted = files_of(url, build_id)
    with ThreadPoolExecutor(AT_ONCE) as fetchers:
        list(
            fetchers.map(
                partial(_bring, f"{url}/builds/{build_id}", part, _published(warehouse)),
                wanted.items(),
            )
        )
    sync_tree(part)
    rename(part, final)
    return final


def mend(url: str, build: Path, paths: list[str]) -> None:
    """Bring some files of a build anew. Raises WarehouseError if they are damaged there too."""
    wanted = files_of(url, build.name) if paths else {}
    for path in paths:
        if path in wanted:
            _bring(f"{url}/builds/{build.name}", build, None, (path, wanted[path]))


def _published(warehouse: Warehouse) -> Path | None:
    """The published build, whose files need not be fetched; None too if the link leads nowhere."""
    return warehouse.published() if warehouse.current.exists() else None


def _bring(source: str, part: Path, before: Path | None, wanted: tuple[str, str]) -> None:
    """One file: it is here already, or the build before has it, or it is fetched."""
    name, mark = wanted
    target, known = part / name, before / name if before else None
    if not target.resolve().is_relative_to(part.resolve()):
        raise WarehouseError(say("error.file_outside", source=source, list=FILES, name=name))
    if target.is_file() and short_hash(target) == mark:
        return
    target.unlink(missing_ok=True)
    if known and known.is_file() and short_hash(known) == mark:
        link(known, target)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        for block in Blob(source, name).blocks():
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    if short_hash(target) != mark:
        raise WarehouseError(say("error.content_differs", source=source, name=name, list=FILES))


def _object(content: bytes, name: str) -> dict[str, Any]:
    try:
        parsed = json.loads(content)
    except ValueError as error:
        raise WarehouseError(say("error.damaged", file=name, error=error)) from error
    if not isinstance(parsed, dict):
        raise WarehouseError(say("error.no_object", file=name))
    return parsed
