"""The order of work: fold, ask the rules, add what stands beside the value, bring it to a base
unit.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.values import operators, units
from transforms.values.clauses import Clause, clauses, hedge
from transforms.values.folding import fold
from transforms.values.measures import is_scale, is_unit
from transforms.values.naming import Hint, unbounded
from transforms.values.numerals import CHINESE
from transforms.values.patterns import OF_TWO
from transforms.values.relations import AGAINST
from transforms.values.rules import CLAUSE_RULES, TEXT_RULES, WORD_RULES
from transforms.values.target import Draft, Given, Target

_NUMERAL = re.compile(CHINESE)
_RELATES = re.compile(AGAINST)
# 2022-2025: a period where nothing says that years are counted in a unit
_YEARS = re.compile("(20[0-4][0-9])(?:-{1,2}|~|至|到)(20[0-4][0-9])(?:[二两三四五]年)?")
# a workbook's date as text: 2024-12-31 00:00:00
_CLOCK = re.compile(
    "((?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?)[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"
)
# the mark of a footnote behind a number: 100², ≥95%①, 98%[3], 15*; 10⁴ is a power
_FOOTNOTE = re.compile(
    r"(?<=[0-9%‰])"
    r"(?:(?<!(?<![0-9])10)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[①-⑳]|\[注?[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}\]|(?<!\*)\*|※)$"
)
_LONGEST_PLAN = 15  # years
_LEADING = re.compile("^定性(?:指标)?[:,]?(?=.)")


def read_value(
    text: str | None,
    unit: str | None,
    operator: str | None,
    role: str,
    name: Hint | None,
    year: int | None,
) -> Target:
    """The reading of one value; see ``transforms.values.parse_value``. Of the name it takes what
    the name says, not the name.
    """
    unit_cell, operator_cell = fold(unit or ""), fold(operator or "")
    plain = _FOOTNOTE.sub("", _CLOCK.sub(r"\1", fold(text or "").rstrip("。;,、!")))
    folded = _completed(plain, unit_cell, name)
    yes_no = unit_cell in units.YES_NO or operator_cell in units.YES_NO
    rule, draft = _read(folded, Given(role, name is not None and name.of_time, year, yes_no))
    notes = draft.notes
    if draft.kind != "empty" and (operator_cell or draft.operator is None):
        notes += _operate(draft, operator_cell, name)
    if draft.kind == "number" and (unit_cell or (name and _uncounted(draft.unit))):
        notes += _measure(draft, unit_cell, name)
    if _above_100(draft) and not (name.unbounded if name else unbounded(folded)):
        notes += ("rate_above_100",)
    return _target(draft, rule, notes)


def _completed(folded: str, unit: str, name: Hint | None) -> str:
    """The value with what its unit's cell and its name say of its numbers."""
    if unit and _NUMERAL.fullmatch(folded) and is_unit(unit):
        # a Chinese numeral is a number only with its unit, which stands in the next cell
        return folded + unit
    if (years := _YEARS.fullmatch(folded)) and _is_period(years, unit, name):
        return f"{years[1]}年-{years[2]}年"
    return folded


def _is_period(years: re.Match[str], unit: str, name: Hint | None) -> bool:
    """Whether two numbers are years: no unit beside them, and the name counts nothing."""
    counted = unit or (name and (name.unit or name.of_count))
    return not counted and 0 <= int(years[2]) - int(years[1]) <= _LONGEST_PLAN


def _uncounted(unit: str | None) -> bool:
    return unit is None or unit.startswith("/")


def _above_100(draft: Draft) -> bool:
    a_rate = draft.kind == "number" and draft.unit == "%" and draft.basis is None
    return a_rate and (draft.number or 0) > 100


def _target(draft: Draft, rule: str, notes: tuple[str, ...]) -> Target:
    number, base = _base(draft) if draft.kind == "number" else (None, None)
    return Target(
        draft.kind,
        draft.operator,
        draft.source,
        draft.number,
        draft.upper,
        draft.unit,
        number,
        base,
        draft.basis,
        draft.date_from,
        draft.date_to,
        draft.measurability,
        draft.hedge,
        rule,
        notes,
    )


def _read(text: str, given: Given) -> tuple[str, Draft]:
    for rule in TEXT_RULES:
        match = rule.pattern.fullmatch(text)
        if match and (draft := rule.read(match, given)):
            return rule.name, draft
    parts = clauses(_LEADING.sub("", text), given)
    for index, part in enumerate(parts):
        if read := _read_clause(part):
            rule_name, draft = read
            later = any(_is_condition(other) for other in parts[index + 1 :])
            if later and "second_condition" not in draft.notes:
                draft.notes += ("second_condition",)
            return rule_name, draft
    return _read_words(Clause(text, text, [], [], True, given))


def _is_condition(clause: Clause) -> bool:
    """Whether it states something of its own: a number, a date, or a relation (或较上年提高)."""
    return bool(clause.quantities or clause.spans or _RELATES.search(clause.text))


def _read_clause(clause: Clause) -> tuple[str, Draft] | None:
    if not clause.quantities and not clause.spans:
        return None
    several = len(clause.quantities) > 1
    for rule in CLAUSE_RULES:
        if rule.pattern in OF_TWO and not several:
            continue
        for match in rule.pattern.finditer(clause.text if rule.on == "text" else clause.shape):
            if draft := rule.read(match, clause):
                draft.hedge = hedge(clause.text)
                return rule.name, draft
    return None


def _read_words(clause: Clause) -> tuple[str, Draft]:
    for rule in WORD_RULES:
        match = rule.pattern.search(clause.text)
        if match and (draft := rule.read(match, clause)):
            draft.hedge = hedge(clause.text)
            return rule.name, draft
    raise AssertionError("the last rule reads every text")


@lru_cache(maxsize=1024)
def _cell(cell: str) -> tuple[str | None, bool]:
    return (None, True) if cell in units.YES_NO else operators.of_cell(cell)


def _operate(draft: Draft, cell: str, name: Hint | None) -> tuple[str, ...]:
    """Fill the operator from its column, the name or ``=``; return the ids of findings."""
    column, understood = _cell(cell)
    notes = () if understood else ("operator_unknown",)
    printed = draft.operator if draft.source != "implied" else None
    if printed is not None:
        clash = column is not None and printed not in (column, "between")
        return (*notes, "operator_contradiction") if clash else notes
    if column is not None:
        draft.operator, draft.source = column, "column"
    elif draft.kind == "number":
        stated = name.operator if name else None
        draft.operator, draft.source = (stated, "name") if stated else ("=", "implied")
    return notes


def _measure(draft: Draft, cell: str, name: Hint | None) -> tuple[str, ...]:
    """Fill the unit from its column or the name; return the ids of findings."""
    column = units.of_cell(cell)
    stated = column or (name.unit if name else None)
    if draft.unit is None:
        draft.unit = stated
    elif draft.unit.startswith("/"):
        # 每亩300, 28.4/株: what is counted stands beside it
        per = "" if stated and stated.endswith(draft.unit) else draft.unit
        draft.unit = (stated or "") + per
    elif column is not None and not units.same(column, draft.unit):
        if is_scale(draft.unit):
            draft.unit = column if column.startswith(draft.unit) else draft.unit + column
        else:
            return ("unit_contradiction",)
    return ()


def _base(draft: Draft) -> tuple[float | None, str | None]:
    scaled = units.base(draft.unit)
    if scaled is None or draft.number is None:
        return None, None
    factor, unit = scaled
    return (draft.number if factor == 1.0 else round(draft.number * factor, 9)), unit
