"""The sign before a number and the unit behind it in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes.change import Change, Stage, of_the_parts, with_grid
from benchmarks.accuracy.changes.columns import has, insert, room
from benchmarks.accuracy.form import Form, Want
from benchmarks.accuracy.judge import OPERATORS

_NUMBER = re.compile(r"([≥≤＞＜=]?)(\d[\d.]*)(%|(?![年月日])[^\W\d_]{1,4}(?:/[^\W\d_]{1,3})?)")
_NO_SIGN = ("/", "—", "无", "定性", "定性指标", "")


def _parted(parts: Anatomy, none: Callable[[], str]) -> dict[int, tuple[str, str, str]] | None:
    """Each value as sign, number and unit; what is no number has a sign that is none."""
    found = {}
    for r, want in parts.rows.items():
        value = (want.get("annual_value") or "").strip()
        match = _NUMBER.fullmatch(value)
        known = match and (match[1] or want.get("operator") in {None, "="})
        found[r] = (match[1], match[2], match[3]) if match and known else (none(), value, "")
    return found if any(sign in OPERATORS for sign, _, _ in found.values()) else None


def _own_columns(
    signs: tuple[str, ...], units: tuple[str, ...], head: str
) -> Callable[..., Form | None]:
    """The sign before the number and the unit behind it in columns of their own."""

    def change(form: Form, parts: Anatomy, chance: Random) -> Form | None:
        at = parts.value
        found = _parted(parts, lambda: chance.choice(signs))
        if at is None or found is None or not _admits(parts, at):
            return None
        unit = {r: one[2] or chance.choice(units) for r, one in found.items()}
        grid = insert(parts, at + 1, "计量单位", unit)
        sign = {r: one[0] for r, one in found.items()}
        grid = insert(replace(parts, grid=grid), at, head, sign)
        values = {grid.rows[r][at + 1]: one[1] for r, one in found.items()}
        wants = {id(want): _parted_want(want, *found[r]) for r, want in parts.rows.items()}
        form = replace(form, wants=tuple(wants[id(want)] for want in form.wants))
        return with_grid(form, parts, grid.map(lambda cell: values.get(cell, cell.text)))

    return change


def _admits(parts: Anatomy, at: int) -> bool:
    """Whether every row of the body is an indicator, and no such columns are there."""
    whole = len(parts.rows) == parts.end - parts.body
    return whole and not has(parts, "计量单位") and room(parts, at) and room(parts, at + 1)


def _parted_want(want: Want, sign: str, number: str, unit: str) -> Want:
    new = want | {"annual_value": number}
    return new | {"operator": OPERATORS[sign]} if sign in OPERATORS and unit else new


def _change(name: str, apply: Callable[..., Form | None]) -> Change:
    return Change(name, Stage.COLUMNS, of_the_parts(apply))


CHANGES = (
    _change("sign and unit columns", _own_columns(("",), ("",), "指标性质")),
    _change("odd sign cells", _own_columns(_NO_SIGN, ("", "/", "—", "无"), "指标性质")),
    _change("unknown sign header", _own_columns(("",), ("",), "比较符")),
)
