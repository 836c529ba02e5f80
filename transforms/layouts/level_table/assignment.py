"""Which role each open column has, by what stands below it, by its header's words, by its place.

A column is open where no alias names it, or where the alias leaves it open (指标性质), or where it
names a text of the project although it stands among the columns of the indicators (年度目标 beside
完成情况). All open columns are decided at once, so that two do not take one role. A column whose
best role is hardly better than another one stays open: its rows are told and held back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from transforms.document import Row
from transforms.layouts.level_table.below import is_level
from transforms.layouts.level_table.columns import LEVELS, RESULTS, TARGETS, Column, is_place
from transforms.layouts.level_table.evidence import Evidence, evidence, is_nothing
from transforms.words.folding import fold

_TEXTS = frozenset(("goal", "period_goal", "overall_goal", "no_column"))
_OF_ROWS = frozenset(("name", "value", "actual_value"))
_NATURES = ("operator", "direction", "kind")
_ASIDE = re.compile(
    "说明|原因|来源|依据|备注|解释|办法|方法|公式|评分|得分|扣分|计分|权重|分值|上年|历史|参考|措施|"
    "科室|处室|股室|部门|单位|责任|经办|联系|人员?$|时间|日期"
    "|是否|[完达]成(?:率|比例)$"
)
_TARGET = re.compile("指标值|目标|应达|应完成|拟|计划|预期|预计|设定|要求|任务")
_RESULT = re.compile("实际|实现|完成|达成|执行|年终|年末")
_WEAK = re.compile("值|数|量|标准")
_NAME = re.compile("指标|内容|名称|考核|事项")
_HINT, _WEAK_HINT, _PLACE = 0.6, 0.3, 0.15
_STAYS = {"nature": 0.15}
_STAYS_OPEN = 0.5  # a column that no alias names may say anything
_MARGIN = 0.1
_MOST = 6  # open columns that are weighed against each other

Scores = dict[str | None, float]


def assigned(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns, each open one with the role that its content is certain of."""
    found = _candidates(columns, body)
    if not found:
        return list(columns)
    chosen = _best(list(found.values()))
    if _targets(columns):
        # the column that is named for targets is blank: results go there
        chosen = ["target_value" if role == "value" else role for role in chosen]
    new = dict(zip(found, chosen, strict=True))
    return [
        _read_as(column, new[number], body) if new.get(number) else column
        for number, column in enumerate(columns)
    ]


def _read_as(column: Column, role: str | None, body: Sequence[Row]) -> Column:
    below = evidence(column, body)
    fits = "value" if role in (*TARGETS, *RESULTS) else role or ""
    says = below.says(fits) if fits in ("operator", "direction", "kind", "unit", "value") else ""
    known = column.role == "nature"
    return replace(column, role=role, seen="" if known else says or f"{len(below.texts)}")


def _candidates(columns: Sequence[Column], body: Sequence[Row]) -> dict[int, Scores]:
    """Of each open column, by its number, what each role scores; staying as it is is one."""
    free = _free(_with_content(columns, body))
    if not any(is_level(cell) for row in body for _, cell in row.filled):
        # without a level of the taxonomy it may be a scheme of marks (考核指标, 计分条件) or any
        # other table: signs and units are certain, texts are not
        free -= _OF_ROWS
    found: dict[int, Scores] = {}
    for number, column in enumerate(columns):
        if not _is_open(column, columns):
            continue
        below = evidence(column, body)
        own = _may_have(free, column, columns, below, body)
        scores = dict(_scores(column, columns, below, own))
        stays = _STAYS.get(column.role or "", _STAYS_OPEN)
        scores = {role: score for role, score in scores.items() if score > stays}
        if scores and len(found) < _MOST:
            found[number] = scores | {None: stays}
    return found


def _with_content(columns: Sequence[Column], body: Sequence[Row]) -> list[Column]:
    """The columns without one of values in which no row says anything."""
    return [one for one in columns if one.role != "value" or any(_says(one, row) for row in body)]


def _may_have(
    free: frozenset[str],
    column: Column,
    columns: Sequence[Column],
    below: Evidence,
    body: Sequence[Row],
) -> frozenset[str]:
    """The free roles that a column may have: one that most indicators leave blank holds no target
    of theirs, nor do the columns of the term.
    """
    sparse = len(below.texts) * 2 < _own_rows(column, columns, body)
    no_value = sparse or column not in _last_set(columns)
    not_its = {"value"} if no_value else set[str]()
    return free - not_its - ({"name"} if _has_rival(column, columns, body) else set())


