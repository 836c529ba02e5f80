"""Rules over one indicator as read.

Each is a function named like its row in schemas/rules.csv, that says whether the rule is broken.

A rule over one project stands below them. Rules about cells, sums of rows, numbering and levels are
raised where these are read (layouts/, taxonomy.py); rules over the whole dataset are SQL files in
warehouse/build/rules/.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from schemas.messages import english
from transforms.layouts.shared.amounts import apart, of_funds
from transforms.records import PARTS, Finding, Project
from transforms.values import Target, parse_value
from transforms.words.folding import fold_name

_BOUNDED = re.compile(r"(?:合格|覆盖|及时|满意|达标)[率度]$")

_RATE = re.compile(r"率$")
# counted, priced or per thousand
_NO_SHARE = re.compile(r"(?:频|汇|功|速|效|税|费|周转|容积|曝光|增长|流|倍|死亡|发病|出生|感染)率$")
_COUNT = re.compile(r"(?:人数|人次|次数|个数|户数|份数|件数|台数|套数|场次|批次|期数)$")
_PIECES = frozenset(
    (
        "个",
        "次",
        "人",
        "人次",
        "份",
        "台",
        "套",
        "家",
        "户",
        "件",
        "项",
        "场",
        "期",
        "名",
        "批",
        "辆",
        "篇",
        "本",
        "座",
    )
)


class Read(NamedTuple):
    """One indicator with its readings, as the rules see it."""

    name: str | None
    targets: tuple[Target, ...]


def rate_above_100(read: Read) -> str | None:
    """A share that cannot exceed 100 % does.

    It is a misread operator (≥92% -> 292%) or a slip. Kept as printed (docs/contract.md, section
    5).
    """
    if not read.name or not _is_bounded(read.name):
        return None
    over = [
        (target.number, target.unit or "")
        for target in read.targets
        if target.number is not None and target.unit in ("%", None)
    ]
    worst, unit = max(over, default=(0.0, ""))
    return f"{read.name}: {worst:g}{unit}" if worst > 100 else None


@lru_cache(maxsize=2**17)
def _is_bounded(name: str) -> bool:
    """Whether a name ends in a share that is at most 100 %."""
    return bool(_BOUNDED.search(re.sub(r"\([^()]*\)$", "", fold_name(name))))


def unit_contradicts_name(read: Read) -> str | None:
    """The unit contradicts the name.

    A rate that is counted in pieces (合格率 5个), or a count that is given in percent (培训人数
    95%).
    """
    measure = read.name and _measure(read.name)
    wrong = [
        target.unit
        for target in read.targets
        if target.unit and measure and _contradicts(measure, target)
    ]
    return f"{read.name}: {wrong[0]}" if wrong else None


def _contradicts(measure: str, target: Target) -> bool:
    if target.basis is not None:
        return False  # a change: the number of visitors may grow by 5 %
    return target.unit == "%" if measure == "count" else target.unit in _PIECES


@lru_cache(maxsize=2**17)
def _measure(name: str) -> str | None:
    """``rate`` or ``count`` if the name's last word says which of the two it is; None if it does
    not.
    """
    folded = re.sub(r"\([^()]*\)$", "", fold_name(name))
    if _RATE.search(folded) and not _NO_SHARE.search(folded):
        return "rate"
    return "count" if _COUNT.search(folded) else None


_TOTALS = ("total", "budget_adjusted", "period_total")
RULES: tuple[Callable[[Read], str | None], ...] = (rate_above_100, unit_contradicts_name)
"""All of them. To add one: a function here and a row in schemas/rules.csv."""


def broken(read: Read) -> list[tuple[str, str]]:
    """(rule id, what was found) of every rule that the indicator breaks."""
    return [(rule.__name__, found) for rule in RULES if (found := rule(read)) is not None]


def term_of(project: Project) -> list[Finding]:
    """A term without dates (一年, 长期).

    The dataset has columns for its first and last day only.
    """
    if not project.term or parse_value(project.term).date_from:
        return []
    return [
        Finding(
            "no_column",
            project.term,
            cell=project.cell,
            source_text=project.term,
            detail=english("found.term"),
        )
    ]


def parts_of(project: Project) -> list[Finding]:
    """Total = fiscal appropriation + special account + other funds.

    For layouts that do not check it among their rows. Sets ``reconciled``.
    """
    amounts = {
        column: amount.value
        for column in ("total", *PARTS)
        if (amount := project.amounts.get(column)) and amount.value is not None
    }
    total = amounts.pop("total", None)
    if project.reconciled is not None or not amounts:
        return []
    if total is None:
        return without_total(project)
    below = sum(amounts.values())
    project.reconciled = below == total or total - below in apart(project.findings)
    return (
        []
        if project.reconciled
        else [Finding("row_sum", str(below), str(total), project.cell, detail=project.project)]
    )


def without_total(project: Project) -> list[Finding]:
    """Parts without a total, of which one has no column (中央资金): their sum is not the amount."""
    others = of_funds(project.findings)
    if not others or any(project.amounts.get(role) for role in _TOTALS):
        return []
    project.reconciled = False
    said = "; ".join(others)
    return [Finding("parts_without_total", said, cell=project.cell, detail=project.project)]
