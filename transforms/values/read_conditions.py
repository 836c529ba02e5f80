"""Readers of one condition that holds a number."""

from __future__ import annotations

import re

from transforms.values.clauses import Clause, counted_by, loses_what_it_counts_by
from transforms.values.measures import is_scale, is_unit
from transforms.values.operators import MIRROR, REACHED, SIGN, WORD, of_after, of_sign, of_word
from transforms.values.quantities import Quantity
from transforms.values.read_times import ended
from transforms.values.relations import RATES, basis_of
from transforms.values.target import Draft
from transforms.values.units import printed as printed_unit

_Match = re.Match[str]
_NEARER = re.compile(f"(?:{WORD}|{REACHED})$")  # another word that stands at the number
_OPPOSITE = ({">=", "<="}, {">=", "<"}, {">", "<="}, {">", "<"})
_SIGNED, _REACHED = re.compile(SIGN), re.compile(REACHED)
_UNIT_BEFORE = re.compile(r"\(([^()]+)\)[^()]{0,3}$")
_ATTRIBUTE = re.compile("(?:及?以[上下])?的.*[\ue000\ue001]|[之以]?内[一-龥].*[\ue000\ue001]")


def _at(match: _Match, clause: Clause, group: str = "q") -> Quantity:
    before = clause.shape[: match.start(group)]
    return clause.quantities[before.count("\ue000") + before.count("\ue001")]


def _number(
    match: _Match, clause: Clause, operator: str | None, source: str | None, group: str = "q"
) -> Draft | None:
    """The draft of one quantity with its frequency, its basis and a note when the condition holds
    another.
    """
    if _ATTRIBUTE.match(clause.shape, match.end(group)):
        # 高于100mg/L的污水厂占比不低于90%, 24小时内响应率100%:
        # the first number says which, not how many
        return None
    quantity = _at(match, clause, group)
    draft = Draft()
    draft.number = quantity.number
    each = match.groupdict().get("each")
    unit = counted_by(quantity.unit, clause.shape[: match.start(group)])
    draft.unit = counted_by(unit, each or "")
    if (
        draft.unit is None
        and (bracketed := _UNIT_BEFORE.search(clause.shape[: match.start(group)]))
        and is_unit(bracketed[1])
    ):
        draft.unit = printed_unit(bracketed[1])
    draft.operator, draft.source = operator, source
    if not operator:
        draft.operator, draft.source = quantity.more, "word" if quantity.more else None
    draft.basis = basis_of(clause.text, clause.shape, quantity.unit)
    until = clause.spans[0] if clause.spans and draft.basis is None else None
    if until is not None and (until.edge or ended(clause.text, until)):
        draft.date_to = until.last
    if len(clause.quantities) > 1 + (match.groupdict().get("q2") is not None):
        draft.notes = ("second_condition",)
    if loses_what_it_counts_by(draft.unit, clause.shape[: match.start(group)]):
        draft.notes += ("counted_by_unread",)
    return draft


def _behind(match: _Match) -> str | None:
    after = match["after"]
    return of_after(after, excluding=bool(match["not"] or match["open"])) if after else None


def printed(match: _Match, clause: Clause) -> Draft | None:
    """A sign before the number; words behind it only where the sign is no more than ``=``."""
    behind = _behind(match)
    sign = of_sign(match["sign"])
    return _number(
        match, clause, *((behind, "word") if sign == "=" and behind else (sign, "printed"))
    )


def reached(match: _Match, clause: Clause) -> Draft | None:
    """达到 is >= in a target and = in a result; words behind the number are more exact.

    Far before its number it governs a share only: 达到全省平均的80%, not 达到标准的20所.
    """
    if match["share"] and _at(match, clause).unit not in RATES:
        return None
    return _number(
        match, clause, _behind(match) or ("=" if clause.given.role == "actual" else ">="), "word"
    )


