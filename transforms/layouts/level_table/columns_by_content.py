"""Names, signs, values and units of a table that prints no header, by what stands below each other.

产出指标 | 数量指标 | 1 | 培训人数   | ≥ | 90 | 人
         | 质量指标 | 2 | 结业合格率 | ≥ | 95 | %

Each role needs a column that no other one could be. Two columns that state something may be the
target and its result, the term's and the year's: then none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.level_table.content import KINDS, Content, are_points, contents
from transforms.layouts.level_table.evidence import is_nothing, is_value
from transforms.layouts.level_table.levels_of_columns import of_four
from transforms.layouts.level_table.results_by_content import roles_with_results

_CERTAIN = 0.6  # share of the values that state something, beside columns of other words
_ALONE = 1 / 3  # the same where no other column has words in each row
_SHORT = 30  # characters: most values have no more
_LEVELS_OF_NAMES = 2  # 三级指标 and 四级指标 below it
_NUMBERED = re.compile(r"^指标\d{1,2}[:、.]?")
_FIGURE = re.compile(r"[≥≤≧≦><=]*+\d[\d,.]*+\D{0,4}")
_RULING = frozenset(("operator", "unit"))
_BETWEEN = frozenset((*_RULING, "direction", "points"))  # what may part names and values


def columns_behind(first: int, body: Sequence[Row]) -> tuple[Column, ...]:
    """The columns from a position on, each with its role; none if any of them is not certain."""
    found = contents(first, body)
    given = _given(found)
    columns = (
        of_four([_column(*one) for one in zip(found, given, strict=True)], body) if given else []
    )
    named = sum(column.role == "name" for column in columns)
    return tuple(columns) if named == 1 else ()


def _given(found: Sequence[Content]) -> list[str]:
    """The role of each column; none if it is not certain."""
    start = 1 if found and found[0].kind == "sequence" else 0
    while start < len(found) and _are_remarks(found[start]):
        start += 1
    names = list(takewhile(_are_names, found[start:-1]))[:_LEVELS_OF_NAMES]
    rest = found[start + len(names) :]
    roles = (_roles(rest) or roles_with_results(rest)) if names else None
    if roles is None:
        return []
    before = ("sequence" if one.kind == "sequence" else "explanation" for one in found[:start])
    return [*before, *("name" for _ in names), *roles]


def _are_remarks(found: Content) -> bool:
    """Whether a column of words leaves rows blank or says the same in some: it names nothing."""
    return found.kind in ("words", "nothing") and not _are_apart(found)


def _are_apart(found: Content) -> bool:
    """Whether hardly two texts of a column are the same."""
    filled = {text for text in found.texts if not is_nothing(text)}
    return len(filled) * 5 >= len(found.texts) * 4


def _column(found: Content, role: str) -> Column:
    seen = found.below.says("value") if role == "value" else ""
    return Column(role, found.positions, "", seen=seen)


def _are_names(found: Content) -> bool:
    """Whether a column has a name in each row, in words, and hardly two that are the same."""
    filled = [text for text in found.texts if not is_nothing(text)]
    # 7岁以下儿童健康管理率 is a name; half of them in this manner are none
    stating = sum(is_value(_NUMBERED.sub("", text)) for text in filled)
    worded = stating * 2 <= len(filled) and not any(map(_FIGURE.fullmatch, filled))
    whole = len(filled) == len(found.texts)
    return found.kind in ("words", "value") and worded and whole and _are_apart(found)


def _roles(found: Sequence[Content]) -> list[str] | None:
    """The roles of the columns behind the names; None if one of them may be another."""
    at = _value(found)
    if at is None:
        return None
    roles = ["value" if number == at else _aside(one) for number, one in enumerate(found)]
    once = all(roles.count(role) < 2 for role in (*_RULING, "points"))
    told_apart = "points" not in roles or _states_itself(found, at)
    fits = once and told_apart and "open" not in roles and _may_part(found[:at])
    # remarks stand in some rows, values in each
    texts = [one for one, role in zip(found, roles, strict=True) if role == "explanation"]
    needed = _CERTAIN if any(all(one.texts) for one in texts) else _ALONE
    return roles if fits and _is_certain(found[at], needed) else None


def _may_part(found: Iterable[Content]) -> bool:
    """Whether all these columns may stand between names and values."""
    return all(_are_remarks(one) or _aside(one) in _BETWEEN for one in found)


def _value(found: Sequence[Content]) -> int | None:
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


def _aside(found: Content) -> str:
    """The role of a column that holds no values; ``open`` if it may hold some."""
    if found.kind in KINDS:
        return found.kind
    if found.kind == "number":
        return "points" if are_points(found.texts) else "open"
    return "explanation" if found.kind in ("words", "nothing") else "open"


def _states_itself(found: Sequence[Content], at: int) -> bool:
    """Whether the values are told from points by a sign or a unit of their own."""
    return found[at].kind == "value" or found[at - 1].kind == "operator"


def _is_certain(value: Content, needed: float) -> bool:
    """Whether enough of the values state something, and they are short."""
    filled = [text for text in value.texts if not is_nothing(text)]
    brief = sum(len(text) <= _SHORT for text in filled) * 5 >= len(filled) * 4
    most = len(filled) * 2 > len(value.texts)
    return (
        brief and most and value.below.count("value") > 1 and value.below.share("value") >= needed
    )
