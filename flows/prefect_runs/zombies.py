"""Runs whose machine, container or process vanished. Each would hold the one place of the work pool
for ever. A run sends heartbeats; an Automation of Prefect's server ends one that fell silent as
crashed, and has the deployment ``cut-off`` tell people.

https://docs.prefect.io/v3/advanced/detect-zombie-flows
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from prefect import flow, get_client
from prefect.automations import Automation, EventTrigger, Posture, ResourceSpecification
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment

from flows.prefect_runs.notify import about_cut_off
from schemas.messages import english
from warehouse.files.storage import place
from warehouse.open import warehouse_at

NAME = "jixiao: end what vanished"
HEARTBEAT = 30  # seconds between two heartbeats: the shortest that Prefect knows
SILENCE = timedelta(minutes=3)  # after which a run is taken for gone: five heartbeats are missing
_ENDS = {f"prefect.flow-run.{name}" for name in ("Completed", "Failed", "Cancelled", "Crashed")}
_SIGNS = {f"prefect.flow-run.{name}" for name in ("Pending", "Running", "heartbeat")}
_RUN = {"__prefect_kind": "jinja", "template": "{{ flow_run.name }}"}
_IDENTITY = {"__prefect_kind": "jinja", "template": "{{ flow_run.id }}"}


@flow(name="jixiao-cut-off", log_prints=False, persist_result=False)
def cut_off(run: str, curated: str = "", identity: str = "") -> None:
    """Tell people that a run was cut off. ``curated``: where it is kept if nobody takes it.

    ``identity``: of the run. One that has ended well is none: on a busy machine the server may take
    its last heartbeat after its end, and wait for another.
    """
    if not identity or not _has_ended(UUID(identity)):
        about_cut_off(run, warehouse_at(place(curated)).root if curated else None)


def _has_ended(run: UUID) -> bool:
    """Whether the run came to an end of its own."""
    with get_client(sync_client=True) as client:
        state = client.read_flow_run(run).state
    return state is not None and state.is_final() and not state.is_crashed()


def watch_for_silence(watched: Sequence[UUID], teller: UUID, silence: timedelta = SILENCE) -> None:
    """Make the Automation for the runs of these deployments, or change it if it is another. One
    that is as it should be stays: with it the server keeps which runs it waits for.
    """
    wanted = automation(watched, teller, silence)
    try:
        there = cast("Automation", Automation.read(name=NAME))
    except ValueError:
        wanted.create()
        return
    if _told(there) != _told(wanted):
        wanted.id = there.id
        wanted.update()


def automation(watched: Sequence[UUID], teller: UUID, silence: timedelta) -> Automation:
    """RUNNING, or about to run, and ``silence`` without a sign of life -> CRASHED."""
    deployments = [f"prefect.deployment.{one}" for one in sorted(watched, key=str)]
    related: dict[str, str | list[str]] = {
        "prefect.resource.role": "deployment",
        "prefect.resource.id": deployments,
    }
    return Automation(
        name=NAME,
        description=english("automation.about"),
        trigger=EventTrigger(
            after=_SIGNS,
            expect=_SIGNS | _ENDS,
            match=ResourceSpecification({"prefect.resource.id": "prefect.flow-run.*"}),
            match_related=ResourceSpecification(related),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=silence,
        ),
        actions=[
            # not by force: the server leaves a run that has ended as it is
            ChangeFlowRunState(
                state=StateType.CRASHED,
                name="Crashed",
                message=english("prefect.gone"),
                force=False,
            ),
            RunDeployment(
                source="selected",
                deployment_id=teller,
                job_variables=None,
                parameters={"run": _RUN, "identity": _IDENTITY},
            ),
        ],
    )


def _told(one: Automation) -> str:
    """What it does, without the ids that the server gave."""
    trigger = one.trigger.model_dump(exclude={"id"}, mode="json")
    return repr(
        [
            {
                name: sorted(value) if isinstance(value, list) else value
                for name, value in part.items()
            }
            for part in (trigger, *(action.model_dump(mode="json") for action in one.actions))
        ]
    )
