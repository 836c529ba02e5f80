"""Reading documents in worker processes: a batch in, its rows out. A worker that dies or hangs
costs one document.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from flows.processes.budget import ENDED, GRACE, PATIENCE, seconds
from flows.processes.forks import forked
from flows.processes.jobs import Job
from flows.processes.pool import Pool, WorkerDiedError
from flows.version import parser_version
from schemas.messages import english, say
from transforms.reading.common.limits import MAX_BYTES

Tables = dict[str, pa.Table]
Part = dict[str, bytes]
CHUNK = 40  # files a call
TRIES = 2  # a document that ends workers is read so often again


def pool(workers: int) -> AbstractContextManager[Pool]:
    """Processes that read."""
    return forked(workers, _prepare, dict(os.environ), tasks=500)


def _prepare(environment: dict[str, str]) -> None:
    """``environment``: the parent's of now. The fork server may be older, and its workers would
    reach an object store with yesterday's keys.
    """
    from flows.processes.worker import die_with_parent, limit_memory
    from flows.tuning import arrow_without_pandas

    os.environ.update(environment)
    arrow_without_pandas()
    die_with_parent()
    limit_memory()


def _read(jobs: list[Job], version: str, timeout: float) -> dict[str, bytes]:
    """Runs in a worker."""
    from flows.processes.worker import read_files

    return read_files(jobs, version, timeout)


def read_batch(processes: Pool, jobs: list[Job], timeout: float) -> Tables:
    """The rows of a batch of files, in the order of the files whatever worker read them.
    ``timeout``: seconds of processor time of a small document (budget.py).
    """
    chunks = list(_chunks(jobs, CHUNK))
    futures = [_scheduled(processes, chunk, timeout) for chunk in chunks]
    parts: list[Part] = []
    for chunk, future in zip(chunks, futures, strict=True):
        parts += _rows(processes, chunk, timeout, future)
    whole = _once([{name: _table(content) for name, content in part.items()} for part in parts])
    return {name: pa.concat_tables([part[name] for part in whole]) for name in whole[0]}


def _scheduled(processes: Pool, jobs: list[Job], timeout: float) -> Future[Part]:
    guard = PATIENCE * seconds(timeout, MAX_BYTES) + GRACE
    return processes.schedule(_read, [jobs, parser_version(), timeout], guard)


def _rows(
    processes: Pool,
    jobs: list[Job],
    timeout: float,
    future: Future[Part] | None = None,
    tries: int = TRIES + 1,
) -> list[Part]:
    """The rows of some files. The file that ended a worker becomes unreadable, its neighbours are
    read again. ``tries``: how often a worker may die over them before that is their fault.
    """
    if not jobs:
        return []
    try:
        return [(future or _scheduled(processes, jobs, timeout)).result()]
    except WorkerDiedError as error:
        died = error
    except MemoryError:
        died = WorkerDiedError(None)
    at = 0 if len(jobs) == 1 else died.at
    if at is None:
        again = [jobs] if tries > 1 else [[job] for job in jobs]
        return [
            part
            for part_of in again
            for part in _rows(processes, part_of, timeout, None, tries - 1)
        ]
    return [
        *_rows(processes, jobs[:at], timeout),
        *_guilty(processes, jobs[at], timeout, died, tries if len(jobs) == 1 else TRIES + 1),
        *_rows(processes, jobs[at + 1 :], timeout),
    ]


def _guilty(
    processes: Pool, job: Job, timeout: float, died: WorkerDiedError, tries: int
) -> list[Part]:
    """What is said of a file over which a worker ended. Its time is spent once; anything else may
    have been somebody who ended the worker, so it is read once more.
    """
    if died.exitcode not in ENDED and tries > 1:
        return _rows(processes, [job], timeout, None, tries - 1)
    return [_failed(job, died, timeout)]


def _once(parts: list[Tables]) -> list[Tables]:
    """The rows of a document stand once, though copies of it were read by several calls: those of
    the one whose place tells most (as in editions.sql).
    """
    first: dict[str, tuple[bool, bool, str, int]] = {}
    named = ("document_id", "region_code", "department", "path")
    for number, part in enumerate(parts):
        columns = (part["documents"][name].to_pylist() for name in named)
        for identity, region, department, path in zip(*columns, strict=True):
            rank = (region is None, department is None, path, number)
            first[identity] = min(rank, first.get(identity, rank))
    for number, part in enumerate(parts):
        again = [
            one
            for one in part["documents"]["document_id"].unique().to_pylist()
            if first[one][-1] != number
        ]
        if again:
            for name in ("projects", "indicators", "quarantine"):
                part[name] = part[name].filter(
                    pc.invert(
                        pc.is_in(part[name]["document_id"], value_set=pa.array(again, pa.string()))
                    )
                )
            kept = part["indicators"]["indicator_id"].combine_chunks()
            part["readings"] = part["readings"].filter(
                pc.is_in(part["readings"]["indicator_id"], value_set=kept)
            )
    return parts


def _failed(job: Job, died: WorkerDiedError, timeout: float) -> Part:
    from flows.processes.worker import failed

    if died.exitcode in ENDED:
        return failed(job, "worker_timeout", timeout, parser_version())
    said = english("found.no_memory") if died.exitcode is None else str(died)
    return failed(job, "worker_died", said, parser_version())


def _table(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()


def _chunks(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while chunk := list(islice(rest, size)):
        yield chunk


def shown(jobs: list[Job], rows: Tables) -> str:
    """The line of the log about a batch."""
    documents = " ".join(one[:12] for one in rows["documents"]["document_id"].to_pylist())
    return say("log.read", count=len(jobs), documents=documents)
