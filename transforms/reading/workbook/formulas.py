"""Formulas of which a workbook does not store what they give."""

from __future__ import annotations

import re

_LITERAL = re.compile(r"\d[\d,]*(?:\.\d+)?\s*(?:%|[^\W\d_a-zA-Z]{1,8})?")
MARK = "#="
"""With what a formula begins in a cell of which nobody knows what it prints."""


def without_result(formula: str) -> str:
    """What stands in the cell: a value that somebody typed with its sign, which a program took for
    a formula; else the formula, marked, whose row is held back.

    >>> without_result("100%"), without_result("46所"), without_result('B3&"人"')
    ('=100%', '=46所', '#=B3&"人"')
    """
    return ("=" if _LITERAL.fullmatch(formula.strip()) else MARK) + formula.strip()
