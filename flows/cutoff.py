"""Runs that a power cut, a kill or a stopped worker left behind as running. Nothing ends them in Prefect, and each would hold the one place of
the work pool for ever: every later run would wait. ``python -m flows.cutoff POOL`` ends them as crashed and tells the webhook.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas import filters
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

from flows.notify import send

_UNFINISHED = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


def end(pool: str, *, alone: bool) -> list[str]:
    """End the runs of a pool whose process is gone; returns their names. ``alone``: no other worker serves the pool, so none of its runs lives."""
    state = filters.FlowRunFilterState(type=filters.FlowRunFilterStateType(any_=_UNFINISHED))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=filters.FlowRunFilter(state=state),
                                     work_pool_filter=filters.WorkPoolFilter(name=filters.WorkPoolFilterName(any_=[pool])))
        gone = [run for run in runs if alone or _is_gone(run)]
        for run in gone:
            client.set_flow_run_state(run.id, Crashed(message="its process is gone; nothing was published"), force=True)
    return [run.name for run in gone]


def _is_gone(run: FlowRun) -> bool:
    """Whether its process ran on this machine and is not there any more. (Prefect notes ``host:pid``.)"""
    host, _, number = (run.infrastructure_pid or "").rpartition(":")
    if host != socket.gethostname():
        return False
    try:
        return b"prefect" not in Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return True


if __name__ == "__main__":
    for name in end(sys.argv[1], alone="--alone" in sys.argv):
        send({"event": "failed", "text": f"jixiao: failed: run {name} was cut off", "message": f"run {name} was cut off; the next one does its work"})