def worded(match: _Match, clause: Clause) -> Draft | None:
    """A word before the number. 约, 近 and 控制在 yield to a word behind it."""
    behind, word = _behind(match), of_word(match["word"])
    if _SIGNED.search(match["lean"]) or _NEARER.search(match["lean"]):
        return None
    yields = word == "~" or match["word"].startswith("控制")
    draft = _number(match, clause, behind if behind and yields else word, "word")
    if draft and not yields and {word, behind} in _OPPOSITE:
        draft.notes += ("operator_contradiction",)  # 低于标准10%以上: by how much, not how much
    return draft


def followed(match: _Match, clause: Clause) -> Draft | None:
    """A word behind the number."""
    return _number(match, clause, _behind(match), "word")


def raised(match: _Match, clause: Clause) -> Draft | None:
    """From one level to another: the second is the target."""
    return _number(match, clause, _behind(match), "word")


def counted(match: _Match, clause: Clause) -> Draft | None:
    """A number with its unit in a sentence.

    Without a unit only at the end, behind a word that announces it.
    """
    return _number(match, clause, None, None, "q" if match["q"] else "bare")


def span(match: _Match, clause: Clause) -> Draft | None:
    """Two numbers and a dash.

    The unit may stand with the second only; different scales are brought to one.
    """
    return _ends(_at(match, clause), _at(match, clause, "q2"), match, clause)


def _ends(low: Quantity, high: Quantity, match: _Match, clause: Clause) -> Draft | None:
    draft = _number(match, clause, "between", "printed")
    scale, unit = low.unit or "", high.unit or ""
    scaled = is_scale(scale) and unit.startswith(scale)  # 3万-5万元
    if draft is None or (scale and unit and scale != unit and not scaled):
        return None
    draft.upper = high.number
    draft.unit = unit if scaled else draft.unit
    draft.unit = draft.unit or counted_by(high.unit, clause.shape[: match.start()])
    if low.number > high.number:
        draft.notes = (*draft.notes, "impossible_range")
    return draft


def bounds(match: _Match, clause: Clause) -> Draft | None:
    """A lower and an upper bound, in either order."""
    low, high = (_operator(match[group]) for group in ("low", "high"))
    first, second = _at(match, clause), _at(match, clause, "q2")
    if low in (">=", ">") and high in ("<=", "<"):
        return _ends(first, second, match, clause)
    if (
        low in ("<=", "<")
        and high in (">=", ">")
        and (reversed_ends := _ends(second, first, match, clause))
    ):
        reversed_ends.number = second.number
        return reversed_ends
    return None


def _operator(printed_operator: str) -> str | None:
    if _SIGNED.fullmatch(printed_operator):
        return of_sign(printed_operator)
    return (
        of_word(printed_operator)
        or of_after(printed_operator)
        or (">=" if _REACHED.fullmatch(printed_operator) else None)
    )


def mirrored(match: _Match, clause: Clause) -> Draft | None:
    """90%≤合格率: the sign is read from the other side."""
    operator = MIRROR[of_sign(match["low"])]
    if match["q2"] is None:
        return _number(match, clause, operator, "printed")
    first, second = _at(match, clause), _at(match, clause, "q2")
    low, high = (first, second) if operator in (">=", ">") else (second, first)
    draft = _ends(low, high, match, clause)
    if draft:
        draft.number = low.number
    return draft


def plus_minus(match: _Match, clause: Clause) -> Draft | None:
    """±5%: from -5 to 5; 20±5℃: from 15 to 25; 20万元±5%: from 19 to 21 万元."""
    tolerance = _at(match, clause, "q2")
    draft = _number(match, clause, "between", "printed", "q2")
    if draft is None:
        return None
    middle, part = _at(match, clause) if match["q"] else None, tolerance.number
    if middle is not None and tolerance.unit == "%" and middle.unit != "%":
        part, draft.unit = middle.number * tolerance.number / 100, middle.unit
    level = middle.number if middle is not None else 0.0
    draft.number, draft.upper = level - part, level + part
    if len(clause.quantities) == 1 + bool(match["q"]):
        draft.notes = ()
    return draft
