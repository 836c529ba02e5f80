"""What the published tables say about a row: fields, readings, findings, how it is settled."""

from __future__ import annotations

from typing import Any

import duckdb

from flows.evidence import entries
from flows.terminal import width_of
from schemas.chinese import in_chinese
from schemas.lookup import rows as csv_rows
from schemas.messages import language, say
from schemas.tables import columns
from warehouse.catalogue.labels import code_labels


def fields(row: dict[str, Any]) -> list[str]:
    """Each column that is filled, a line each; in Chinese by their labels."""
    filled = {
        _label(name): _value(name, value)
        for name, value in row.items()
        if value is not None and name != "source_text"
    }
    width = max(map(width_of, filled))
    return [f"{name}{' ' * (width - width_of(name))}  {value}" for name, value in filled.items()]


def _label(name: str) -> str:
    return columns()[name].label_zh if language() == "zh" and name in columns() else name


def _value(name: str, value: object) -> object:
    """A code as the word that it stands for; the text of a finding in the user's language."""
    if language() != "zh" or name not in columns():
        return value
    if name in ("message", "expected", "found"):
        return in_chinese(str(value))
    if isinstance(value, bool):
        return say("explain.yes") if value else say("explain.no")
    return code_labels(columns()[name].codes).get(str(value), value)


def readings(connection: duckdb.DuckDBPyConnection, identity: str) -> list[str]:
    """How each value of an indicator was read; no lines for another id."""
    rows = connection.execute(
        """SELECT role, text, kind, operator, operator_source, number, upper, unit, parse_rule
           FROM readings
        WHERE indicator_id = ? ORDER BY role""",
        [identity],
    ).fetchall()
    listed = [
        f"  {role}: {text!r} -> " + " ".join(str(part) for part in rest if part is not None)
        for role, text, *rest in rows
    ]
    return ["", say("explain.readings"), *listed] if listed else []


def findings(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any]
) -> list[str]:
    """The rules that fired on the row, an indicator's project included, with the texts that a
    correction changed. A finding is its own.
    """
    if found_by == "finding_id":
        return []
    titles = {rule["rule"]: rule["title_zh"] for rule in csv_rows("rules")}
    asked = "severity, rule, message, found, expected"
    listed = [
        f"  {_value('severity', severity)} {rule} {titles.get(rule, '')}: {_about(*texts)}"
        for severity, rule, *texts in _told(connection, found_by, row, asked).fetchall()
    ]
    return ["", say("explain.findings"), *(listed or [f"  {say('explain.none')}"])]


def settling(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any]
) -> list[str]:
    """How a person settles what the row is held back for."""
    told = _told(connection, found_by, row, entries.COLUMNS)
    names = [about[0] for about in told.description or ()]
    found = [dict(zip(names, values, strict=True)) for values in told.fetchall()]
    text = entries.entries(found)
    return ["", say("explain.settling"), "", text] if text else []


def _told(
    connection: duckdb.DuckDBPyConnection, found_by: str, row: dict[str, Any], columns: str
) -> duckdb.DuckDBPyConnection:
    """The findings about a row, an indicator's project included; a finding itself; what holds the
    row back, if that is said of the whole table.
    """
    conditions, values = f"{found_by} = ?", [row[found_by]]
    if found_by == "indicator_id":
        conditions = f"{conditions} OR (project_id = ? AND indicator_id IS NULL) OR finding_id = ?"
        values = [*values, row["project_id"], row.get("finding_id")]
    where = f"WHERE {conditions} ORDER BY finding_id"
    query = f"SELECT {columns} FROM findings {where}"  # noqa: S608  # names of ours
    return connection.execute(query, values)


def _about(message: str, found: str | None, expected: str | None) -> str:
    shown = in_chinese if language() == "zh" else str
    if not found:
        return shown(message)
    wanted = expected and shown(expected)
    return say("explain.found", message=shown(message), found=shown(found), expected=wanted)
