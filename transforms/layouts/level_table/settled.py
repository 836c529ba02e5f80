"""Roles that words alone do not tell: what stands below a header and beside it decides.

指标性质 is the operator in Sichuan, 正向/反向 in Wuhai and 定量/定性 elsewhere; 指标值 is the
result where 目标值 stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.assignment import assigned
from transforms.layouts.level_table.columns import (
    LEVELS,
    RESULTS,
    SIDES,
    TARGETS,
    Column,
    LevelHeader,
    is_place,
)
from transforms.layouts.level_table.evidence import evidence
from transforms.layouts.level_table.joint import apart
from transforms.layouts.level_table.levels_of_columns import by_content, of_four
from transforms.layouts.shared.grid_rows import is_placeholder, text_at
from transforms.words.levels import level


def settled(header: LevelHeader, body: Sequence[Row]) -> list[Column]:
    """The columns with every role that depends on content or on the neighbours decided."""
    columns = [
        _widened(column, header.columns, body)
        for column in (_side(column, body) for column in header.columns)
    ]
    columns = [part for column in columns for part in _parted(column, header.roles, body)]
    columns = list(apart(_without_ticks(columns, body), body))
    columns = assigned(by_content(of_four(_signs(columns, body), body), body), body)
    return [
        replace(column, role=_settled_role(column, columns)) for column in _shifted(columns, body)
    ]


def _settled_role(column: Column, columns: Sequence[Column]) -> str | None:
    """The role of one column of ``columns``, where its word alone misleads.

    单位 left of the levels is who spends, right of them what is counted. 指标值 beside 目标值 is
    the result. 指标值内容 beside a value explains it; without one it is the value.
    """
    roles = {other.role for other in columns}
    match column.role:
        case "unit" if column.positions[0] < _first_level(columns):
            return "spending_unit"
        case "nature":
            return "explanation"
        case "value" if "target_value" in roles:
            return "actual_value"
        case "value_text":
            return "explanation" if roles & TARGETS else "value"
        case None if not roles & TARGETS and _places(columns):
            return "place"
    return column.role


def _first_level(columns: Iterable[Column]) -> int:
    """Where the columns of levels begin; 0 if there is none."""
    return min((column.positions[0] for column in columns if column.role in LEVELS), default=0)


def _widened(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> Column:
    """A column of names that holds nothing but 指标1, 指标2.

    The names stand in the column behind it, whose header is blank (no merged cells).
    """
    behind = column.positions[-1] + 1
    if column.role != "name" or any(behind in other.positions for other in columns):
        return column
    texts = [text for row in body if (text := column.text(row)) is not None]
    if not any(texts) or any(text and not is_placeholder(text) for text in texts):
        return column
    if any(text_at(row, (behind,)) for row in body):
        return replace(column, positions=(*column.positions, behind))
    return column


def _without_ticks(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; of several of one role those that hold nothing but ticks have none of it:

    完成情况
    已完成 | 未完成 | 实际值
    """
    roles = Counter[str | None](
        column.role for column in columns if column.role in TARGETS | RESULTS
    )
    return [
        replace(column, role=None)
        if roles[column.role] > 1 and evidence(column, body).share("tick") == 1
        else column
        for column in columns
    ]


