"""What is wrong or doubtful with an indicator: its flags and findings."""

from __future__ import annotations

import re

from schemas.messages import english
from transforms.document import Line
from transforms.records import (
    Finding,
    Indicator,
)
from transforms.rows.findings import Findings
from transforms.rows.rules import Read, broken
from transforms.values import Target
from transforms.words.levels import meant


def problems(
    indicator: Indicator,
    levels: tuple[str, ...],
    period: Target | None,
    annual: Target | None,
    actual: Target | None,
    again: int,
) -> list[Finding]:
    """Findings about the levels, the values' own notes, the rules over one indicator, and the
    indicator that is there already.
    """
    targets = tuple([target for target in (period, annual, actual) if target is not None])
    noted = any(target.notes for target in targets)
    hits = broken(Read(indicator.name, targets))
    if not (levels or noted or hits or again > 1):
        return []
    found = {rule: _printed_level(rule, indicator) for rule in levels} | (
        _noted(indicator, period, annual, actual) if noted else {}
    )
    found |= dict(hits) | (
        {"duplicate_indicator": english("found.again", name=indicator.name, number=again)}
        if again > 1
        else {}
    )
    return [
        Finding(
            rule,
            what,
            meant(
                rule,
                indicator.category_code,
                indicator.category,
                indicator.subcategory_code,
                indicator.subcategory,
            ),
            indicator.cell,
            indicator.source_text,
        )
        for rule, what in found.items()
    ]


# what a reader puts for bytes or glyphs that stand for no character, and what only a font knows
_LOST, _PRIVATE = "\ufffd", re.compile("[\ue000-\uf8ff]")
_DOUBTS = {
    "uncertain": "cell_uncertain",
    "no_result": "formula_error",
    "ocr": "read_by_ocr",
    "ocr_layer": "read_by_ocr",
}


def doubts(indicator: Indicator) -> list[Finding]:
    """What the reader says of the cells: borders were guessed (no ruling lines), text was
    recognised from a picture, a character is lost.
    """
    cell = indicator.cell
    repaired = indicator.repaired | (frozenset() if isinstance(cell, Line) else cell.repaired)
    rules = dict.fromkeys(_DOUBTS[repair] for repair in sorted(repaired) if repair in _DOUBTS)
    if _LOST in indicator.source_text or _private(indicator):
        rules["character_lost"] = None
    return [Finding(rule, cell=cell, source_text=indicator.source_text) for rule in rules]


def _private(indicator: Indicator) -> bool:
    """Whether name or value hold a character that no reader of the page would see as printed."""
    texts = (
        indicator.name,
        indicator.period_value,
        indicator.annual_value,
        indicator.actual_value,
        indicator.operator,
        indicator.unit,
    )
    return any(text and _PRIVATE.search(text) for text in texts)


def _printed_level(rule: str, indicator: Indicator) -> str | None:
    """What the source prints where a rule about levels is broken: the level in question, with its
    code if that is what is wrong.
    """
    one = " ".join(filter(None, (indicator.category_code, indicator.category)))
    two = " ".join(filter(None, (indicator.subcategory_code, indicator.subcategory)))
    if rule.startswith("category"):
        return one or None
    return (
        two or None
        if rule in ("subcategory_missing", "subcategory_unknown")
        else " / ".join(filter(None, (one, two)))
    )


def _noted(
    indicator: Indicator, period: Target | None, annual: Target | None, actual: Target | None
) -> dict[str, str | None]:
    """The rules that the reading of the values found broken, each with the value as printed, and
    its unit and operator cells.
    """
    printed = (
        (period, indicator.period_value),
        (annual, indicator.annual_value),
        (actual, indicator.actual_value),
    )
    return {
        note: " | ".join(filter(None, (indicator.operator, text, indicator.unit)))
        for target, text in reversed(printed)
        if target
        for note in target.notes
    }


def report(
    findings: Findings, raised: list[Finding], project_id: str, identity: str
) -> tuple[str, str | None]:
    """Add the findings; returns the row's flags and the id of the first error."""
    added = [findings.add(finding, project_id, identity) for finding in raised]
    errors = [one["finding_id"] for one in added if one["severity"] == "error"]
    flags = {
        one["rule"] for one in added if one["severity"] == "warning" or one["rule"] == "corrected"
    }
    return ";".join(sorted(flags)), errors[0] if errors else None
