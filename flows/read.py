"""Reading documents in worker processes: a batch in, a folder of Arrow files out. A worker that dies or hangs costs one document."""

from __future__ import annotations

import io
import multiprocessing
import resource
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pyarrow as pa
from pebble import ProcessExpired, ProcessPool

from flows.version import parser_version
from transforms.columns import Tables, tables
from transforms.document import UnreadableError
from transforms.identity import Sidecar, Source
from transforms.parse import parse, unreadable
from transforms.reading import expand
from transforms.rows import Parsed

CHUNK = 20  # files a call: if the call dies, they are read one by one
MEMORY = 8 << 30  # bytes of address space a worker may have


@dataclass(frozen=True, slots=True)
class Job:
    """One raw file to read."""

    file: Path
    path: str
    sidecar: Sidecar
    assume_year: int | None


def read_file(job: Job) -> Iterator[Parsed]:
    """The documents in one raw file: itself, or the members of an archive."""
    data = job.file.read_bytes()
    source = Source(job.path, job.sidecar, job.assume_year)
    count = 0
    try:
        for path, content in expand(data, job.path):
            count += 1
            yield _parse(content, Source(path, job.sidecar, job.assume_year))
    except UnreadableError as error:
        yield unreadable(sha256(data).hexdigest(), source, len(data), error.rule, error.message)
        return
    if not count:
        yield unreadable(sha256(data).hexdigest(), source, len(data), "broken_archive", "the archive holds no file")


def _parse(data: bytes, source: Source) -> Parsed:
    """A fault of ours in one document must not cost the others: it is listed as unreadable, with the error."""
    try:
        return parse(data, source)
    except Exception as error:  # noqa: BLE001  # the one place where any error is right: nothing is swallowed, it becomes a finding
        return unreadable(sha256(data).hexdigest(), source, len(data), "reader_error", f"{type(error).__name__}: {error}")


def read_files(jobs: list[Job], version: str) -> dict[str, bytes]:
    """The documents in some files, as Arrow IPC streams by table: what crosses the process border is bytes, not objects."""
    parsed = [one for job in jobs for one in read_file(job)]
    return {name: to_bytes(rows) for name, rows in tables(parsed, version).items()}


def to_bytes(rows: pa.Table) -> bytes:
    """An Arrow IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return sink.getvalue()


def from_bytes(content: bytes) -> pa.Table:
    """The table of an Arrow IPC stream."""
    return pa.ipc.open_stream(content).read_all()


def _limit() -> None:
    """Runs first in every worker: one document cannot take the machine's memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))


@contextmanager
def pool(workers: int) -> Iterator[ProcessPool]:
    """A pool that replaces workers that die. Fork server: the parent has threads, and PDFium and Arrow do not survive a fork of those."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["flows.read"])
    with ProcessPool(max_workers=workers, max_tasks=500, initializer=_limit, context=context) as processes:
        yield processes


def read_batch(processes: ProcessPool, jobs: list[Job], timeout: float) -> Tables:
    """The rows of a batch of files, in the order of the files whatever worker read them."""
    chunks = list(_chunks(jobs, CHUNK))
    futures = [processes.schedule(read_files, args=[chunk, parser_version()], timeout=timeout * len(chunk)) for chunk in chunks]
    parts: list[dict[str, bytes]] = []
    for chunk, future in zip(chunks, futures, strict=True):
        try:
            parts.append(future.result())
        except (ProcessExpired, FutureTimeoutError, MemoryError):
            parts += [_alone(processes, job, timeout) for job in chunk]
    return {name: pa.concat_tables([from_bytes(part[name]) for part in parts]) for name in parts[0]}


def _alone(processes: ProcessPool, job: Job, timeout: float) -> dict[str, bytes]:
    """One file by itself, after a call with several died: the guilty one becomes unreadable, its neighbours are read."""
    try:
        result: dict[str, bytes] = processes.schedule(read_files, args=[[job], parser_version()], timeout=timeout).result()
    except (ProcessExpired, MemoryError) as error:
        return _failed(job, "worker_died", str(error) or "out of memory")
    except FutureTimeoutError:
        return _failed(job, "worker_timeout", f"more than {timeout:g} seconds")
    return result


def _failed(job: Job, rule: str, message: str) -> dict[str, bytes]:
    data = job.file.read_bytes()
    parsed = unreadable(sha256(data).hexdigest(), Source(job.path, job.sidecar, job.assume_year), len(data), rule, message)
    return {name: to_bytes(rows) for name, rows in tables([parsed], parser_version()).items()}


def _chunks(jobs: Iterable[Job], size: int) -> Iterator[list[Job]]:
    rest = iter(jobs)
    while chunk := list(islice(rest, size)):
        yield chunk
