"""One delivery through the real ingest, and what is wrong with what became of it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from flows.folder_meta import is_meta
from flows.sidecars import is_sidecar
from tests.hostile.deliveries.make import hostile, lists, sound
from tests.hostile.mutate import JIXIAO, rows
from warehouse.files.folder import files_below

NEIGHBOURS = 10  # hostile files beside which one more sound document lies
LONGEST = 1800  # seconds of one run
ENDED = ("worker_died", "worker_timeout")


@dataclass
class Result:
    """What became of some deliveries. ``wrong``: one line each."""

    files: int = 0
    neighbours: int = 0
    runs: int = 0
    refused: int = 0  # runs that a list of decisions stopped in one line, as it is documented
    statuses: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.files:,} hostile files in {self.runs} runs beside {self.neighbours:,} sound "
            f"documents: {dict(self.statuses)}; ended: {dict(self.ended)}; {self.refused} runs "
            f"refused for a list in one line; wrong: {len(self.wrong)}"
        )


def deliver(place: Path, numbers: range, seed: int, result: Result) -> None:
    """Writes the hostile files of ``numbers`` below ``place``, ingests them, and ingests again when
    half of them came later.
    """
    raw, curated = place / "raw", place / "curated"
    neighbours = sound(raw, max(2, len(numbers) // NEIGHBOURS))
    half = numbers[: len(numbers) // 2]
    for number in half:
        hostile(raw, number, seed)
    listed = lists(place, numbers.start, seed)
    if listed and not _ingest(raw, curated, result, listed):
        listed.rename(listed.with_suffix(".refused"))
    for later in (half, numbers[len(half) :]):
        if later is not half:
            for number in later:
                hostile(raw, number, seed)
        _ingest(raw, curated, result)
    result.files += len(numbers)
    result.neighbours += len(neighbours)
    _examine(raw, curated, neighbours, result)


def _ingest(raw: Path, curated: Path, result: Result, listed: Path | None = None) -> bool:
    """Whether the run published. ``listed``: the list that may stop it in one line."""
    command = [*JIXIAO, "ingest", str(raw), "--curated", str(curated), "--direct"]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        result.wrong.append(f"{raw}: the run did not end")
        return False
    result.runs += 1
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if "Traceback" in said:
        result.wrong.append(f"{raw}: traceback: {said[-1500:]}")
    if done.returncode in (0, 3):
        return True
    lines = [line for line in said.splitlines() if line.strip()]
    if listed and len(lines) == 1 and listed.name in said:
        result.refused += 1
    else:
        result.wrong.append(f"{raw}: exit code {done.returncode}: {said[-1500:]}")
    return False


def _examine(raw: Path, curated: Path, neighbours: set[str], result: Result) -> None:
    """Every file is told of, every neighbour curated, no reader failed."""
    documents = rows(curated, "documents")
    findings = rows(curated, "findings")
    result.statuses.update(row["status"] for row in documents)
    status = {row["path"]: row["status"] for row in documents}
    told = {path.split("!")[0] for path in status} | set(status)
    told |= {row["path"] for row in findings if row["path"]}
    spoken = " ".join(str(row["found"]) for row in findings)
    result.ended.update(row["rule"] for row in findings if row["rule"] in ENDED)
    lost = [path for path in neighbours if status.get(path) != "curated"]
    silent = [path for path in _expected(raw) if told.isdisjoint(_parts(path))]
    failed = [row for row in findings if row["rule"] == "reader_error"]
    result.wrong += [
        *(f"{raw}: neighbour {path} is {status.get(path)}" for path in lost),
        *(f"{raw}: silent: {path!r}" for path in silent if path not in spoken),
        *(f"{raw}: {row['path']!r}: {row['rule']} {row['found']}" for row in failed),
    ]


def _expected(raw: Path) -> list[str]:
    """Paths of all files that must be told of: all but what speaks for a document that is there."""
    paths = {path for path, _, _ in files_below(raw)}
    return sorted(
        path
        for path in paths
        if not path.rpartition("/")[2].startswith("~$")
        and not is_meta(path)
        and not (is_sidecar(path) and path[: path.lower().rindex(".meta.")] in paths)
    )


def _parts(path: str) -> list[str]:
    """The path up to each of its exclamation marks: an archive's name ends at one, as a rule."""
    ends = [at for at, sign in enumerate(path) if sign == "!"]
    return [path, *(path[:end] for end in ends)]


def main(count: int, seed: int, size: int, keep: Path) -> int:
    """Deliveries of ``size`` files each until ``count``; those with something wrong are kept."""
    import shutil

    result = Result()
    for start in range(0, count, size):
        place, before = keep / f"{seed}-{start}", len(result.wrong)
        place.mkdir(parents=True)
        deliver(place, range(start, min(start + size, count)), seed, result)
        for line in result.wrong[before:]:
            print(line, flush=True)
        if len(result.wrong) == before:
            shutil.rmtree(place)
        print(result, file=sys.stderr, flush=True)
    print(result)
    return bool(result.wrong)
