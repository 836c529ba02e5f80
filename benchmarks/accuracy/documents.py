"""One document printed, read and judged."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.accuracy.form import Form
from benchmarks.accuracy.judge import Judgement, judge
from benchmarks.accuracy.printers import printers
from benchmarks.accuracy.projects import judge_projects
from benchmarks.accuracy.seeds import Plan
from benchmarks.accuracy.whole import is_whole
from transforms.parse import parse
from transforms.rows.source import Source

_SECONDS = 60  # that reading one document may take
Record = dict[str, Any]
"""One document: seed, table, printer, changes, rows, status, the verdicts, problems, causes,
the projects wanted and those that are right, the seconds that all took."""


def judged(plans: list[Plan]) -> list[Record]:
    """The records of documents of one printer."""
    if not plans:
        return []
    forms = [one.form() for one in plans]
    files = printers()[plans[0].printer].write(forms)
    return [record(*one) for one in zip(plans, forms, files, strict=True)]


def record(one: Plan, form: Form, data: bytes | None) -> Record:
    """What became of one document. One that could not be printed, or not whole, is not judged."""
    found: Record = {
        "seed": one.seed,
        "table": one.table,
        "printer": one.printer,
        "changes": list(one.changes),
        "rows": len(form.wants),
        "wanted": len(form.projects),
    }
    if data is None or not is_whole(form, data):
        return found | {"status": "not printed"}
    start = time.monotonic()
    status, judgement = read(form, data, printers()[one.printer].suffix)
    seconds = round(time.monotonic() - start, 3)
    return found | {"status": status, "seconds": seconds} | vars(judgement)


def read(form: Form, data: bytes, suffix: str) -> tuple[str, Judgement]:
    """Status and judgement of one file. A reader that hangs or raises loses all rows."""
    try:
        with _limit(_SECONDS):
            parsed = parse(data, Source(f"{form.year}/{form.name}.{suffix}"))
    except Exception as error:  # noqa: BLE001 - whatever it is, the rows are lost without a word
        lost = [["silent", str(want["name"]), repr(error)[:200]] for want in form.wants]
        return "crashed", Judgement(silent=len(form.wants), problems=lost)
    judgement = judge(form.wants, form.maybe, parsed)
    judge_projects(form.projects, parsed, judgement)
    return parsed.document["status"], judgement


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
