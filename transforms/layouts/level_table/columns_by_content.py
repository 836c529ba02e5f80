"""Names, signs, values and units of a table that prints no header, by what stands below each other.

产出指标 | 数量指标 | 1 | 培训人数   | ≥ | 90 | 人
         | 质量指标 | 2 | 结业合格率 | ≥ | 95 | %

Each role needs a column that no other one could be. Two columns that state something may be the
target and its result, the term's and the year's: then none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.level_table.evidence import Evidence, evidence, is_nothing
from transforms.layouts.shared.grid_rows import is_placeholder
from transforms.words.folding import fold

_CERTAIN = 0.6  # share of the values that state something, beside columns of other words
_ALONE = 1 / 3  # the same where no other column has words in each row
_SHORT = 30  # characters: most values have no more
_WHOLE = 100  # points of a table add up to no more
_FIGURE = re.compile(r"[≥≤≧≦><=]*+\d[\d,.]*+\D{0,4}")
_RULING = frozenset(("operator", "unit"))
_KINDS = (*sorted(_RULING), "direction")
_BETWEEN = frozenset((*_RULING, "direction", "points"))  # what may part names and values


@dataclass(frozen=True, slots=True)
class _Found:
    """One column: its cells from top to bottom, folded, and what they are."""

    positions: tuple[int, ...]
    texts: tuple[str, ...]
    below: Evidence
    kind: str  # sequence operator unit direction number value words nothing


def columns_behind(first: int, body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns from a position on, each with its role; none if any of them is not certain."""
    found = [_found(positions, body) for positions in _positions(first, body)]
    found = [one for one in found if any(one.texts)]
    numbers = found[:1] if found and found[0].kind == "sequence" else []
    rest = _with_placeholders(found[len(numbers) :], body)
    if len(rest) < 2 or not _are_names(rest[0]):
        return ()
    roles = _roles(rest[1:])
    if roles is None:
        return ()
    given = [*("sequence" for _ in numbers), "name", *roles]
    columns = zip([*numbers, *rest], given, strict=True)
    return tuple(_column(one, role) for one, role in columns)


def _column(found: _Found, role: str) -> Column:
    seen = found.below.says("value") if role == "value" else ""
    return Column(role, found.positions, "", seen=seen)


def _positions(first: int, body: Sequence[Row]) -> list[tuple[int, ...]]:
    """The positions of each column: a cell that goes over several in every row makes one."""
    groups: list[tuple[int, ...]] = []
    for position in range(first, len(body[0])):
        if groups and all(row[position] is row[position - 1] for row in body):
            groups[-1] = (*groups[-1], position)
        else:
            groups.append((position,))
    return groups


def _found(positions: tuple[int, ...], body: Sequence[Row]) -> _Found:
    column = Column(None, positions, "")
    texts = tuple(fold(column.text(row) or "") for row in body)
    below = evidence(column, body)
    return _Found(positions, texts, below, _kind(texts, below))


def _kind(texts: tuple[str, ...], below: Evidence) -> str:
    if texts == tuple(str(number) for number in range(1, len(texts) + 1)):
        return "sequence"
    if not below.texts:
        return "nothing"
    for role in _KINDS:
        if below.count(role) and below.count(role) + below.count("neutral") == len(below.texts):
            return role
    if below.share("number") == 1:
        return "number"
    return "value" if below.count("value") else "words"


def _with_placeholders(found: Sequence[_Found], body: Sequence[Row]) -> list[_Found]:
    """The columns; one that holds nothing but 指标1, 指标2 is one with the names behind it."""
    if len(found) < 2 or not all(text and is_placeholder(text) for text in found[0].texts):
        return list(found)
    names = _found(found[0].positions + found[1].positions, body)
    # the evidence of cells of their own: those of the names alone
    return [replace(names, below=found[1].below, kind=found[1].kind), *found[2:]]


def _are_names(found: _Found) -> bool:
    """Whether a column has a name in each row, in words, and hardly two that are the same."""
    filled = [text for text in found.texts if not is_nothing(text)]
    # 7岁以下儿童健康管理率 is a name; half of them in this manner are none
    worded = found.below.share("value") <= 0.5 and not any(map(_FIGURE.fullmatch, filled))
    apart = len(set(filled)) * 5 >= len(filled) * 4
    return found.kind in ("words", "value") and worded and apart and len(filled) == len(found.texts)


def _roles(found: Sequence[_Found]) -> list[str] | None:
    """The roles of the columns behind the names; None if one of them may be another."""
    at = _value(found)
    if at is None:
        return None
    roles = ["value" if number == at else _aside(one) for number, one in enumerate(found)]
    once = all(roles.count(role) < 2 for role in (*_RULING, "points"))
    fits = once and "open" not in roles and {*roles[:at]} <= _BETWEEN
    if "points" in roles and not _states_itself(found, at):
        return None
    # remarks stand in some rows, values in each
    texts = [one for one, role in zip(found, roles, strict=True) if role == "explanation"]
    needed = _CERTAIN if any(all(one.texts) for one in texts) else _ALONE
    return roles if fits and _is_certain(found[at], needed) else None


def _value(found: Sequence[_Found]) -> int | None:
    """The number of the column of values: right behind the signs, else beside the units, else the
    only one that states something.
    """
    kinds = [one.kind for one in found]
    if "operator" in kinds:
        near = [kinds.index("operator") + 1]
    elif "unit" in kinds:
        near = [kinds.index("unit") - 1, kinds.index("unit") + 1]
    else:
        near = [number for number, kind in enumerate(kinds) if kind == "value"]
        return near[0] if len(near) == 1 else None
    fitting = [at for at in near if 0 <= at < len(kinds) and kinds[at] in ("number", "value")]
    return fitting[0] if len(fitting) == 1 else None


def _aside(found: _Found) -> str:
    """The role of a column that holds no values; ``open`` if it may hold some."""
    if found.kind in _KINDS:
        return found.kind
    if found.kind == "number":
        return "points" if _are_points(found.texts) else "open"
    return "explanation" if found.kind in ("words", "nothing") else "open"


def _are_points(texts: Iterable[str]) -> bool:
    """Whether each row has points, and all of them make no more than a hundred."""
    points = [float(text.replace(",", "")) if text else 0.0 for text in texts]
    return all(points) and sum(points) <= _WHOLE


def _states_itself(found: Sequence[_Found], at: int) -> bool:
    """Whether the values are told from points by a sign or a unit of their own."""
    return found[at].kind == "value" or found[at - 1].kind == "operator"


def _is_certain(value: _Found, needed: float) -> bool:
    """Whether enough of the values state something, and they are short."""
    filled = [text for text in value.texts if not is_nothing(text)]
    brief = sum(len(text) <= _SHORT for text in filled) * 5 >= len(filled) * 4
    most = len(filled) * 2 > len(value.texts)
    return (
        brief and most and value.below.count("value") > 1 and value.below.share("value") >= needed
    )
