"""Many documents in processes; what is done is kept, so that a run that was cut off goes on where
it was. Of what fails the cause is sought.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from hashlib import sha256
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from shutil import which

from benchmarks.accuracy.documents import Record, judged
from benchmarks.accuracy.home import HOME, ROOT
from benchmarks.accuracy.judge import squeeze
from benchmarks.accuracy.printers import printers
from benchmarks.accuracy.seeds import Plan, plan, printer_of
from flows.version import parser_version

HERE = Path(__file__).parent
_AFTER = {"report.py", "shrink.py", "__main__.py"}  # change no result
_AT_ONCE = 50  # documents that a process takes together

PLAIN = "(no change)"  # the cause of a failure that needs none
Problems = set[tuple[str, str, str]]


def results() -> Path:
    """Where the results of this code lie: of the readers, the tables, changes and printers."""
    digest = sha256(parser_version().encode())
    tests = ROOT / "tests"
    made = [path for path in HERE.rglob("*.py") if path.name not in _AFTER]
    for path in sorted([*made, *tests.glob("layouts/unseen/*.txt")]):
        digest.update(path.read_bytes())
    return HOME / "results" / f"{digest.hexdigest()[:16]}.jsonl"


def available() -> list[str]:
    """The printers whose program is installed."""
    return [one.name for one in printers().values() if not one.program or which(one.program)]


def done(path: Path) -> dict[int, Record]:
    """The records of a file by seed. A line that was cut off does not count, nor does a document
    that could not be printed: it is tried again.
    """
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    records = (json.loads(line) for line in lines if line.endswith("}"))
    return {record["seed"]: record for record in records if "exact" in record}


def run(seeds: Iterable[int], names: Sequence[str], workers: int) -> Iterator[Record]:
    """The records of those seeds whose printer is named, those that are there first. Writes each
    as it comes.
    """
    path = results()
    known, left = done(path), []
    for seed in (one for one in seeds if printer_of(one) in names):
        if seed in known:
            yield known[seed]
        else:
            left.append(seed)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as out:
        # the last line may have been cut off
        out.write("\n" if out.tell() else "")
        for record in _fresh(left, workers):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
            out.flush()
            yield record


def _fresh(seeds: list[int], workers: int) -> Iterator[Record]:
    # forks share the tables that are loaded once
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        jobs = [pool.submit(batch, one) for one in _batches(seeds)]
        for job in as_completed(jobs):
            yield from job.result()


def _batches(seeds: list[int]) -> Iterator[list[int]]:
    """Seeds of one printer together: a program that prints many at once starts once. Those that
    need no program come first.
    """
    programs = {name: bool(one.program) for name, one in printers().items()}
    named = sorted((programs[printer_of(seed)], printer_of(seed), seed) for seed in seeds)
    for _, group in groupby(named, key=lambda one: one[1]):
        those = [seed for *_, seed in group]
        yield from (those[at : at + _AT_ONCE] for at in range(0, len(those), _AT_ONCE))


def batch(seeds: list[int]) -> list[Record]:
    """The records of some seeds of one printer; of those that fail with what is at fault."""
    start = time.monotonic()
    plans = [plan(seed) for seed in seeds]
    records = judged(plans)
    failed = {one: record for one, record in zip(plans, records, strict=True) if fails(record)}
    parts = list(dict.fromkeys(part for one in failed for part in one.parts()))
    known = dict(zip(parts, map(loud, judged(parts)), strict=True))
    causes = {one.seed: _causes(one, loud(record), known) for one, record in failed.items()}
    took = round((time.monotonic() - start) / len(seeds), 3)
    return [one | {"causes": causes.get(one["seed"], []), "took": took} for one in records]


def fails(record: Record) -> bool:
    """Whether something is silent or invented."""
    return any(record.get(kind) for kind in ("silent", "invented", "projects_silent"))


def loud(record: Record) -> Problems:
    """What is silent or invented in a document."""
    problems = (one for one in record.get("problems", ()) if one[0] != "told")
    return {(verdict, squeeze(name), wrong) for verdict, name, wrong in problems}


def _causes(one: Plan, problems: Problems, known: dict[Plan, Problems]) -> list[list[str]]:
    """Of each problem what is at fault, and what is wrong: the table itself, else the changes that
    have it alone, else all of them together.
    """
    plain, *alone = one.parts()
    found = set()
    for problem in problems:
        those = [part.changes[0] for part in alone if problem in known[part]]
        together = those or [" + ".join(one.changes)]
        causes = [PLAIN] if problem in known[plain] else together
        verdict, _, wrong = problem
        what = verdict if verdict == "invented" else f"{verdict} {wrong[:60]}"
        found |= {(cause or PLAIN, what) for cause in causes}
    return sorted(map(list, found))
