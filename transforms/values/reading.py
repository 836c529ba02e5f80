"""The order of work: fold, ask the rules, add what stands beside the value, bring it to a base unit."""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.values import operators, units
from transforms.values.clauses import Clause, clauses, hedge
from transforms.values.folding import fold
from transforms.values.measures import is_scale, is_unit
from transforms.values.naming import Hint, unbounded
from transforms.values.numerals import CHINESE
from transforms.values.relations import AGAINST
from transforms.values.rules import CLAUSE_RULES, TEXT_RULES, WORD_RULES
from transforms.values.target import Draft, Given, Target

_NUMERAL = re.compile(CHINESE)
_RELATES = re.compile(AGAINST)
_LEADING = re.compile("^定性(?:指标)?[:,]?(?=.)")


def read_value(text: str | None, unit: str | None, operator: str | None, role: str, name: Hint | None, year: int | None) -> Target:
    """The reading of one value; see ``transforms.values.parse_value``. Of the name it takes what the name says, not the name."""
    folded = fold(text).rstrip("。;,、!") if text else ""
    unit_cell = fold(unit) if unit else ""
    operator_cell = fold(operator) if operator else ""
    if unit_cell and _NUMERAL.fullmatch(folded) and is_unit(unit_cell):
        folded += unit_cell  # a Chinese numeral is a number only with its unit, which stands in the next cell
    yes_no = unit_cell in units.YES_NO or operator_cell in units.YES_NO
    rule, draft = _read(folded, Given(role, name is not None and name.of_time, year, yes_no))
    notes = draft.notes
    if draft.kind != "empty" and (operator_cell or draft.operator is None):
        notes += _operate(draft, operator_cell, name)
    if draft.kind == "number":
        if unit_cell or (draft.unit is None and name):
            notes += _measure(draft, unit_cell, name)
        if draft.unit == "%" and (draft.number or 0) > 100 and draft.basis is None and not (name.unbounded if name else unbounded(folded)):
            notes += ("rate_above_100",)
        number, base = _base(draft)
    else:
        number, base = None, None
    return Target(
        draft.kind, draft.operator, draft.source, draft.number, draft.upper, draft.unit, number, base,
        draft.basis, draft.date_from, draft.date_to, draft.measurability, draft.hedge, rule, notes,
    )


def _read(text: str, given: Given) -> tuple[str, Draft]:
    for rule in TEXT_RULES:
        match = rule.pattern.fullmatch(text)
        if match and (draft := rule.read(match, given)):
            return rule.name, draft
    parts = clauses(_LEADING.sub("", text), given)
    for index, part in enumerate(parts):
        if found := _read_clause(part):
            rule_name, draft = found
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
    for rule in CLAUSE_RULES:
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
    if draft.unit is None:
        draft.unit = column or (name.unit if name else None)
    elif column is not None and not units.same(column, draft.unit):
        if is_scale(draft.unit):
            draft.unit = column if column.startswith(draft.unit) else draft.unit + column
        else:
            return ("unit_contradiction",)
    return ()


def _base(draft: Draft) -> tuple[float | None, str | None]:
    found = units.base(draft.unit)
    if found is None or draft.number is None:
        return None, None
    factor, unit = found
    return (draft.number if factor == 1.0 else round(draft.number * factor, 9)), unit
