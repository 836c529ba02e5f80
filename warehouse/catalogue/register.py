"""The register of departments: who owes a disclosure, and since when. A CSV file beside the curated
folder, kept by people, versioned by Git.

Columns: ``region_code`` (GB/T 2260), ``department`` as it signs its disclosure, ``parent`` (the
department above it, or blank), ``first_year`` and ``last_year`` of the duty (fiscal years; a blank
last year: still), ``approved_on`` (date of the approval that the entry rests on).
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from schemas.lookup import rows
from schemas.messages import say
from schemas.organisations import plain
from warehouse.files.csv_list import read_list
from warehouse.files.disk import ListError

REGISTER = "departments.csv"
COLUMNS = {
    "region_code": "VARCHAR",
    "region": "VARCHAR",
    "department": "VARCHAR",
    "parent": "VARCHAR",
    "first_year": "SMALLINT",
    "last_year": "SMALLINT",
    "approved_on": "DATE",
    "base_name": "VARCHAR",
}
"""Columns of the view ``departments`` with their SQL types; ``region`` is added from the code,
``base_name`` from the department: what is compared with the names that documents print.
"""
_PRINTED = tuple(name for name in COLUMNS if name not in ("region", "base_name"))
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_register(path: Path) -> list[dict[str, str]]:
    """The rows of the register as text; none if there is no file. Raises ListError that names
    file, line and every problem of the line.
    """
    if not os.path.lexists(path):
        return []
    entries = [_row(path, one.number, one.row) for one in read_list(path, _PRINTED)]
    count = Counter((row["region_code"], row["department"], row["first_year"]) for row in entries)
    if twice := sorted(key[1] for key, times in count.items() if times > 1):
        raise ListError(say("error.registered_twice", file=path, departments=", ".join(twice)))
    return entries


def _row(path: Path, line: int, row: dict[str, str]) -> dict[str, str]:
    problems = list(_problems(row))
    if problems:
        raise ListError(say("error.of_line", file=path, line=line, problems="; ".join(problems)))
    base = base_name(row["region_code"], row["department"])
    return {"region": _region_names()[row["region_code"]], **row, "base_name": base}


def base_name(region: str, department: str) -> str:
    """What the name of a department is compared by: 广州市海珠区水务局 in 440105 is 水务局."""
    return plain().organisation(region or None, None, department).base


def _problems(row: dict[str, str]) -> Iterator[str]:
    if row["region_code"] not in _region_names():
        yield say("register.region", code=row["region_code"])
    if not row["department"]:
        yield say("register.department")
    if not _YEAR.fullmatch(row["first_year"]) or not _YEAR.fullmatch(
        row["last_year"] or row["first_year"]
    ):
        yield say("register.years", first=row["first_year"], last=row["last_year"])
    elif row["last_year"] and row["last_year"] < row["first_year"]:
        yield say("register.order")
    try:
        date.fromisoformat(row["approved_on"] or "2000-01-01")
    except ValueError:
        yield say("register.date", date=row["approved_on"])


@cache
def _region_names() -> dict[str, str]:
    return {row["code"]: row["path"] for row in rows("regions")}


EXPECTED_BY_REGISTER = """SELECT y.fiscal_year, d.region_code, d.region, d.department,
NULL::INTEGER AS expected_rows, d.base_name
FROM departments d JOIN (SELECT DISTINCT fiscal_year FROM documents WHERE fiscal_year IS NOT NULL) y
ON y.fiscal_year BETWEEN d.first_year AND coalesce(d.last_year, 9999)"""
"""Who owes a disclosure of each year that holds any document."""


def with_register(listed: str) -> str:
    """SQL of a list of expected departments, and those on the register that it does not name; each
    under the one name that its documents have, in whatever form the list has it.
    """
    # all parts are our own SQL
    return f"""WITH listed AS ({listed}),
        every AS (
            FROM listed UNION ALL BY NAME SELECT * FROM ({EXPECTED_BY_REGISTER}) r
            WHERE NOT EXISTS (FROM listed l WHERE l.fiscal_year = r.fiscal_year
                              AND l.department = r.department AND
                              coalesce(l.region_code, r.region_code) = r.region_code)),
        known AS (SELECT region_code, printed_name, base_name, organisation FROM organisations),
        printed AS (SELECT region_code, printed_name, min(organisation) AS organisation
                    FROM known GROUP BY ALL),
        based AS (SELECT region_code, base_name, min(organisation) AS organisation
                  FROM known GROUP BY ALL)
        SELECT DISTINCT e.fiscal_year, e.region_code, e.region,
               coalesce(p.organisation, b.organisation, e.department) AS department,
               e.expected_rows
        FROM every e
             LEFT JOIN printed p ON p.region_code = e.region_code
             AND p.printed_name = e.department
             LEFT JOIN based b ON b.region_code = e.region_code
             AND b.base_name = e.base_name"""  # noqa: S608
