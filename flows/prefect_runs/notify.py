"""Telling people when somebody has to look: the addresses of JIXIAO_NOTIFY (alerts.py).
JIXIAO_WEBHOOK, one JSON POST, goes on to work for one version. Without either nobody is told.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flows import config
from flows.quiet import keep_addresses_out_of_logs
from schemas.messages import listed, say
from warehouse.files.disk import RefusedError, WarehouseError

if TYPE_CHECKING:
    from flows.prefect_runs.artifacts import Outlook
    from flows.steps import Summary

WEBHOOK = "JIXIAO_WEBHOOK"
_LISTED = 50
_IN_A_WINDOW = 10
_log = logging.getLogger("jixiao")


def about_build(result: Summary, seen: Outlook) -> bool:
    """Tell of documents that are held back or unreadable and of departments that are missing;
    nothing to tell, nothing is sent. Who did not take it is noted in the summary.
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
        return False
    counts = {name: len(rows) for name, rows in lists.items()}
    said = listed(say(f"notice.{name}", count=count) for name, count in counts.items())
    text = say("notice.attention", build=result.build_id, counts=said)
    first = {name: rows[:_LISTED] for name, rows in lists.items()}
    result.alerts = _tell("\n".join([text, *_shown(lists)]))
    return send(
        {"event": "attention", "text": text, "build_id": result.build_id, "counts": counts} | first
    )


def _tell(text: str) -> list[str]:
    """As `flows.prefect_runs.alerts.tell`; apprise is loaded only where somebody is to be told."""
    if not config.notify():
        return []
    from flows.prefect_runs.alerts import tell

    keep_addresses_out_of_logs()
    return tell(text)


def _shown(lists: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """The first of each list, for a bot's window."""
    for name, rows in lists.items():
        yield f"\n{say(f'notice.{name}', count=len(rows))}"
        yield from map(str, rows[:_IN_A_WINDOW])
        if len(rows) > _IN_A_WINDOW:
            yield say("artifact.more", count=len(rows) - _IN_A_WINDOW)


def about_failure(error: BaseException) -> bool:
    """Tell that nothing was published: ``refused`` by the gate, or ``failed``."""
    event = "refused" if isinstance(error, RefusedError) else "failed"
    said = str(error) if isinstance(error, WarehouseError) else f"{type(error).__name__}: {error}"
    text = say(f"notice.{event}", what=said)
    _tell(text)
    return send({"event": event, "text": text, "message": said})


def about_cut_off(run: str) -> bool:
    """Tell that a run vanished before it published."""
    text = say("notice.failed", what=say("notice.cut_off", run=run))
    _tell(text)
    return send({"event": "failed", "text": text, "message": say("notice.cut_off_next", run=run)})


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
