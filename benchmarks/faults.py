"""Faults that a reader could make, put into what it read: each changes the rows of one document.

A fault takes the rows, or the projects, and a random generator and returns others, or None where
the document has no place for it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from transforms.records import MONEY
from transforms.rows.parsed import IndicatorRow

Rows = list[IndicatorRow]
Projects = list[dict[str, Any]]
Fault = Callable[[Rows, Random], Rows | None]
FaultOfAmounts = Callable[[Projects, Random], Projects | None]
_OTHER = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": ">=", None: ">="}


def _published(rows: Rows) -> list[int]:
    return [number for number, row in enumerate(rows) if row.finding_id is None]


def row_dropped(rows: Rows, random: Random) -> Rows | None:
    """One row is lost."""
    at = random.choice(_published(rows))
    return rows[:at] + rows[at + 1 :]


def part_lost(rows: Rows, random: Random) -> Rows | None:
    """All rows behind one are lost, as where a part of a table is not joined."""
    if len(rows) < 3:
        return None
    return rows[: random.randrange(1, len(rows) - 1)]


def operator_changed(rows: Rows, random: Random) -> Rows | None:
    """≥90 % becomes ≤90 %, or = 90 %."""
    able = [at for at in _published(rows) if rows[at].effective.kind == "number"]
    if not able:
        return None
    at = random.choice(able)
    read = rows[at].effective
    operator = random.choice([_OTHER[read.operator], "=" if read.operator != "=" else "<="])
    return _put(rows, at, effective=read._replace(operator=operator))


def number_changed(rows: Rows, random: Random) -> Rows | None:
    """A number is read as another one."""
    able = [at for at in _published(rows) if rows[at].effective.number is not None]
    able = [at for at in able if rows[at].effective.kind == "number"]
    if not able:
        return None
    at = random.choice(able)
    read = rows[at].effective
    assert read.number is not None
    return _put(rows, at, effective=read._replace(number=read.number * 10 + 1))


def values_swapped(rows: Rows, random: Random) -> Rows | None:
    """Two rows have each other's value."""
    field, able = _valued(rows)
    if len({getattr(rows[at], field) for at in able}) < 2:
        return None
    one, other = random.sample(able, 2)
    if getattr(rows[one], field) == getattr(rows[other], field):
        return None
    first, second = getattr(rows[one], field), getattr(rows[other], field)
    return _put(_put(rows, one, **{field: second}), other, **{field: first})


def name_and_value_swapped(rows: Rows, random: Random) -> Rows | None:
    """In one row the name stands where the value belongs."""
    field, able = _valued(rows)
    able = [at for at in able if rows[at].name]
    if not able:
        return None
    at = random.choice(able)
    return _put(rows, at, **{field: rows[at].name}, name=getattr(rows[at], field))


def target_is_result(rows: Rows, _: Random) -> Rows | None:
    """The columns of targets and results are taken for each other."""
    able = [
        row
        for row in rows
        if row.annual_value and row.actual_value and row.annual_value != row.actual_value
    ]
    if not able:
        return None
    return [
        row._replace(annual_value=row.actual_value, actual_value=row.annual_value) for row in rows
    ]


def levels_exchanged(rows: Rows, _: Random) -> Rows | None:
    """The columns of the two levels are taken for each other."""
    if not any(row.category_printed and row.subcategory_printed for row in rows):
        return None
    return [
        row._replace(
            category_printed=row.subcategory_printed, subcategory_printed=row.category_printed
        )
        for row in rows
    ]


def level_carried_on(rows: Rows, random: Random) -> Rows | None:
    """A row has the level of the row before."""
    able = [
        at
        for at in _published(rows)[1:]
        if rows[at].subcategory_printed
        and rows[at].project_index == rows[at - 1].project_index
        and rows[at].subcategory_printed != rows[at - 1].subcategory_printed
    ]
    if not able:
        return None
    at = random.choice(able)
    return _put(rows, at, subcategory_printed=rows[at - 1].subcategory_printed)


def values_shifted(rows: Rows, random: Random) -> Rows | None:
    """From one row on, each has the value of the row above it."""
    field, able = _valued(rows)
    if len(able) < 2:
        return None
    start = random.randrange(1, len(able))
    changed = list(rows)
    for before, at in zip(able[start - 1 :], able[start:], strict=False):
        changed[at] = rows[at]._replace(**{field: getattr(rows[before], field)})
    return None if changed == rows else changed


def character_lost(rows: Rows, random: Random) -> Rows | None:
    """A name or a value lacks a character."""
    field, able = _valued(rows)
    field = random.choice(["name", field])
    able = [at for at in _published(rows) if len((getattr(rows[at], field) or "").strip()) > 1]
    if not able:
        return None
    at = random.choice(able)
    text = getattr(rows[at], field)
    places = [place for place, char in enumerate(text) if char.isalnum()]
    if not places:
        return None
    place = random.choice(places)
    return _put(rows, at, **{field: text[:place] + text[place + 1 :]})


def row_published_twice(rows: Rows, random: Random) -> Rows | None:
    """One row comes twice."""
    at = random.choice(_published(rows))
    return [*rows[: at + 1], rows[at], *rows[at + 1 :]]


def points_are_scores(rows: Rows, _: Random) -> Rows | None:
    """The columns of points and of the points reached are taken for each other."""
    if all(row.points == row.score for row in rows):
        return None
    return [row._replace(points=row.score, score=row.points) for row in rows]


FAULTS: tuple[Fault, ...] = (
    row_dropped,
    part_lost,
    operator_changed,
    number_changed,
    values_swapped,
    name_and_value_swapped,
    target_is_result,
    levels_exchanged,
    level_carried_on,
    values_shifted,
    character_lost,
    row_published_twice,
    points_are_scores,
)


def amount_changed(projects: Projects, random: Random) -> Projects | None:
    """An amount of a project is read as another one."""
    at = _amount(projects, random)
    if at is None:
        return None
    number, name = at
    value = projects[number][name] * 10 + 1
    return [*projects[:number], projects[number] | {name: value}, *projects[number + 1 :]]


def amount_dropped(projects: Projects, random: Random) -> Projects | None:
    """An amount of a project is lost."""
    at = _amount(projects, random)
    if at is None:
        return None
    number, name = at
    return [*projects[:number], projects[number] | {name: None}, *projects[number + 1 :]]


def _amount(projects: Projects, random: Random) -> tuple[int, str] | None:
    able = [
        (number, name)
        for number, project in enumerate(projects)
        for name in MONEY
        if project.get(name) is not None
    ]
    return random.choice(able) if able else None


OF_AMOUNTS: tuple[FaultOfAmounts, ...] = (amount_changed, amount_dropped)


def _valued(rows: Rows) -> tuple[str, list[int]]:
    """The field that holds most values, and the published rows that have it."""
    fields = ("annual_value", "period_value")
    counts = {field: sum(bool(getattr(row, field)) for row in rows) for field in fields}
    field = max(fields, key=lambda one: counts[one])
    return field, [at for at in _published(rows) if (getattr(rows[at], field) or "").strip()]


def _put(rows: Rows, at: int, **values: object) -> Rows:
    # the fields are of many types
    return [*rows[:at], rows[at]._replace(**values), *rows[at + 1 :]]  # type: ignore[arg-type]
