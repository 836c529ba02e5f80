"""The table of rules as Markdown, for docs/values.md: ``python -m transforms.values.manual`` prints it."""

from __future__ import annotations

import sys

from transforms.values import Target, parse_value
from transforms.values.clauses import Clause
from transforms.values.rules import CLAUSE_RULES, TEXT_RULES, WORD_RULES, Rule
from transforms.values.target import Given

SIGNS = {">=": "≥", "<=": "≤", "between": "", None: ""}


def table() -> str:
    """One row a rule, in the order in which they are asked, each with its example as it is read today."""
    lines = ["| rule | looks at | example | read as | why |", "|---|---|---|---|---|"]
    lines += (_row(rule) for rule in TEXT_RULES)
    lines += (_row(rule) for rule in (*CLAUSE_RULES, *WORD_RULES))
    return "\n".join(lines)


def _row(rule: Rule[Given] | Rule[Clause]) -> str:
    text, _, name = rule.example.partition(" (")
    found = parse_value(text, name=name.rstrip(")") or None)
    return f"| `{rule.name}` | {rule.on} | {rule.example} | {reading(found)} | {rule.source} |"


def reading(found: Target) -> str:
    """A reading in a few words.

    >>> reading(parse_value('不低于95%')), reading(parse_value('2023年底')), reading(parse_value('80～90分'))
    ('≥ 95 %', 'date ≤ 2023-12-31', '80 to 90 分')
    """
    sign = SIGNS.get(found.operator, found.operator)
    if found.kind == "number":
        upper = "" if found.upper is None else f"to {found.upper:g}"
        parts = [sign, f"{found.number:g}", upper, found.unit]
    elif found.kind == "date":
        parts = ["date", sign, str(found.date_from or ""), "to" if found.date_from else "", str(found.date_to or "")]
    elif found.kind == "yes_no":
        parts = ["yes_no", f"{found.number:g}"]
    else:
        parts = [found.kind, found.measurability if found.kind == "qualitative" else "", sign, found.basis]
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
