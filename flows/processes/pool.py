"""Processes that do one call at a time and are replaced when they die, whatever they were doing:
waiting, starting or at work. The call of one that died, or took too long, fails; no other does.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from threading import Lock, local
from typing import Any, TypeVar

from schemas.messages import say
from warehouse.files.disk import WarehouseError

T = TypeVar("T")
_STARTS = 12  # processes that may die one after the other before they take a call
_READY, _TAKEN, _AT, _DONE, _FAILED = "ready", "taken", "at", "done", "failed"
_parent: list[Connection] = []  # in a worker: the pipe to its parent


class WorkerDiedError(Exception):
    """The process of a call ended. ``exitcode``: as of multiprocessing, a signal's is negative;
    ``at``: what was last reported.
    """

    def __init__(self, exitcode: int | None, at: Any = None) -> None:
        super().__init__(f"exit code {exitcode}")
        self.exitcode, self.at = exitcode, at


def report(at: object) -> None:
    """In a worker: tell how far the call is. Nothing happens anywhere else."""
    for pipe in _parent:
        pipe.send((_AT, at))


class Pool:
    """``count`` processes that run ``prepare(*arguments)`` first; each is replaced after ``tasks``
    calls (0: never).
    """

    def __init__(
        self,
        context: ForkServerContext,
        count: int,
        prepare: Callable[..., None],
        arguments: Sequence[Any],
        tasks: int = 0,
    ) -> None:
        self._context, self._first, self._tasks = context, (prepare, arguments), tasks
        self._threads = ThreadPoolExecutor(count)
        self._own = local()
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._stopped = False

    def schedule(
        self, function: Callable[..., T], args: Sequence[Any], timeout: float | None = None
    ) -> Future[T]:
        """Have a call done. Its future raises what the call raises, or WorkerDiedError; the process
        is ended if nothing was reported for ``timeout`` seconds.
        """
        return self._threads.submit(self._call, function, args, timeout)

    def close(self) -> None:
        """Do what is scheduled, then end the processes."""
        self._threads.shutdown()
        self._end()

    def stop(self) -> None:
        """End the processes now; their calls fail."""
        self._stopped = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._end()

    def _end(self) -> None:
        with self._lock:
            self._stopped = True
            left, self._all = self._all, set()
        for worker in left:
            worker.kill()

    def _call(self, function: Callable[..., T], args: Sequence[Any], timeout: float | None) -> T:
        for _ in range(_STARTS):
            worker = self._worker()
            try:
                kind, answer = worker.ask(function, args, timeout)
                break
            except WorkerDiedError:
                self._drop(worker)
                # one that died before it took the call did not die of it
                if worker.taken or self._stopped:
                    raise
        else:
            raise _no_worker()
        if worker.calls == self._tasks:
            self._drop(worker)
        if kind == _FAILED:
            raise answer
        result: T = answer
        return result

    def _worker(self) -> _Worker:
        """The process of this thread; a new one if it has none that lives."""
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker and worker.lives():
            return worker
        if worker:
            self._drop(worker)
        for _ in range(_STARTS):
            if self._stopped:
                raise WorkerDiedError(None)
            # the fork server may be the one that died: it is started again
            with suppress(WorkerDiedError, EOFError, ConnectionError):
                return self._started()
        raise _no_worker()

    def _started(self) -> _Worker:
        with self._lock:
            worker = _Worker(self._context, self._first, self._lock)
            self._all.add(worker)
        self._own.worker = worker
        try:
            worker.answer(None)
        except WorkerDiedError:
            self._drop(worker)
            raise
        return worker

    def _drop(self, worker: _Worker) -> None:
        self._own.worker = None
        with self._lock:
            self._all.discard(worker)
        worker.kill()
        worker.forget()


def _no_worker() -> WarehouseError:
    return WarehouseError(say("error.no_worker", count=_STARTS))


class _Worker:
    """One process and the pipe to it."""

    def __init__(
        self,
        context: ForkServerContext,
        first: tuple[Callable[..., None], Sequence[Any]],
        lock: Lock,
    ) -> None:
        self.calls = 0
        self.taken = False  # the call in hand
        self._lock = lock  # multiprocessing looks after all processes whenever it starts one
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, *first), daemon=True)
        try:
            self._process.start()
        finally:
            theirs.close()

    def lives(self) -> bool:
        """Whether it has not ended."""
        return not wait([self._process.sentinel], 0)

    def ask(
        self, function: Callable[..., Any], args: Sequence[Any], timeout: float | None
    ) -> tuple[str, Any]:
        """(done or failed, what it gave)."""
        self.calls += 1
        self.taken = False
        try:
            self._pipe.send((function, args))
        except OSError:
            raise self._died(None) from None
        return self.answer(timeout)

    def answer(self, timeout: float | None) -> tuple[str, Any]:
        """What the process says next, but for reports. Raises WorkerDiedError."""
        at = None
        while True:
            try:
                if timeout is not None and not self._pipe.poll(timeout):
                    raise WorkerDiedError(-signal.SIGALRM, at)
                kind, said = self._pipe.recv()
            except (EOFError, OSError):
                raise self._died(at) from None
            if kind not in (_AT, _TAKEN):
                return kind, said
            self.taken = True
            at = said

    def kill(self) -> None:
        """End it, whatever it does."""
        with self._lock:
            if self.lives():
                self._process.kill()

    def forget(self) -> None:
        """Close the pipe; nobody listens any more."""
        self._pipe.close()

    def _died(self, at: object) -> WorkerDiedError:
        with self._lock:
            self._process.join(_PATIENCE)
            return WorkerDiedError(self._process.exitcode, at)


_PATIENCE = 10.0  # seconds for a process whose pipe is closed to be gone


def _serve(pipe: Connection, prepare: Callable[..., None], arguments: Sequence[Any]) -> None:
    """Runs in the process, until its parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
    try:
        prepare(*arguments)
        _parent.append(pipe)
        pipe.send((_READY, None))
        while True:
            function, args = pipe.recv()
            pipe.send((_TAKEN, None))
            _answer(pipe, function, args)
    # nothing is printed: the parent knows that its call failed
    except BaseException:  # noqa: BLE001
        os._exit(1)


def _answer(pipe: Connection, function: Callable[..., Any], args: Sequence[Any]) -> None:
    try:
        said = (_DONE, function(*args))
    # what a call raises is raised by its future
    except Exception as error:  # noqa: BLE001
        said = (_FAILED, error)
    try:
        pipe.send(said)
    except (TypeError, AttributeError, ValueError) as error:  # it cannot be pickled
        pipe.send((_FAILED, RuntimeError(f"{said[1]!r}: {error}")))