def _signs(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns; of several 指标性质, those of the term and of the year, each that holds nothing
    but signs is one of signs.
    """
    several = sum(column.role == "nature" for column in columns) > 1
    return [
        replace(column, role="operator")
        if several and column.role == "nature" and evidence(column, body).share("operator") == 1
        else column
        for column in columns
    ]


def _parted(column: Column, roles: Collection[str | None], body: Sequence[Row]) -> Iterator[Column]:
    """A column whose header goes over signs or units too, in its parts: names with the signs of
    their values, values between their signs and units.
    """
    places = [replace(column, positions=(at,)) for at in column.positions]
    kinds = [_ruling(place, body) for place in places]
    own = [
        at for place, kind in zip(places, kinds, strict=True) if not kind for at in place.positions
    ]
    found = [kind for kind in kinds if kind]
    once = len(set(found)) == len(found) and not set(found) & set(roles)
    if not found or not own or not once or not _may_part(column.role, kinds):
        yield column
        return
    yield replace(column, positions=tuple(own))
    for place, kind in zip(places, kinds, strict=True):
        if kind:
            yield replace(place, role=kind)


def _may_part(role: str | None, kinds: Sequence[str | None]) -> bool:
    """Whether the parts of a column are where they stand: signs end the names; one column of values
    is left between what rules it.
    """
    if role == "name":
        return kinds[-1] == "operator" and not any(kinds[:-1])
    return role in TARGETS and kinds.count(None) == 1


def _ruling(column: Column, body: Sequence[Row]) -> str | None:
    """``operator`` or ``unit`` where all that stands below is one; blank cells say nothing. 20 |
    分钟内 is a value that goes over two cells.
    """
    below = evidence(column, body)
    return next((role for role in ("operator", "unit") if below.share(role) == 1), None)


def _side(column: Column, body: Sequence[Row]) -> Column:
    """A label down the side of the form, such as 绩效指标.

    It says nothing about single rows.
    """
    if column.role not in SIDES:
        return column
    below = {text for row in body[:3] if (text := column.text(row))}
    if column.role == "side" or below <= {column.printed}:
        return replace(column, role="side")
    return column


def _places(columns: Sequence[Column]) -> bool:
    return any(column.role is None and is_place(column.printed) for column in columns)


def _shifted(columns: list[Column], body: Sequence[Row]) -> list[Column]:
    """A header without 三级指标: what stands below tells which column holds the names.

        绩效指标 | 二级指标 | 三级指标    all below 绩效指标 name a level 1: it is that level
        产出指标 | 数量指标 | 培训次数

        一级指标 | 二级指标 | 指标解释    二级指标 holds names of the taxonomy: the indicators are
        产出指标 | 数量指标 | 培训次数    in the column of explanations

        一级指标 | 二级指标 | 指标值      一级指标 holds names of level 2: the header says one level
        数量指标 | 培训次数 | 7次         too high (seen in Ezhou), as it may beside 三级指标

    Else the indicators stand under 绩效指标, or under 二级指标 and level 2 is not printed.
    """
    roles = [column.role for column in columns]
    if "indicators" in roles and "category" not in roles and _names_level_1(columns, body):
        return _renamed(columns, {"indicators": "category"})
    if "name" in roles:
        low = "subcategory" not in roles and _known(columns, "category", body)
        return _renamed(columns, {"category": "subcategory"}) if low else columns
    if "indicators" in roles:
        return _renamed(columns, {"indicators": "name"})
    if _known(columns, "subcategory", body):
        return _renamed(columns, {"explanation": "name"})
    if _known(columns, "category", body):
        return _renamed(columns, {"category": "subcategory", "subcategory": "name"})
    return _renamed(columns, {"subcategory": "name"})


def _names_level_1(columns: list[Column], body: Sequence[Row]) -> bool:
    """Whether all that stands below 绩效指标 are names of level 1."""
    column = next(column for column in columns if column.role == "indicators")
    texts = {text for row in body if (text := column.text(row)) and text != column.printed}
    return bool(texts) and all(level(text, None).category for text in texts)


def _known(columns: list[Column], role: str, body: Sequence[Row]) -> bool:
    """Whether most cells of the column name a level 2 of the taxonomy."""
    column = next((column for column in columns if column.role == role), None)
    texts = {text for row in body if column and (text := column.text(row))}
    return bool(texts) and sum(
        level(None, text).subcategory is not None for text in texts
    ) * 2 > len(texts)


def _renamed(columns: list[Column], names: dict[str, str]) -> list[Column]:
    """Roles exchanged; of several columns with one old role only the first is."""
    left = dict(names)
    return [
        replace(column, role=left.pop(column.role)) if column.role in left else column
        for column in columns
    ]
