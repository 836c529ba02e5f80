"""`jixiao status`: what is published, what waits for a person, and what runs."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from schemas.messages import listed, say

_API = "http://127.0.0.1:4200/api"  # where `jixiao serve` starts Prefect
_BUILD = "SELECT max(finished_at), count(*) FROM builds"
_HELD = "SELECT status, count(*) FROM documents GROUP BY 1 ORDER BY 1"


def options(_parser: argparse.ArgumentParser) -> None:
    """No options of its own."""


def run(args: argparse.Namespace) -> int:
    """Print it, a line a fact."""
    from flows import config
    from flows.raw_place import raw_of
    from warehouse.catalogue.query import published

    build = published(args.curated)
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
        print(f"{label}: {value}")
    return 0


def _of_build(build: Path) -> Iterator[tuple[str, str]]:
    from warehouse.catalogue.query import open_build

    with open_build(build, f"{_BUILD} {_HELD}") as connection:
        finished, count = connection.execute(_BUILD).fetchone() or (None, 0)
        documents = connection.execute(_HELD).fetchall()
    yield say("status.published"), say("status.when", when=finished, count=count)
    counted = (say("summary.status", status=status, count=n) for status, n in documents)
    yield say("summary.documents"), listed(counted)


def _waiting(build: Path, curated: Path) -> Iterator[tuple[str, str]]:
    """What is held back and nobody settled, and the lists that cannot be used."""
    from flows.decisions import decided
    from flows.raw_place import raw_of
    from flows.todo import title, todo
    from warehouse.catalogue.lists import faults
    from warehouse.catalogue.query import open_build

    with open_build(build, "documents findings") as connection:
        left, _ = todo(connection, None, decided(raw_of(curated)))
    causes = (f"{title(rule)} {len(paths)}" for rule, paths in left.causes.items())
    yield say("status.waiting"), f"{left.waiting}  {listed(causes)}".strip()
    for fault in faults(curated):
        yield say("summary.list_faults"), fault


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
