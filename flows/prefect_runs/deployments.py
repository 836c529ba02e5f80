"""The deployments: what Prefect runs when. ``python -m flows.prefect_runs.deployments RAW CURATED``
registers them with the server that PREFECT_API_URL names, with the Automation that ends what
vanished (zombies.py); ``jixiao serve`` does so before its worker starts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas import filters
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType
from prefect.workers.process import ProcessWorker

from flows.ingest import backfill, ingest
from flows.prefect_runs.zombies import HEARTBEAT, cut_off, watch_for_silence
from schemas.messages import say

POOL = "jixiao"
_ENVIRONMENT = {
    # one line a batch
    "PREFECT_LOGGING_LEVEL": "INFO",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "jixiao",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT),
}


def deployments(raw: str = "data/raw", curated: str = "data/curated") -> list[RunnerDeployment]:
    """The three deployments. Relative names are seen from the folder in which this is called."""
    data = {"raw": raw, "curated": curated}
    return [
        _deployment(
            ingest, "yearly", say("deployment.yearly"), data | {"this_year": True}, "0 3 15 4 *"
        ),
        _deployment(ingest, "catch-up", say("deployment.catch_up"), data, "0 4 * * 1"),
        _deployment(backfill, "backfill", say("deployment.backfill"), data),
    ]


def _deployment(
    flow: Flow[..., Any], name: str, description: str, parameters: dict[str, Any], *crons: str
) -> RunnerDeployment:
    """One deployment. The flow is named by its module: as a file no Dask worker would know it."""
    made = flow.to_deployment(
        name,
        description=description,
        parameters=parameters,
        schedules=[Cron(cron, timezone="Asia/Shanghai") for cron in crons],
        work_pool_name=POOL,
        job_variables={"env": _ENVIRONMENT, "working_dir": str(Path.cwd())},
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # it would be a coroutine inside of an event loop
    return cast("RunnerDeployment", made)


def register(*chosen: RunnerDeployment) -> None:
    """Make the pool and put the deployments into it; what is there under their names is replaced.
    The pool takes one run at a time: two would wait for each other's lock, the second would fail.
    """
    pool = WorkPoolCreate(
        name=POOL,
        type=ProcessWorker.type,
        concurrency_limit=1,
        base_job_template=ProcessWorker.get_default_base_job_template(),
    )
    with get_client(sync_client=True) as client:
        client.create_work_pool(pool, overwrite=True)
    for one in chosen:
        one.apply()
    named = {name: value for one in chosen for name, value in one.parameters.items()}
    curated = {"curated": named.get("curated", "")}
    teller = _deployment(cut_off, "cut-off", say("deployment.cut_off"), curated).apply()
    with get_client(sync_client=True) as client:
        ours = client.read_deployments(work_pool_filter=pool_filter())
    watch_for_silence([one.id for one in ours], cast("UUID", teller))


def pool_filter() -> filters.WorkPoolFilter:
    """The pool of jixiao, for a question to Prefect's server."""
    return filters.WorkPoolFilter(name=filters.WorkPoolFilterName(any_=[POOL]))


if __name__ == "__main__":
    register(*deployments(*sys.argv[1:]))
