"""What a worker process does: some files in, the rows of their documents out. Loaded in the workers; the parent never needs it."""

from __future__ import annotations

import ctypes
import io
import os
import resource
import signal
import sys
from collections.abc import Iterator
from hashlib import sha256

import pyarrow as pa

from flows.processes.jobs import Job
from transforms.columns import tables
from transforms.document import UnreadableError
from transforms.identity import Source
from transforms.parse import parse, unreadable
from transforms.reading import expand
from transforms.rows import Parsed

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
MEMORY = 8 << 30  # bytes of address space a worker may have


def die_with_parent() -> None:
    """Runs first in every worker: when the parent is killed, the fork server ends, and with it its workers (Linux; elsewhere they end when they
    find their pipe closed). Raises OSError if the kernel refuses.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
            raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG)")
        if os.getppid() == 1:
            os._exit(1)  # the parent died before the kernel was told


def limit_memory() -> None:
    """Runs first in every worker: one document cannot take the machine's memory."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))


def read_file(job: Job) -> Iterator[Parsed]:
    """The documents in one raw file: itself, or the members of an archive."""
    data = job.file.read_bytes()
    source = Source(job.path, job.sidecar, job.assume_year)
    count = 0
    try:
        for path, content in expand(data, job.path):
            count += 1
            named = tuple(one for one in job.corrections if one.document == path)
            yield _parse(content, Source(path, job.sidecar, job.assume_year, named))
    except UnreadableError as error:
        yield unreadable(sha256(data).hexdigest(), source, len(data), error.rule, error.message)
        return
    except Exception as error:  # noqa: BLE001  # as in _parse: a fault of ours while unpacking
        yield unreadable(sha256(data).hexdigest(), source, len(data), "reader_error", f"{type(error).__name__}: {error}")
        return
    if not count:
        yield unreadable(sha256(data).hexdigest(), source, len(data), "broken_archive", "the archive holds no file")


def _parse(data: bytes, source: Source) -> Parsed:
    """A fault of ours in one document must not cost the others: it is listed as unreadable, with the error."""
    try:
        return parse(data, source)
    except Exception as error:  # noqa: BLE001  # the one place where any error is right: nothing is swallowed, it becomes a finding
        return unreadable(sha256(data).hexdigest(), source, len(data), "reader_error", f"{type(error).__name__}: {error}")


def read_files(jobs: list[Job], version: str, timeout: float) -> dict[str, bytes]:
    """The documents in some files, as Arrow IPC streams by table: what crosses the process border is bytes, not objects.

    The process is ended by SIGALRM when one file takes more than ``timeout`` seconds, even in the midst of PDFium.
    """
    parsed: list[Parsed] = []
    for job in jobs:
        signal.setitimer(signal.ITIMER_REAL, timeout)
        parsed += read_file(job)
    signal.setitimer(signal.ITIMER_REAL, 0)
    return {name: to_bytes(rows) for name, rows in tables(parsed, version).items()}


def to_bytes(rows: pa.Table) -> bytes:
    """An Arrow IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return sink.getvalue()


def failed(job: Job, rule: str, message: str, version: str) -> dict[str, bytes]:
    """The rows of a file whose reading ended the worker: it is listed as unreadable, with the reason."""
    data = job.file.read_bytes()
    parsed = unreadable(sha256(data).hexdigest(), Source(job.path, job.sidecar, job.assume_year), len(data), rule, message)
    return {name: to_bytes(rows) for name, rows in tables([parsed], version).items()}
