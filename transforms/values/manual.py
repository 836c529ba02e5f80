"""The table of rules as Markdown, for docs/values.md.

``python -m transforms.values.manual`` prints it.
"""

from __future__ import annotations

import sys

from transforms.values import Target, parse_value
from transforms.values.clauses import Clause
from transforms.values.rules import CLAUSE_RULES, TEXT_RULES, WORD_RULES, Rule
from transforms.values.target import Given

SIGNS = {">=": "≥", "<=": "≤", "between": "", None: ""}


def table() -> str:
    """One row a rule, in the order in which they are asked.

    Each has its example as it is read today.
    """
    lines = ["| rule | looks at | example | read as | why |", "|---|---|---|---|---|"]
    lines += (_row(rule) for rule in TEXT_RULES)
    lines += (_row(rule) for rule in (*CLAUSE_RULES, *WORD_RULES))
    return "\n".join(lines)


def _row(rule: Rule[Given] | Rule[Clause]) -> str:
    text, _, name = rule.example.partition(" (")
    target = parse_value(text, name=name.rstrip(")") or None)
    return f"| `{rule.name}` | {rule.on} | {rule.example} | {reading(target)} | {rule.source} |"


def reading(target: Target) -> str:
    """A reading in a few words.

    >>> [reading(parse_value(text)) for text in ('不低于95%', '2023年底', '80～90分')]
    ['≥ 95 %', 'date ≤ 2023-12-31', '80 to 90 分']
    """
    sign = SIGNS.get(target.operator, target.operator)
    if target.kind == "number":
        upper = "" if target.upper is None else f"to {target.upper:g}"
        parts = [sign, f"{target.number:g}", upper, target.unit]
    elif target.kind == "date":
        parts = [
            "date",
            sign,
            str(target.date_from or ""),
            "to" if target.date_from else "",
            str(target.date_to or ""),
        ]
    elif target.kind == "yes_no":
        parts = ["yes_no", f"{target.number:g}"]
    else:
        parts = [
            target.kind,
            target.measurability if target.kind == "qualitative" else "",
            sign,
            target.basis,
        ]
    return " ".join(part for part in parts if part)


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
