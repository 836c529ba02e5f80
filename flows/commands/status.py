"""`jixiao status`: what is published, what waits for a person, and what runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flows.terminal import columns, cut, fitted
from schemas.messages import say

if TYPE_CHECKING:
    from flows.decisions import Decided

_API = "http://127.0.0.1:4200/api"  # where `jixiao serve` starts Prefect
_BUILD = "SELECT arg_max(finished_at, build_id), count(*) FROM builds"
_COPIES = """SELECT count(*) FROM documents
WHERE copy_of IS NOT NULL AND status IN ('held_back', 'unreadable')"""


def options(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(args: argparse.Namespace) -> int:
    """Print it, a line a fact; what belongs to a fact stands below it, a line a cause."""
    from flows import config
    from flows.raw_place import raw_of
    from warehouse.catalogue.query import published

    build = published(args.curated)
    # without a label: it belongs to the fact above it
    facts = [
        (say("summary.build"), build.name),
        *_of_build(build),
        (say("status.raw"), str(raw_of(args.curated))),
        *_waiting(build, args.curated),
        (say("status.run"), _running(args.curated)),
        (say("status.next"), _next()),
        (say("status.settings"), str(config.found() or say("summary.none"))),
    ]
    for label, value in facts:
        print(
            fitted(say("status.fact", label=label, value=value), sys.stdout)
            if label
            else f"  {cut(value, columns() - 2)}"
        )
    return 0


def _of_build(build: Path) -> Iterator[tuple[str, str]]:
    from flows.summary import STATUSES, by_status
    from warehouse.catalogue.query import open_build

    with open_build(build, f"{_BUILD} {STATUSES}") as connection:
        finished, count = connection.execute(_BUILD).fetchone() or (None, 0)
        documents = dict(connection.execute(STATUSES).fetchall())
        (copies,) = connection.execute(_COPIES).fetchone() or (0,)
    yield say("status.published"), say("status.when", when=finished, count=count)
    yield say("summary.documents"), by_status(documents)
    if copies:
        yield "", say("status.copies", count=copies)


def _waiting(build: Path, curated: Path) -> Iterator[tuple[str, str]]:
    """What is held back and nobody settled, with the lists that cannot be used and the notices that
    nobody took.
    """
    from flows.todo import about, by_size, todo
    from flows.undelivered import kept
    from warehouse.catalogue.lists import faults
    from warehouse.catalogue.query import open_build

    with open_build(build, "documents findings") as connection:
        known = _known(curated)
        left, _ = todo(connection, None, known)
    yield say("status.waiting"), str(left.waiting)
    for rule, paths in by_size(left.causes):
        yield "", f"{len(paths)} {rule} {about(rule)}"
    if left.copies:
        yield "", say("todo.copies", count=left.copies)
    if left.known:
        yield say("summary.known"), say("summary.known_count", count=left.known)
    told = [*faults(curated), *([known.fault] if known.fault else [])]
    yield from ((say("summary.list_faults"), fault) for fault in told)
    yield from ((say("summary.alerts"), alert) for alert in kept(curated).lines())


def _known(curated: Path) -> Decided:
    """What is decided, as far as the lists can be read."""
    from flows.decisions import Decided, decided
    from flows.raw_place import raw_of
    from warehouse.files.disk import ListError

    try:
        return decided(raw_of(curated))
    except ListError as error:
        return Decided([], (), str(error))


def _running(curated: Path) -> str:
    from warehouse.files.disk import holder

    return holder(curated) or say("status.no_run")


def _next() -> str:
    """When Prefect starts the next run, as its server says."""
    import httpx

    wanted = {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "flows": {"name": {"like_": "jixiao"}},
        "sort": "EXPECTED_START_TIME_ASC",
        "limit": 1,
    }
    address = os.environ.get("PREFECT_API_URL", _API)
    try:
        answer = httpx.post(f"{address}/flow_runs/filter", json=wanted, timeout=3)
        runs = answer.raise_for_status().json()
        due = datetime.fromisoformat(runs[0]["expected_start_time"]) if runs else None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
        return say("status.no_server", address=address.removesuffix("/api"))
    return f"{due.astimezone():%Y-%m-%d %H:%M}" if due else say("summary.none")
