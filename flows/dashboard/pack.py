"""Answers -> the page's data, small enough: texts are left out from the smallest project upwards
once the room is used.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from flows.dashboard.questions import FIGURES, Rows

_OUTCOMES = {"未命中": "0", "命中": "1", "无法判断": "2"}
# of the room that is left when its turn comes
_SHARES = {"leads": 0.3, "changes": 0.2, "results": 0.2, "goals": 0.3, "indicators": 1.0}
Answers = dict[str, Rows]
Index = dict[Any, int]  # project_id -> place in the list of projects
Keys = dict[tuple[str, int | None], int]  # project_key and year -> place in the list of projects


def pack(answers: Answers, room: int | None = None) -> dict[str, Any]:
    """The page's data, in so many bytes of JSON. ``shown`` says how many of the indicators, leads
    and changes are in it; figures always count all.
    """
    projects = answers["projects"]
    index = {row[0]: number for number, row in enumerate(projects)}
    keys = {(key, projects[index[one]][1]): index[one] for one, key in answers["keys"]}
    rules = [row[0] for row in answers["rules"]]
    packed = _always(answers, index, keys, rules)
    left = sys.maxsize if room is None else room - _size(packed)
    details = _details(answers, index, keys, rules)
    for name, share in _SHARES.items():
        packed[name] = _fitting(details[name], max(0, int(left * share)))
        left -= _size(packed[name])
    packed["shown"] = {
        name: [len(packed[name]), len(details[name])] for name in ("leads", "changes", "indicators")
    }
    return packed


def _always(answers: Answers, index: Index, keys: Keys, rules: list[str]) -> dict[str, Any]:
    """What the page holds whole: projects, figures, rules, coverage."""
    return {
        "build": answers["build"][0] if answers["build"] else None,
        "figures": list(FIGURES),
        "earlier": _earlier(answers, index),
        "coverage": answers["coverage"],
        "documents": answers["documents"],
        "findings": answers["findings"],
        "rules": answers["rules"],
        "files": {row[0]: row[1:] for row in answers["files"]},
        "projects": [
            (*row[:18], row[19], [_plain(one) for one in row[20]]) for row in answers["projects"]
        ],
        "outcomes": _outcomes(answers["outcomes"], index, rules),
        "categories": _categories(answers["categories"], index),
        "change_counts": _counts(answers["changes"], keys),
        "result_counts": _tally((index.get(one, -1), kind) for one, kind, *_ in answers["results"]),
    }


def _details(answers: Answers, index: Index, keys: Keys, rules: list[str]) -> Answers:
    """What the page holds as far as there is room, by name; the smallest project comes last."""
    places = {row[:2]: (row[2], row[3:]) for row in answers["places"]}
    found = {row[:2]: row[2] for row in answers["dispositions"]}
    leads = sorted(
        (
            index[row[0]],
            rules.index(row[1]),
            row[5],
            row[3],
            row[4],
            *places.get(row[:2], (None, None)),
            found.get(row[:2], ""),
        )
        for row in answers["outcomes"]
        if row[2] == "命中"
    )
    return {
        "leads": leads,
        "changes": _placed((row for row in answers["changes"] if row[2] != "不变"), keys),
        "results": sorted(
            ((index[row[0]], *row[1:]) for row in answers["results"] if row[0] in index),
            key=itemgetter(0),
        ),
        "goals": [(number, row[18]) for number, row in enumerate(answers["projects"]) if row[18]],
        "indicators": [(index[row[0]], *row[1:]) for row in answers["indicators"]],
    }


def _plain(value: float | None) -> float | int:
    """A number as short as it can be written; what adds nothing is 0."""
    return int(value) if value is not None and value == int(value) else value or 0


def _earlier(answers: Answers, index: Index) -> Index:
    """Place of a project -> place of the same one a year before, where there is one of each: of
    several projects of one name nobody knows which is meant.
    """
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one, key in answers["keys"]:
        year = answers["projects"][index[one]][1]
        if year is not None:
            places[key, year].append(index[one])
    alone = {key: found[0] for key, found in places.items() if len(found) == 1}
    return {
        place: alone[key, year - 1]
        for (key, year), place in alone.items()
        if (key, year - 1) in alone
    }


def _placed(rows: Iterable[tuple[Any, ...]], keys: Keys) -> Rows:
    """(project_key, year, …) -> (place of the project, …), by place; inside a project the order of
    the question stays.
    """
    return sorted(
        ((keys[key, year], *rest) for key, year, *rest in rows if (key, year) in keys),
        key=itemgetter(0),
    )


def _outcomes(rows: Rows, index: Index, rules: list[str]) -> list[str]:
    """For each project one digit a rule: 0 未命中, 1 命中, 2 无法判断."""
    digits = [["2"] * len(rules) for _ in index]
    for project, signal, outcome, *_ in rows:
        digits[index[project]][rules.index(signal)] = _OUTCOMES[outcome]
    return ["".join(digit) for digit in digits]


def _categories(rows: Rows, index: Index) -> list[list[Any]]:
    """[project, category, subcategory, measurability, count]."""
    return sorted([[index[row[0]], *row[1:]] for row in rows], key=str)


def _counts(rows: Rows, keys: Keys) -> dict[int, dict[str, int]]:
    """Place of the project -> kind of change -> count; -1: no project of the page."""
    return _tally((keys.get((key, year), -1), kind) for key, year, kind, *_ in rows)


def _tally(rows: Iterable[tuple[int, str]]) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for place, kind in rows:
        counts[place][kind] += 1
    return counts


def _fitting(rows: list[Any], room: int) -> list[Any]:
    """The first rows that fit into so many bytes."""
    used = 0
    for number, row in enumerate(rows):
        used += _size(row) + 1
        if used > room:
            return rows[:number]
    return rows


def _size(value: Any) -> int:
    return len(dumps(value).encode())


def dumps(value: Any) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).replace(
        "<", "\\u003c"
    )
