"""A warehouse on an object store. A build is made in a work folder on this machine's disk, by the
same code as everywhere, and then uploaded; ``current.json`` is one object, written last, so readers
see the build before or the new one.

Stores have no locks: two runs may work at once. The one that finishes second finds that
``current.json`` is not what it was when it began (a conditional write), and publishes nothing.
Every build has all its files, unchanged ones copied inside the store, so that any engine can read
``builds/<id>/<table>/**`` and a build is removed with its prefix.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from schemas.messages import say
from warehouse.build.mirror import (
    AT_ONCE,
    FILES,
    POINTER,
    Pointer,
    fetch,
    files_of,
    mend,
    pointer,
    short_hash,
)
from warehouse.catalogue.lists import EXPECTED, TOPICS
from warehouse.catalogue.register import REGISTER
from warehouse.files.disk import WarehouseError, read_json, remove_tree, write
from warehouse.files.layout import Warehouse, hash_of, load_manifest
from warehouse.files.parquet import read_table
from warehouse.files.storage import Address, Blob, beside, listed, store, store_errors
from warehouse.files.upkeep import KEEP

STAGING = "staging"
_BEGAN = "remote.json"
_FORGOTTEN = timedelta(days=1)  # what no run can still be writing
_log = logging.getLogger("jixiao")


def work_folder(url: str) -> Path:
    """Where builds for a store are made: JIXIAO_WORK, or the user's cache folder. It can be removed
    at any time between runs.
    """
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    root = Path(os.environ.get("JIXIAO_WORK") or Path(cache) / "jixiao")
    return root / sha256(url.encode()).hexdigest()[:16] / "curated"


@dataclass(frozen=True, slots=True)
class Mirrored(Warehouse):
    """``root`` is the work folder; what is published lies at ``url``."""

    url: str

    def begin(self) -> None:
        """Bring the published build and the lists beside it here, and sweep what runs left in the
        store.
        """
        current = pointer(self.url)
        self.builds.mkdir(parents=True, exist_ok=True)
        write(self.root / _BEGAN, json.dumps(asdict(current) if current else {}).encode())
        if current is None:
            self.current.unlink(missing_ok=True)
        elif (build := fetch(self.url, current.build_id, self)).resolve() != self.current.resolve():
            Warehouse.switch(self, build.name)
        for other in self.builds.glob("[!.]*"):
            if current is None or other.name != current.build_id:
                remove_tree(other)
        for name in (REGISTER, EXPECTED, TOPICS):
            (self.root.parent / name).unlink(missing_ok=True)
            for file in beside(self.url, name):
                write(self.root.parent / name, file.read_bytes())
        self._sweep()

    def switch(self, build_id: str) -> None:
        """Upload a whole build, then make it the published one. Raises WarehouseError if another
        run published since this one began.
        """
        began = read_json(self.root / _BEGAN)
        before = Pointer(**began) if began else None
        self._upload(self.builds / build_id, before)
        self._point(build_id, before)
        Warehouse.switch(self, build_id)

    @contextmanager
    def shared(self, _staging: Path, /) -> Iterator[Address]:
        """A prefix of the store, for as long as the block runs."""
        prefix = f"{STAGING}/{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        try:
            yield f"{self.url}/{prefix}"
        finally:
            self._remove(prefix)

    def _upload(self, build: Path, before: Pointer | None) -> None:
        known = files_of(self.url, before.build_id) if before else {}
        paths = sorted(
            path.relative_to(build).as_posix() for path in build.rglob("*") if path.is_file()
        )
        marks = {path: _mark(build / path) for path in paths}
        bucket = store(self.url)

        def send(path: str) -> None:
            name = f"builds/{build.name}/{path}"
            if before and known.get(path) == marks[path] and self._sound(before, path, marks[path]):
                bucket.copy(f"builds/{before.build_id}/{path}", name)
            else:
                bucket.put(name, build / path)

        with store_errors(self.url), ThreadPoolExecutor(AT_ONCE) as senders:
            list(senders.map(send, paths))
            bucket.put(f"builds/{build.name}/{FILES}", json.dumps(marks, indent=0).encode())

    def _sound(self, before: Pointer, path: str, mark: str) -> bool:
        """Whether an object of the build before is what its hash says. If not, the file of this
        machine is sent in its place: that one was checked.
        """
        try:
            return short_hash(Blob(self.url, f"builds/{before.build_id}/{path}")) == mark
        except WarehouseError:
            return False

    def mend(self, build: Path, paths: list[str], /) -> bool:
        """Bring damaged files of the work folder from the store."""
        mend(self.url, build, paths)
        return True

    def _point(self, build_id: str, before: Pointer | None) -> None:
        """One conditional write. Raises WarehouseError if ``current.json`` changed since the run
        began. Where a store has no such writes, a warning says so.
        """
        from obstore.exceptions import AlreadyExistsError, NotSupportedError, PreconditionError

        content = json.dumps({"build_id": build_id}).encode()
        with store_errors(self.url):
            try:
                store(self.url).put(POINTER, content, mode=before.mark if before else "create")
            except (AlreadyExistsError, PreconditionError) as error:
                if (now := pointer(self.url)) and now.build_id == build_id:
                    return  # it was written, and the answer was lost
                raise WarehouseError(_overtaken(now)) from error
            except (NotSupportedError, NotImplementedError):
                _log.warning(say("log.no_conditional_writes", url=self.url))
                store(self.url).put(POINTER, content)

    def _sweep(self) -> None:
        """Old builds, and what crashed runs left, both made a day ago or more. A build with an
        object ``pinned`` stays.
        """
        build = self.published()
        manifest = load_manifest(build) if build else None
        history = (
            read_table(build, "builds", manifest.files["builds"], ["build_id"])[
                "build_id"
            ].to_pylist()
            if build and manifest
            else []
        )
        kept, limit = set(history[-KEEP:]), f"{datetime.now(UTC) - _FORGOTTEN:%Y%m%dT%H%M%S}"
        for folder in self._folders("builds"):
            if folder not in kept and folder < limit and not self._pinned(folder):
                self._remove(f"builds/{folder}")
        for folder in self._folders(STAGING):
            if folder < limit:
                self._remove(f"{STAGING}/{folder}")

    def _folders(self, prefix: str) -> list[str]:
        with store_errors(self.url):
            return [
                one.rpartition("/")[2]
                for one in store(self.url).list_with_delimiter(prefix)["common_prefixes"]
            ]

    def _pinned(self, build_id: str) -> bool:
        with store_errors(self.url):
            try:
                store(self.url).head(f"builds/{build_id}/pinned")
            except FileNotFoundError:
                return False
            return True

    def _remove(self, prefix: str) -> None:
        """The list of the files goes first: a build without it is none."""
        with store_errors(self.url):
            store(self.url).delete([f"{prefix}/{FILES}"])
            names = [f"{prefix}/{one.path}" for one in listed(f"{self.url}/{prefix}")]
            if names:
                store(self.url).delete(names)


def _overtaken(now: Pointer | None) -> str:
    if now is None:
        return say("error.another_run_removed")
    return say("error.another_run", build=now.build_id)


def _mark(file: Path) -> str:
    """The short hash of a file's content."""
    return hash_of(file) if file.suffix == ".parquet" else short_hash(file)
