"""Telling people when somebody has to look: the addresses of JIXIAO_NOTIFY (alerts.py).
JIXIAO_WEBHOOK, one JSON POST, goes on to work for one version. Without either nobody is told.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import config
from flows.quiet import keep_addresses_out_of_logs
from flows.undelivered import Undelivered, keep, kept
from schemas.messages import english, listed, say
from warehouse.files.disk import RefusedError, WarehouseError

if TYPE_CHECKING:
    from flows.prefect_runs.artifacts import Outlook
    from flows.steps import Summary

WEBHOOK = "JIXIAO_WEBHOOK"
_LISTED = 50
_IN_A_WINDOW = 10
_log = logging.getLogger("jixiao")


def about_build(result: Summary, seen: Outlook, root: Path | None = None) -> bool:
    """Tell of documents that are held back or unreadable and of departments that are missing;
    nothing to tell, nothing is sent but what an address did not take before. Who did not take it
    stands in the summary, and below ``root``, the curated folder.
    """
    paths = {
        status: [row["path"] for row in seen.problems if row["status"] == status]
        for status in ("held_back", "unreadable")
    }
    missing = [
        f"{row['fiscal_year']} {row['region'] or ''} {row['department']}" for row in seen.missing
    ]
    lists = {name: rows for name, rows in (paths | {"missing": missing}).items() if rows}
    if not lists:
        result.alerts = again(root)
        return False
    counts = {name: len(rows) for name, rows in lists.items()}
    said = listed(say(f"notice.{name}", count=count) for name, count in counts.items())
    text = say("notice.attention", build=result.build_id, counts=said)
    first = {name: rows[:_LISTED] for name, rows in lists.items()}
    return _deliver(
        "\n".join([text, *_shown(lists)]),
        {"event": "attention", "text": text, "build_id": result.build_id, "counts": counts} | first,
        root,
        result,
    )


def again(root: Path | None) -> list[str]:
    """Send once more what an earlier run could not deliver, to those that did not take it. Returns
    what is to be said of those that still do not.
    """
    before = kept(root) if root else Undelivered()
    if not before.refused:
        return []
    message = {"event": "again", "text": before.text, "message": before.text}
    return _sent(before.text, message, root, only=before.refused)[1].lines()


def _deliver(
    text: str, message: dict[str, Any], root: Path | None, result: Summary | None = None
) -> bool:
    """Send it to all; whether the webhook took it."""
    taken, notice = _sent(text, message, root)
    if result:
        result.alerts = notice.lines()
    return taken


def _sent(
    text: str, message: dict[str, Any], root: Path | None, only: Container[int] | None = None
) -> tuple[bool, Undelivered]:
    """Send a notice; what was not delivered is kept, and shown in Prefect."""
    refused = _tell(text, only)
    wanted = bool(os.environ.get(WEBHOOK)) and (only is None or 0 in only)
    taken = (only is None or wanted) and send(message)
    if wanted and not taken:
        refused[0] = english("found.alert_webhook")
    notice = Undelivered(text, refused)
    keep(root, notice)
    _show(notice)
    return taken, notice


def _tell(text: str, only: Container[int] | None) -> dict[int, str]:
    """As `flows.prefect_runs.alerts.tell`; apprise is loaded only where somebody is to be told."""
    if not config.notify():
        return {}
    from flows.prefect_runs.alerts import tell

    keep_addresses_out_of_logs()
    return tell(text, only)


def _show(notice: Undelivered) -> None:
    """In Prefect, on the page of the run, also of one that failed."""
    if notice.refused:
        from flows.prefect_runs.artifacts import leave_alerts

        leave_alerts(notice)


def _shown(lists: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """The first of each list, for a bot's window."""
    for name, rows in lists.items():
        yield f"\n{say(f'notice.{name}', count=len(rows))}"
        yield from map(str, rows[:_IN_A_WINDOW])
        if len(rows) > _IN_A_WINDOW:
            yield say("list.more", count=len(rows) - _IN_A_WINDOW)


def about_failure(error: BaseException, root: Path | None = None) -> bool:
    """Tell that nothing was published: ``refused`` by the gate, or ``failed``."""
    event = "refused" if isinstance(error, RefusedError) else "failed"
    said = str(error) if isinstance(error, WarehouseError) else f"{type(error).__name__}: {error}"
    text = say(f"notice.{event}", what=said)
    return _deliver(text, {"event": event, "text": text, "message": said}, root)


def about_cut_off(run: str, root: Path | None = None) -> bool:
    """Tell that a run vanished before it published."""
    text = say("notice.failed", what=say("notice.cut_off", run=run))
    message = say("notice.cut_off_next", run=run)
    return _deliver(text, {"event": "failed", "text": text, "message": message}, root)


def send(message: dict[str, Any]) -> bool:
    """Whether it was delivered. A webhook that does not answer is logged: it must not fail a run
    that published.
    """
    address = os.environ.get(WEBHOOK)
    if not address:
        return False
    import httpx

    keep_addresses_out_of_logs()
    _log.warning(say("log.webhook_old"))
    try:
        with httpx.Client(timeout=10, transport=httpx.HTTPTransport(retries=2)) as client:
            client.post(address, json=message).raise_for_status()
    except httpx.HTTPStatusError as error:
        return _not_taken(f"HTTP {error.response.status_code}")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return _not_taken(type(error).__name__)
    return True


def _not_taken(why: str) -> bool:
    """Logs it without the address: that is a key."""
    _log.warning(say("log.webhook", error=why))
    return False
