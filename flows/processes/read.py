"""Reading documents in worker processes: a batch in, its rows out. A worker that dies or hangs costs one document."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import AbstractContextManager
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
from pebble import ProcessExpired, ProcessPool

from flows.processes.forks import forked
from flows.processes.jobs import Job
from flows.version import parser_version

Tables = dict[str, pa.Table]
CHUNK = 40  # files a call: if the call dies, they are read one by one


def pool(workers: int) -> AbstractContextManager[ProcessPool]:
    """Processes that read."""
    return forked(workers, _prepare, dict(os.environ), tasks=500)


def _prepare(environment: dict[str, str]) -> None:
    """``environment``: the parent's of now. The fork server may be older, and its workers would reach an object store with yesterday's keys."""
    from flows.processes.without import hide
    from flows.processes.worker import die_with_parent, limit_memory

    os.environ.update(environment)
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # a document makes many objects and few circles: to look for those rarely saves three per cent
    hide("pandas")  # PyArrow loads it at its first array: 0.1 s of every worker
    die_with_parent()
    limit_memory()


def _read(jobs: list[Job], version: str, timeout: float) -> dict[str, bytes]:
    """Runs in a worker."""
    from flows.processes.worker import read_files

    return read_files(jobs, version, timeout)


def read_batch(processes: ProcessPool, jobs: list[Job], timeout: float) -> Tables:
    """The rows of a batch of files, in the order of the files whatever worker read them.

    A worker ends itself when one file takes too long; the pool's own limit, over all files of a call, is for one that cannot.
    """
    chunks = list(_chunks(jobs, CHUNK))
    futures = [processes.schedule(_read, args=[chunk, parser_version(), timeout], timeout=timeout * (len(chunk) + 1)) for chunk in chunks]
    parts: list[dict[str, bytes]] = []
    for chunk, future in zip(chunks, futures, strict=True):
        try:
            parts.append(future.result())
        except (ProcessExpired, FutureTimeoutError, MemoryError):
            parts += [_alone(processes, job, timeout) for job in chunk]
    whole = _once([{name: _table(content) for name, content in part.items()} for part in parts])
    return {name: pa.concat_tables([part[name] for part in whole]) for name in whole[0]}


def _once(parts: list[Tables]) -> list[Tables]:
    """The rows of a document stand once, though copies of it were read by several calls: those of its first path stay."""
    first: dict[str, tuple[str, int]] = {}
    for number, part in enumerate(parts):
        for identity, path in zip(part["documents"]["document_id"].to_pylist(), part["documents"]["path"].to_pylist(), strict=True):
            first[identity] = min((path, number), first.get(identity, (path, number)))
    for number, part in enumerate(parts):
        again = [one for one in part["documents"]["document_id"].unique().to_pylist() if first[one][1] != number]
        if again:
            for name in ("projects", "indicators", "quarantine"):
                part[name] = part[name].filter(pc.invert(pc.is_in(part[name]["document_id"], value_set=pa.array(again, pa.string()))))
            kept = part["indicators"]["indicator_id"].combine_chunks()
            part["readings"] = part["readings"].filter(pc.is_in(part["readings"]["indicator_id"], value_set=kept))
    return parts


def _alone(processes: ProcessPool, job: Job, timeout: float) -> dict[str, bytes]:
    """One file by itself, after a call with several died: the guilty one becomes unreadable, its neighbours are read."""
    try:
        result: dict[str, bytes] = processes.schedule(_read, args=[[job], parser_version(), timeout], timeout=2 * timeout).result()
    except (ProcessExpired, MemoryError, FutureTimeoutError) as error:
        if isinstance(error, FutureTimeoutError) or getattr(error, "exitcode", None) == -signal.SIGALRM:
            return _failed(job, "worker_timeout", f"more than {timeout:g} seconds")
        return _failed(job, "worker_died", str(error) or "out of memory")
    return result


def _failed(job: Job, rule: str, message: str) -> dict[str, bytes]:
    from flows.processes.worker import failed

    return failed(job, rule, message, parser_version())


def _table(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()


def _chunks(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while chunk := list(islice(rest, size)):
        yield chunk


def shown(jobs: list[Job], rows: Tables) -> str:
    """The line of the log about a batch."""
    return f"read {len(jobs)} files: documents " + " ".join(one[:12] for one in rows["documents"]["document_id"].to_pylist())
