"""No process outlives a killed run: Prefect stops the server that it starts for a run at that run's
exit, and a run that is killed has none.

A watcher waits for the run's end on a pipe that only the run holds. It then ends every process that
bears the run's mark in its environment (Linux; elsewhere there is no /proc, and it ends nothing).
Run as a script, without the packages of this project.
"""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_MARK = "JIXIAO_RUN"
_PATIENCE = 5.0  # seconds between asking a process to end and ending it


def guard() -> None:
    """Start the watcher. Processes that this one starts from now on end with it, however it
    ends.
    """
    os.environ[_MARK] = mark = secrets.token_hex(16)
    # the write end is inherited by nobody and stays open until this process ends
    read, write = os.pipe()
    os.set_inheritable(write, False)
    subprocess.Popen(
        [sys.executable, "-I", "-S", __file__, mark],
        stdin=read,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != _MARK},
        start_new_session=True,
    )
    os.close(read)


def main(mark: str) -> None:
    """Wait for the end of standard input, then end what bears the mark."""
    sys.stdin.read()
    for how, until in ((signal.SIGTERM, time.monotonic() + _PATIENCE), (signal.SIGKILL, 0.0)):
        for pid in _marked(mark):
            _end(pid, how)
        while time.monotonic() < until and any(_marked(mark)):
            time.sleep(0.1)


def _marked(mark: str) -> Iterator[int]:
    wanted = f"{_MARK}={mark}".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                yield int(entry.name)
        except OSError:  # it has ended, or belongs to somebody else
            continue


def _end(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return


if __name__ == "__main__":
    main(sys.argv[1])
