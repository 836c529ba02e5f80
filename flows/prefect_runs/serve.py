"""What one machine needs for the scheduled runs: a Prefect server (unless PREFECT_API_URL names
one), the deployments and a worker.

Run by ``jixiao serve``; stops both when it is interrupted. Runs have the folder in which it was
started as their current folder.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from flows.prefect_runs.prefect_home import own_home
from schemas.messages import say

POOL = "jixiao"


def serve(raw: str, curated: str) -> int:
    """Start everything and stay until the worker ends; returns its exit code."""
    # the second is ignored by what a script starts in the background, and so by all that it starts
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, signal.default_int_handler)
    address = os.environ.get("PREFECT_API_URL")
    port = os.environ.get("PREFECT_SERVER_API_PORT", "4200")
    environment = (
        os.environ | own_home() | {"PREFECT_API_URL": address or f"http://127.0.0.1:{port}/api"}
    )
    try:
        with _server(environment, port, wanted=address is None):
            _run(environment, "flows.prefect_runs.deployments", raw, curated)
            # it is a command
            print(  # noqa: T201
                say("prefect.pages", address=environment["PREFECT_API_URL"].removesuffix("/api")),
                file=sys.stderr,
            )
            with _running(
                environment, "worker", "start", "--pool", POOL, "--type", "process"
            ) as worker:
                return worker.wait()
    except KeyboardInterrupt:
        return 0


@contextmanager
def _server(environment: dict[str, str], port: str, *, wanted: bool) -> Iterator[None]:
    if not wanted:
        yield
        return
    with _running(environment, "server", "start", "--host", "127.0.0.1", "--port", port) as server:
        _wait(server, environment["PREFECT_API_URL"] + "/health")
        yield


def _run(environment: dict[str, str], module: str, *arguments: str) -> None:
    """A module in a process of its own: it takes the server's address from its environment."""
    subprocess.run([sys.executable, "-m", module, *arguments], env=environment, check=True)


@contextmanager
def _running(environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Prefect process, terminated at the end."""
    process = subprocess.Popen([sys.executable, "-m", "prefect", *arguments], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def _wait(server: subprocess.Popen[bytes], health: str, seconds: float = 120) -> None:
    """Until the server answers. Raises SystemExit if it ends or does not."""
    until = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < until:
        try:
            if httpx.get(health, timeout=5).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    raise SystemExit(say("error.prefect_server"))
