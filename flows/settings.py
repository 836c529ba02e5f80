"""What people set for a build: the [thresholds] of jixiao.toml, found upwards from the working
folder, and dispositions.yml beside the raw folder: what they found out about leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flows import config
from flows.decisions import yaml_beside
from flows.yaml_list import entries
from schemas.entries import EntryError
from schemas.messages import say
from warehouse.catalogue.lists import signal_file
from warehouse.files.disk import WarehouseError
from warehouse.files.settings import Settings
from warehouse.files.storage import Address

DISPOSITIONS = {"checked": "已核实", "justified": "有合理理由", "dropped": "不成立"}
"""What a person may say of a lead, and how the views show it."""
_KEYS = ("lead", "disposition", "reason", "who", "date")
_LEAD = re.compile(r"([a-z_]+)/(?:\d{4})?/[0-9a-f]+")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def settings(raw: Address) -> Settings:
    """Both, from their files. Raises WarehouseError that names the file and what is wrong in it."""
    return Settings(_thresholds(), tuple(_dispositions(raw)))


def _thresholds() -> dict[str, str]:
    known = {row["parameter"]: row for row in signal_file("parameters")}
    file, chosen = config.found(), config.table("thresholds")
    for name, value in chosen.items():
        if name not in known:
            raise WarehouseError(say("error.threshold_unknown", file=file, name=name))
        if not _fits(value, known[name]):
            measured = known[name]["measured_in"]
            raise WarehouseError(
                say("error.threshold_value", file=file, name=name, value=value, measured=measured)
            )
    changed = {name: str(value) for name, value in sorted(chosen.items())}
    return {name: value for name, value in changed.items() if value != known[name]["value"]}


def _fits(value: object, known: Mapping[str, str]) -> bool:
    """Whether a value can stand for the default: a number for a number, a pattern for a pattern."""
    if not _NUMBER.fullmatch(known["value"]):
        return isinstance(value, str) and _is_pattern(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # 1e-05 and nan are floats too, and no literal of our SQL
    most = 1 if known["measured_in"] == "share" else float("inf")
    return bool(_NUMBER.fullmatch(str(value))) and 0 <= value <= most


def _is_pattern(text: str) -> bool:
    import duckdb  # its patterns are not those of Python

    try:
        duckdb.execute("SELECT regexp_matches('', ?)", [text])
    except duckdb.Error:
        return False
    return True


def _dispositions(raw: Address) -> Iterator[dict[str, str]]:
    """The entries, by lead. Raises ListError for a damaged one or a lead named twice."""
    found: dict[str, dict[str, str]] = {}
    files = yaml_beside(raw, "dispositions")
    for entry in (entry for file in files for entry in entries(file)):
        try:
            one = _disposition(entry.content)
        except ValueError as error:
            raise entry.fault(error) from error
        if one["lead_id"] in found:
            raise entry.fault(EntryError(say("lists.id_twice", id=one["lead_id"]), "lead"))
        found[one["lead_id"]] = one
    return iter(one for _, one in sorted(found.items()))


def _disposition(entry: Any) -> dict[str, str]:
    """One entry as a row of the view. Raises EntryError that says what is wrong with it."""
    keys = entry.keys() - {"evidence"} if isinstance(entry, dict) else ()
    if keys != set(_KEYS):
        raise EntryError(say("lists.keys", keys=", ".join((*_KEYS, "[evidence]"))))
    text = {key: str(value).strip() for key, value in entry.items()}
    lead = _LEAD.fullmatch(text["lead"])
    if not lead or lead[1] not in {row["signal"] for row in signal_file("rules")}:
        raise EntryError(say("error.no_lead", lead=text["lead"]), "lead")
    if text["disposition"] not in DISPOSITIONS:
        known = ", ".join(DISPOSITIONS)
        said = say("found.none_of", value=text["disposition"], known=known)
        raise EntryError(said, "disposition")
    if not (text["who"] and text["reason"]):
        raise EntryError(say("error.disposition_who"), "who" if not text["who"] else "reason")
    return {
        "lead_id": text["lead"],
        "disposition": DISPOSITIONS[text["disposition"]],
        "reason": text["reason"],
        "disposed_by": text["who"],
        "disposed_on": _day(text["date"]),
        "expected_evidence": text.get("evidence", ""),
    }


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise EntryError(say("lists.no_day", text=text), "date") from error
