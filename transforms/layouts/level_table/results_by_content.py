"""Targets, results, points and scores of a self-evaluation that prints no header.

产出指标 | 数量指标 | 培训人数 | 5 | ≥90人 | 91人 | 5
         | 质量指标 | 合格率   | 5 | ≥95%  | 96%  | 4

Points and scores tell that it is one, and a sign which of two columns is the target. All ways to
give these roles to the columns are tried; where more than one fits, none is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from transforms.layouts.level_table.content import KINDS, STATING, Content, are_points

Roles = list[str]

# an inequality: 达到 stands before results too
_SIGN = re.compile(r"[≥≤≧≦⩾⩽><]|不[低高少多超]|以[上下内]|[大小高低]于")
_NUMBER = re.compile(r"[≥≤≧≦⩾⩽><=]?\s*(\d[\d,]*(?:\.\d+)?)")
_ORDER = ("value", "actual_value", "points", "score", "execution_rate")
_SETS = (4, 5)  # with or without a rate
_ROUNDED = 0.006  # 93% may be 93.4 %
_MOST = 8  # columns


def roles_with_results(found: Sequence[Content]) -> Roles | None:
    """The roles of the columns behind the names; None if more than one way fits, or none does."""
    if len(found) > _MOST:
        return None
    ways = list(_ways(found))
    return ways[0] if len(ways) == 1 else None


def _ways(found: Sequence[Content]) -> Iterator[Roles]:
    stating = [at for at, one in enumerate(found) if one.kind in STATING]
    for places in permutations(stating) if len(stating) in _SETS else ():
        given = dict(zip(places, _ORDER, strict=False))
        if _stands_right(given, found) and _fits(given, found):
            yield [given.get(at) or _aside(one) for at, one in enumerate(found)]


def _aside(one: Content) -> str:
    return one.kind if one.kind in KINDS else "explanation"


def _are_scores(points: Content, scores: Content) -> bool:
    """Whether each row has points, and a score that is no more than these."""
    if {points.kind, scores.kind} != {"number"} or not all(scores.texts):
        return False
    pairs = zip(points.texts, scores.texts, strict=True)
    return are_points(points.texts) and all(_number(one) >= _number(other) for one, other in pairs)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _stands_right(given: dict[int, str], found: Sequence[Content]) -> bool:
    """Whether the result stands behind the target with nothing between but its unit, and the score
    behind the result; whatever stands before the target rules it.
    """
    at = {role: position for position, role in given.items()}
    if at["actual_value"] < at["value"] or at["score"] < at["points"]:
        return False
    between = {found[one].kind for one in range(at["value"] + 1, at["actual_value"])}
    before = [one for one in range(at["value"]) if given.get(one) != "points"]
    rate = at.get("execution_rate", at["actual_value"] + 1)
    return (
        between <= {"unit"}
        and at["score"] > at["actual_value"]
        and not at["value"] < at["points"] < at["actual_value"]
        and all(found[one].kind in KINDS for one in before)
        and rate == at["actual_value"] + 1
    )


def _fits(given: dict[int, str], found: Sequence[Content]) -> bool:
    """Whether the sign of the targets is there, and a rate is what the other two make."""
    at = {role: found[position] for position, role in given.items()}
    kinds = [one.kind for one in found]
    if any(kinds.count(kind) > 1 for kind in KINDS) or not _are_scores(at["points"], at["score"]):
        return False
    if "execution_rate" in at and not _is_rate(
        at["execution_rate"], at["value"], at["actual_value"]
    ):
        return False
    if "operator" in kinds:
        return given.get(kinds.index("operator") + 1) == "value"
    own, other = (
        [bool(_SIGN.search(text)) for text in at[role].texts] for role in ("value", "actual_value")
    )
    return any(own) and not any(b and not a for a, b in zip(own, other, strict=True))


def _is_rate(rates: Content, targets: Content, results: Content) -> bool:
    """Whether each rate is the result's share of the target, and two rows show it."""
    rows = zip(rates.texts, targets.texts, results.texts, strict=True)
    shown = [_is_share(*row) for row in rows if row[0]]
    return all(one is not False for one in shown) and shown.count(True) > 1


def _is_share(rate: str, target: str, result: str) -> bool | None:
    """Whether result / target is the rate; None where one of them is no number."""
    numbers = [_NUMBER.match(text) for text in (rate, target, result)]
    if not rate.endswith("%"):
        return False
    if not all(numbers):
        return None
    share, full, got = (_number(one[1]) for one in numbers if one)
    return bool(full) and abs(got / full - share / 100) < _ROUNDED
