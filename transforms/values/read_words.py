"""Readers of values without a number."""

from __future__ import annotations

import re

from transforms.values.clauses import Clause
from transforms.values.operators import SIGN
from transforms.values.qualities import measurability
from transforms.values.relations import canonical, operator_against
from transforms.values.target import Draft

_Match = re.Match[str]
_SIGNED = re.compile(SIGN)


def state(match: _Match, clause: Clause) -> Draft:
    """A state that can be checked, and names no bound: 不超预算."""
    draft = words(match, clause)
    draft.basis = "预算" if "预算" in match[0] else None
    return draft


def within(_match: _Match, _clause: Clause) -> Draft:
    """Inside the budget."""
    draft = Draft()
    draft.kind, draft.measurability, draft.basis = "qualitative", "verifiable", "预算"
    draft.operator, draft.source = "<=", "word"
    return draft


def against(match: _Match, clause: Clause) -> Draft | None:
    """A relation without a number."""
    word = match["word"] or "较"
    operator = operator_against(word, match["rest"], result=clause.given.role == "actual")
    if operator is None:
        return None
    draft = Draft()
    draft.kind, draft.measurability, draft.basis = (
        "qualitative",
        "verifiable",
        canonical(match["period"] or match["basis"]),
    )
    draft.operator, draft.source = operator, "printed" if _SIGNED.fullmatch(word) else "word"
    return draft


def words(_match: _Match, clause: Clause) -> Draft:
    """A level or a trend."""
    draft = Draft()
    draft.kind, draft.measurability = "qualitative", measurability(clause.text)
    return draft
