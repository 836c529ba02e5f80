"""Answers -> the page's data, small enough: texts are left out from the smallest project upwards once the room is used."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from flows.dashboard.questions import Rows

_OUTCOMES = {"未命中": "0", "命中": "1", "无法判断": "2"}
Answers = dict[str, Rows]


def pack(answers: Answers, room: int | None = None) -> dict[str, Any]:
    """The page's data, in so many bytes of JSON. ``shown`` says how many of the indicators, leads and changes are in it; figures always count all."""
    projects = answers["projects"]
    index = {row[0]: number for number, row in enumerate(projects)}
    keys: dict[tuple[str, int | None], int] = {(key, projects[index[one]][1]): index[one] for one, key in answers["keys"]}
    rules = [row[0] for row in answers["rules"]]
    packed: dict[str, Any] = {
        "build": answers["build"][0] if answers["build"] else None, "held": answers["held"], "coverage": answers["coverage"],
        "documents": answers["documents"], "findings": answers["findings"], "rules": answers["rules"],
        "files": {row[0]: row[1:] for row in answers["files"]}, "projects": [row[:18] + row[19:] for row in projects],
        "outcomes": _outcomes(answers["outcomes"], index, rules), "categories": _categories(answers["categories"], index),
        "change_counts": _counts(((row[0], row[1], row[2]) for row in answers["changes"]), keys),
        "result_counts": _counts(((row[0], row[1], row[2]) for row in answers["results"]), keys)}
    left = sys.maxsize if room is None else room - _size(packed)
    leads = sorted((index[row[0]], rules.index(row[1]), row[5], row[3], row[4]) for row in answers["outcomes"] if row[2] == "命中")
    changes = _placed((row for row in answers["changes"] if row[2] != "不变"), keys)
    results = _placed(answers["results"], keys)
    goals = [(number, row[18]) for number, row in enumerate(projects) if row[18]]
    indicators = [(index[row[0]], *row[1:]) for row in answers["indicators"]]
    for name, rows, share in (("leads", leads, 0.3), ("changes", changes, 0.2), ("results", results, 0.2), ("goals", goals, 0.3),
                              ("indicators", indicators, 1.0)):
        packed[name] = _fitting(rows, max(0, int(left * share)))
        left -= _size(packed[name])
    packed["shown"] = {name: [len(packed[name]), len(rows)] for name, rows in (("leads", leads), ("changes", changes), ("indicators", indicators))}
    return packed


def _placed(rows: Iterable[tuple[Any, ...]], keys: dict[tuple[str, int | None], int]) -> Rows:
    """(project_key, year, …) -> (place of the project, …), by place; inside a project the order of the question stays."""
    return sorted(((keys[key, year], *rest) for key, year, *rest in rows if (key, year) in keys), key=itemgetter(0))


def _outcomes(rows: Rows, index: dict[str, int], rules: list[str]) -> list[str]:
    """For each project one digit a rule: 0 未命中, 1 命中, 2 无法判断."""
    digits = [["2"] * len(rules) for _ in index]
    for project, signal, outcome, *_ in rows:
        digits[index[project]][rules.index(signal)] = _OUTCOMES[outcome]
    return ["".join(one) for one in digits]


def _categories(rows: Rows, index: dict[str, int]) -> list[list[Any]]:
    """[project, category, subcategory, measurability, count]."""
    return sorted([[index[row[0]], *row[1:]] for row in rows], key=str)


def _counts(rows: Any, keys: dict[tuple[str, int | None], int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for key, year, what in rows:
        found[keys.get((key, year), -1)][what] += 1
    return found


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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).replace("<", "\\u003c")