def _own_rows(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> int:
    """How many cells the column has, merged ones once, beside the names of indicators; where a
    result is printed for some of these only, beside these.
    """
    named = [one for one in columns if one.role == "name"][:1]
    rows = [row for row in body if all(_says(one, row) for one in named)]
    for result in (one for one in columns if one.role == "actual_value"):
        rows = [row for row in rows if _says(result, row)] or rows
    at = column.positions[0]
    return len({id(row[at]) for row in rows if at < len(row) and row[at] is not None})


def _says(column: Column, row: Row) -> bool:
    """Whether the row says something in the column: no dots, no 指标1："""
    return not is_nothing(fold(column.text(row) or ""))


def _free(columns: Sequence[Column]) -> frozenset[str]:
    """The roles that no column has by its header."""
    taken = {column.role for column in columns}
    free = {role for role in (*_NATURES, "unit", "name") if role not in taken}
    if not _targets(_last_set(columns)) and not _values_by_column(columns):
        free.add("value")
    if "actual_value" not in taken:
        free.add("actual_value")
    return frozenset(free - ({"name"} if "indicators" in taken else set()))


def _targets(columns: Iterable[Column]) -> bool:
    return any(column.role in TARGETS | {"value_text"} for column in columns)


def _last_set(columns: Sequence[Column]) -> Sequence[Column]:
    """The columns from the second names on, where targets stand before them: those of the year
    beside those of the term. All where there is one set.

    指标内容 | 实施期指标值 | 指标内容 | 拟完成数
    """
    names = [number for number, column in enumerate(columns) if column.role == "name"][1:]
    return columns[names[0] :] if names and _targets(columns[: names[0]]) else columns


def _values_by_column(columns: Sequence[Column]) -> bool:
    """Whether a column for each place or grade holds the values instead of one."""
    return any(
        column.role == "threshold" or (column.role is None and is_place(column.printed))
        for column in columns
    )


def _is_open(column: Column, columns: Sequence[Column]) -> bool:
    levels = [one.positions[-1] for one in columns if one.role in LEVELS]
    inside = bool(levels) and column.positions[0] > min(levels)
    return column.role == "nature" or (inside and (column.role is None or column.role in _TEXTS))


def _scores(
    column: Column, columns: Sequence[Column], below: Evidence, free: frozenset[str]
) -> Iterator[tuple[str, float]]:
    for role in _NATURES:
        if role in free:
            yield role, _share_beside_neutral(below, role)
    if column.role == "nature":
        return
    words = fold(column.printed)
    if {"value", "actual_value"} <= free and below.share("grade") == 1:
        # 评价等级: where no target is printed, the grade is the result
        yield "actual_value", _HINT + _PLACE
        return
    # 设定指标值 over units alone: the form was left blank
    if "unit" in free and not (_RESULT.search(words) or _TARGET.search(words)):
        yield "unit", below.share("unit")
    if _ASIDE.search(words) or below.share("tick") == 1:
        return
    if "name" in free:
        yield "name", _as_name(column, columns, below, words)
    yield from _value_scores(words, below, free)


def _value_scores(words: str, below: Evidence, free: frozenset[str]) -> Iterator[tuple[str, float]]:
    if "value" in free:
        hint = _HINT if _TARGET.search(words) else _WEAK_HINT if _WEAK.search(words) else 0.0
        yield "value", hint - (_HINT if _is_result(words) else 0.0) + _PLACE + _states(below) / 2
    if "actual_value" in free and _is_result(words):
        yield "actual_value", _HINT + _PLACE + _states(below) / 4


def _is_result(words: str) -> bool:
    return bool(_RESULT.search(words)) and not _TARGET.search(words)


def _share_beside_neutral(below: Evidence, role: str) -> float:
    """The share that fits; where signs or directions stand, 定性 and 定量 say nothing."""
    if role == "kind":
        return below.share(role)
    speaking = len(below.texts) - below.count("neutral")
    return below.count(role) / speaking if speaking else 0.0


def _states(below: Evidence) -> float:
    """The share of texts that state a target; a number alone may be points as well."""
    return below.share("value") - below.share("number") / 2


def is_aside(words: str) -> bool:
    """Whether the words of a header say that it holds neither names nor values: 责任科室, 备注."""
    return bool(_ASIDE.search(fold(words)))


def may_be_target(words: str) -> bool:
    """Whether the words of a header do not say that it holds something else than targets."""
    return not is_aside(words) and not _is_result(fold(words))


def _as_name(column: Column, columns: Sequence[Column], below: Evidence, words: str) -> float:
    """Names stand right behind the levels, in words, and no two are the same."""
    hint = _WEAK_HINT if _NAME.search(words) else 0.0
    beside = _stands_behind_levels(column, columns, named=bool(hint))
    if not beside or not below.texts or len(set(below.texts)) * 2 < len(below.texts):
        return 0.0
    return hint + (1 - below.share("value")) * 0.6


def _has_rival(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> bool:
    """Whether the column right behind may hold the names as well, or their second half:

    指标对象 | 指标属性 | 指标值
    拖拉机   | 补贴台数 | ≥320台
    """
    behind = next((one for one in columns if one.positions[0] == column.positions[-1] + 1), None)
    if behind is None or behind.role not in (None, "nature") or is_aside(behind.printed):
        return False
    below, own = evidence(behind, body), evidence(column, body)
    kinds = sum(below.count(one) for one in (*_NATURES, "neutral", "unit", "value", "tick"))
    return not kinds and len(below.texts) >= len(own.texts) > 0


def _stands_behind_levels(column: Column, columns: Sequence[Column], *, named: bool) -> bool:
    """Whether nothing parts a column from the levels but running numbers; where its words speak of
    a name, what explains it may as well.
    """
    levels = [one.positions[-1] for one in columns if one.role in LEVELS]
    last, first = max(levels, default=column.positions[0]), column.positions[0]
    between = [one for one in columns if last < one.positions[0] < first]
    return bool(levels) and all(
        one.role == "sequence" or (named and (one.role == "explanation" or _is_other(one)))
        for one in between
    )


def _is_other(column: Column) -> bool:
    return column.role is None and is_aside(column.printed)


def _best(found: list[Scores]) -> list[str | None]:
    """The best of all ways to give roles to columns. A column stays as it is where the best way
    without its role is nearly as good.
    """
    ways = [way for way in product(*found) if _is_possible(way)]
    total = {way: sum(one[role] for one, role in zip(found, way, strict=True)) for way in ways}
    best = max(ways, key=lambda way: total[way])
    return [
        role if total[best] - _without(total, number, role) >= _MARGIN else None
        for number, role in enumerate(best)
    ]


def _is_possible(way: tuple[str | None, ...]) -> bool:
    given = [role for role in way if role]
    return len(given) == len(set(given))


def _without(total: dict[tuple[str | None, ...], float], number: int, role: str | None) -> float:
    """The best way in which the column has another role."""
    return max((score for way, score in total.items() if way[number] != role), default=-1.0)
