"""Telling people: one JSON POST to the address in JIXIAO_WEBHOOK when somebody has to look. Without that variable nobody is told."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

from warehouse.disk import RefusedError, WarehouseError

if TYPE_CHECKING:
    from flows.artifacts import Outlook
    from flows.steps import Summary

WEBHOOK = "JIXIAO_WEBHOOK"
_LISTED = 50
_log = logging.getLogger("jixiao")


def about_build(result: Summary, seen: Outlook) -> bool:
    """Tell of documents that are held back or unreadable and of departments that are missing; nothing to tell, nothing is sent."""
    paths = {status: [row["path"] for row in seen.problems if row["status"] == status] for status in ("held_back", "unreadable")}
    missing = [f"{row['fiscal_year']} {row['region'] or ''} {row['department']}" for row in seen.missing]
    found = {name: rows for name, rows in (paths | {"missing": missing}).items() if rows}
    if not found:
        return False
    counts = {name: len(rows) for name, rows in found.items()}
    text = f"jixiao: build {result.build_id}: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    first = {name: rows[:_LISTED] for name, rows in found.items()}
    return send({"event": "attention", "text": text, "build_id": result.build_id, "counts": counts} | first)


def about_failure(error: BaseException) -> bool:
    """Tell that nothing was published: ``refused`` by the gate, or ``failed``."""
    event = "refused" if isinstance(error, RefusedError) else "failed"
    said = str(error) if isinstance(error, WarehouseError) else f"{type(error).__name__}: {error}"
    return send({"event": event, "text": f"jixiao: {event}: {said}", "message": said})


def send(message: dict[str, Any]) -> bool:
    """Whether it was delivered. A webhook that does not answer is logged: it must not fail a run that published."""
    address = os.environ.get(WEBHOOK)
    if not address:
        return False
    import httpx

    try:
        with httpx.Client(timeout=10, transport=httpx.HTTPTransport(retries=2)) as client:
            client.post(address, json=message).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        _log.warning("the webhook did not take the message: %s: %s", type(error).__name__, error)
        return False
    return True
