"""Small lists of the repository as views: codes, rules, parameters and rules of the review, and the departments that are expected to publish."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from schemas.lookup import rows
from warehouse.definition import Definition
from warehouse.disk import WarehouseError
from warehouse.register import COLUMNS, EXPECTED_BY_REGISTER, REGISTER, read_register
from warehouse.sql import identifier, quote

EXPECTED = "expected.csv"
TOPICS = "topics.csv"
_EXPECTED = {"fiscal_year": "SMALLINT", "region_code": "VARCHAR", "region": "VARCHAR", "department": "VARCHAR", "expected_rows": "INTEGER"}


def parameters() -> dict[str, str]:
    """Thresholds and word lists of the review rules, by name."""
    return {row["parameter"]: row["value"] for row in signal_file("parameters")}


def signal_file(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of warehouse/signals."""
    with files("warehouse").joinpath(f"signals/{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def lists(curated: Path) -> list[Definition]:
    """All lists as definitions. ``curated`` is the folder beside which expected.csv and topics.csv may lie."""
    rules = [{"about" if key == "category" else key: value for key, value in row.items()} for row in rows("rules")]
    return [
        _list("codes", "代码表", "The codes of all columns with their labels.", ("code_set", "code", "label", "label_zh"),
              ({"code_set": row["set"], **row} for row in rows("codes"))),
        _list("rule_catalogue", "识读规则目录", "The rules of findings: about our reading, no verdict.",
              ("rule", "severity", "about", "message", "expected", "title_zh"), rules),
        _list("parameters", "审核参数", "Thresholds and word lists of the review rules.", ("parameter", "value", "measured_in", "meaning"),
              signal_file("parameters")),
        _list("signal_rules", "审核规则目录", "The review rules: grade, when they are unfair, and what guards against it.",
              ("signal", "title_zh", "title", "grade", "basis_of_rule", "unfair_zh", "guard_zh", "unfair", "guard"), signal_file("rules")),
        _list("topic_words", "专题词表", "The words by which projects are told by topic: those that come with jixiao, and those of topics.csv.",
              ("topic", "word"), [*signal_file("topics"), *_listed(curated.parent / TOPICS, {"topic", "word"})]),
        _list("departments", "部门登记", "The register of departments, departments.csv: who owes a disclosure, since when.",
              tuple(COLUMNS), read_register(curated.parent / REGISTER), COLUMNS),
        _with_register(_list("expected_departments", "应公开名单", "Departments that are expected to publish: listed in expected.csv, or registered.",
                             tuple(_EXPECTED), _listed(curated.parent / EXPECTED, set(_EXPECTED)), _EXPECTED)),
    ]


def _with_register(expected: Definition) -> Definition:
    """The list, and those on the register that it does not name."""
    body = f"""WITH listed AS ({expected.body}) FROM listed UNION ALL BY NAME SELECT * FROM ({EXPECTED_BY_REGISTER}) r
        WHERE NOT EXISTS (FROM listed l WHERE l.fiscal_year = r.fiscal_year AND l.department = r.department
                          AND coalesce(l.region_code, r.region_code) = r.region_code)"""  # noqa: S608  # both parts are our own SQL
    return replace(expected, body=body)


def _listed(path: Path, wanted: set[str]) -> list[dict[str, str]]:
    """Rows of a list that lies beside the curated folder; none if there is no list. Raises WarehouseError if it has other columns."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    if any(set(row) != wanted for row in found):
        raise WarehouseError(f"{path}: the columns are {', '.join(sorted(wanted))}")
    return found


def _list(name: str, label: str, description: str, columns: Sequence[str], found: Iterable[dict[str, str]],
          types: dict[str, str] | None = None) -> Definition:
    """A view over literal rows; a blank is NULL. Parameter values and codes are text."""
    cast = {column: (types or {}).get(column, "VARCHAR") for column in columns}
    lines = [f"({', '.join(quote(row[column]) if row[column] else 'NULL' for column in columns)})" for row in found]
    names = ", ".join(identifier(column) for column in columns)
    chosen = ", ".join(f"{identifier(column)}::{kind} AS {identifier(column)}" for column, kind in cast.items())
    source = f"(VALUES {', '.join(lines) or '(' + ', '.join('NULL' for _ in columns) + ')'}) rows({names})"
    body = f"SELECT {chosen} FROM {source}{'' if lines else ' WHERE false'}"  # noqa: S608  # literals are quoted
    return Definition(name, label, description, tuple(columns), body)
