"""What a worker process does: some files in, the rows of their documents out. Loaded in the
workers; the parent never needs it.
"""

from __future__ import annotations

import ctypes
import io
import os
import resource
import signal
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from traceback import format_exception

import pyarrow as pa

from flows.processes.budget import begin, end, seconds
from flows.processes.jobs import FAULTS, Job
from flows.processes.notes import noted
from flows.processes.pool import report
from schemas.messages import english
from transforms.document import UnreadableError
from transforms.parse import document_id_of, parse, unreadable
from transforms.reading import expand
from transforms.rows.arrow_tables import tables
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source
from warehouse.files.disk import WarehouseError

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
MEMORY = 8 << 30  # bytes of address space a worker may have
PAUSE = 1.0  # seconds before a store is asked for a file again


def die_with_parent() -> None:
    """Runs first in every worker: when the parent is killed, the fork server ends, and with it its
    workers (Linux; elsewhere they end when they find their pipe closed). Raises OSError if the
    kernel refuses.
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
    resource.setrlimit(
        resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard)
    )


def read_file(job: Job, timeout: float | None = None) -> Iterator[Parsed]:
    """The documents in one raw file: itself, or the members of an archive. Each has a time of its
    own, and so has unpacking; none without a ``timeout``.
    """
    source = Source(job.path, job.sidecar, job.assume_year, again=job.again)
    try:
        data = _bytes(job)
    except (OSError, WarehouseError) as error:
        yield _not_there(job, source, error)
        return
    count = 0
    begin(timeout, len(data))
    try:
        for path, content in expand(data, job.path):
            count += 1
            begin(timeout, len(content))
            yield _parse(content, _source(job, path))
            begin(timeout, len(data))
    except UnreadableError as error:
        yield unreadable(document_id_of(data, source), source, len(data), error.rule, error.message)
        return
    except OSError as error:  # no room to unpack: the file is sound, and tried again
        yield _not_there(job, source, error)
        return
    except Exception as error:  # as in _parse: a fault of ours while unpacking  # noqa: BLE001
        yield _faulty(data, source, error)
        return
    if not count:
        yield unreadable(
            document_id_of(data, source),
            source,
            len(data),
            "broken_archive",
            english("found.archive_empty"),
        )


def _bytes(job: Job) -> bytes:
    """The file. A store is asked twice: it said what there is a moment ago, and a refusal may be
    that of one server among many. Raises OSError, or WarehouseError of a store.
    """
    try:
        return job.file.read_bytes()
    except WarehouseError:
        time.sleep(PAUSE)
        return job.file.read_bytes()


def _not_there(job: Job, source: Source, error: Exception) -> Parsed:
    """A file that cannot be read: it is known by its path, for it has no bytes."""
    why = getattr(error, "strerror", None) or str(error)
    identity = sha256(f"{job.path}\n{why}".encode("utf-8", "surrogatepass")).hexdigest()
    return unreadable(identity, source, 0, "cannot_read", why)


def _source(job: Job, path: str) -> Source:
    """A document of the file, with what people decided about it."""
    named = tuple(one for one in job.corrections if one.document == path)
    settled = tuple(one for one in job.decisions if one.concerns(path))
    return Source(path, job.sidecar, job.assume_year, named, settled, job.again)


def _parse(data: bytes, source: Source) -> Parsed:
    """A fault of ours in one document must not cost the others: it is listed as unreadable, with
    the error.
    """
    try:
        parsed = parse(data, source)
    # the one place where any error is right: nothing is swallowed, it becomes a finding
    except Exception as error:  # noqa: BLE001
        return _faulty(data, source, error)
    if source.again:
        parsed.document["sha256"] = sha256(data).hexdigest()
    return parsed


def _faulty(data: bytes, source: Source, error: Exception) -> Parsed:
    """An unreadable document with the traceback, which goes to the log of the run."""
    return _at_fault(document_id_of(data, source), source, len(data), error)


def _at_fault(document_id: str, source: Source, size: int, error: Exception) -> Parsed:
    said = f"{type(error).__name__}: {error}"
    parsed = unreadable(document_id, source, size, "reader_error", said)
    parsed.fault = "".join(format_exception(error))
    return parsed


def read_files(jobs: list[Job], version: str, timeout: float) -> dict[str, bytes]:
    """The documents in some files, as Arrow IPC streams by table: what crosses the process border
    is bytes, not objects. The table ``faults`` has the path and the traceback of faults of ours.

    The process ends when a document takes more than its time (budget.py); which file that was is
    reported before it is read.
    """
    parsed: list[Parsed] = []
    for number, job in enumerate(jobs):
        report(number)
        parsed += noted(job, read_file(job, timeout))
    end()
    return _streams(parsed, version)


def _streams(parsed: list[Parsed], version: str) -> dict[str, bytes]:
    try:
        rows = tables(parsed, version)
    # the rows of one document fit no table: which one is found below
    except Exception:  # noqa: BLE001
        parsed = [_storable(one, version) for one in parsed]
        rows = tables(parsed, version)
    whole = rows | {FAULTS: _faults(parsed)}
    return {name: to_bytes(rows) for name, rows in whole.items()}


def _storable(one: Parsed, version: str) -> Parsed:
    """The document; listed as unreadable where its rows fit no table, so that no other is lost."""
    try:
        tables([one], version)
    except Exception as error:  # a fault of ours, as in _parse  # noqa: BLE001
        known = one.document
        path = known["path"].encode("utf-8", "backslashreplace").decode()
        return _at_fault(known["document_id"], Source(path), known["bytes"], error)
    return one


def _faults(parsed: list[Parsed]) -> pa.Table:
    found = [(one.document["path"], one.fault) for one in parsed if one.fault]
    columns = zip(*found, strict=True) if found else ((), ())
    return pa.table([pa.array(column, pa.string()) for column in columns], ["path", "fault"])


def to_bytes(rows: pa.Table) -> bytes:
    """An Arrow IPC stream."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return sink.getvalue()


def failed(job: Job, rule: str, message: str | float, version: str) -> dict[str, bytes]:
    """The rows of a file whose reading ended the worker: it is listed as unreadable, with the
    reason; that of ``worker_timeout`` is the time of a small document.
    """
    source = Source(job.path, job.sidecar, job.assume_year, again=job.again)
    try:
        data = _bytes(job)
    except (OSError, WarehouseError) as error:
        return _streams([_not_there(job, source, error)], version)
    if not isinstance(message, str):
        message = english("found.too_long", seconds=seconds(message, len(data)))
    parsed = unreadable(document_id_of(data, source), source, len(data), rule, message)
    return _streams([parsed], version)
