"""The table of rules: how a printed value is read. Asked from top to bottom; the first that reads a
value has read it.

``TEXT_RULES`` see the whole folded value, ``CLAUSE_RULES`` one condition that holds a quantity or a
date (its text, or the shape in which every quantity is one sign), ``WORD_RULES`` what holds
neither. docs/values.md is this table, printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from transforms.values import patterns as p
from transforms.values import read_conditions, read_texts, read_times, read_words
from transforms.values.clauses import Clause
from transforms.values.relations import AGAINST
from transforms.values.target import Draft, Given

_Seen = TypeVar("_Seen", Given, Clause)


class Rule(NamedTuple, Generic[_Seen]):
    """One row: what it is called in ``parse_rule``, what it looks at, how it reads, an example, and
    where it comes from.
    """

    name: str
    on: str  # value, text or shape
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], _Seen], Draft | None]
    example: str
    source: str


TEXT_RULES: tuple[Rule[Given], ...] = (
    Rule("blank", "value", p.BLANK, read_texts.empty, "——", "a cell that says nothing"),
    Rule(
        "time_number",
        "value",
        p.TIME_NUMBER,
        read_times.time_number,
        "44561 (项目完成时间)",
        "Excel's date system, if the name speaks of time",
    ),
    Rule(
        "signed_number",
        "value",
        p.SIGNED_NUMBER,
        read_texts.signed_number,
        "≥90%",
        "operator, number, unit and nothing else",
    ),
    Rule(
        "yes_no",
        "value",
        p.YES_NO,
        read_texts.yes_no,
        "是",
        "是 and 否; 有 and 无 only where a column says 是/否",
    ),
    Rule(
        "template",
        "value",
        p.TEMPLATE,
        read_texts.template,
        "≥**%",
        "a printed form that nobody filled in",
    ),
    Rule(
        "rank",
        "value",
        p.RANK,
        read_texts.rank,
        "排名前三",
        "first places are the smallest numbers",
    ),
    Rule(
        "zero",
        "value",
        p.ZERO,
        read_texts.zero,
        "零事故",
        "零 before what must not happen; 无 is never 0",
    ),
    Rule(
        "no_number",
        "value",
        p.NO_NUMBER,
        read_texts.no_number,
        "2/3以上",
        "a part of a whole, or several of a row (第3-5期)",
    ),
    Rule("interval", "value", p.INTERVAL, read_texts.interval, "[80,90)", "mathematical notation"),
)

CLAUSE_RULES: tuple[Rule[Clause], ...] = (
    Rule(
        "period",
        "text",
        p.PERIOD,
        read_times.period,
        "2023.07-2024.01",
        "two dates, or a stretch of time: no operator",
    ),
    Rule(
        "deadline",
        "text",
        p.DEADLINE,
        read_times.deadline,
        "2024年12月底前",
        "done by its last day",
    ),
    Rule(
        "plus_minus",
        "shape",
        p.PLUS_MINUS,
        read_conditions.plus_minus,
        "±5%",
        "a tolerance on both sides",
    ),
    Rule(
        "bounds",
        "shape",
        p.BOUNDS,
        read_conditions.bounds,
        "≥90%≤100%",
        "a lower and an upper bound",
    ),
    Rule(
        "between_bounds",
        "shape",
        p.BETWEEN_BOUNDS,
        read_conditions.bounds,
        "80分以上90分以下",
        "a lower and an upper bound, worded",
    ),
    Rule(
        "mirrored",
        "shape",
        p.MIRRORED,
        read_conditions.mirrored,
        "90%≤X≤95%",
        "the sign stands behind the number",
    ),
    Rule(
        "raised",
        "shape",
        p.RAISED,
        read_conditions.raised,
        "从80%提高到90%",
        "the level that is to be reached",
    ),
    Rule("range", "shape", p.RANGE, read_conditions.span, "80～90分", "two numbers and a dash"),
    Rule(
        "printed",
        "shape",
        p.PRINTED,
        read_conditions.printed,
        "合格率≥90%",
        "a sign before the number",
    ),
    Rule(
        "reached",
        "shape",
        p.REACHES,
        read_conditions.reached,
        "达到95%",
        "`>=` in a target, `=` in a result",
    ),
    Rule(
        "governed",
        "shape",
        p.GOVERNED,
        read_conditions.worded,
        "不低于中央财政补助资金的42%",
        "a word before the number, however far",
    ),
    Rule(
        "worded",
        "shape",
        p.WORDED,
        read_conditions.worded,
        "不低于95%",
        "Civil Code art. 1259: 超过 and 不满 exclude the number",
    ),
    Rule(
        "followed",
        "shape",
        p.FOLLOWED,
        read_conditions.followed,
        "问卷满意度95%以上",
        "Civil Code art. 1259: 以上, 以内 include the number",
    ),
    Rule(
        "counted",
        "shape",
        p.COUNTED,
        read_conditions.counted,
        "提供年度分析报告1份",
        "a sentence that states one quantity",
    ),
)

WORD_RULES: tuple[Rule[Clause], ...] = (
    Rule(
        "state",
        "text",
        p.STATE,
        read_words.state,
        "不超预算",
        "a state that can be checked, and no bound",
    ),
    Rule("within", "text", p.WITHIN, read_words.within, "控制在预算范围内", "at most the budget"),
    Rule(
        "event", "text", p.EVENT, read_times.event, "春节前", "a deadline whose day is not printed"
    ),
    Rule(
        "against",
        "text",
        re.compile(AGAINST),
        read_words.against,
        "不低于上年",
        "a relation without a number",
    ),
    Rule(
        "words",
        "text",
        p.WORDS,
        read_words.words,
        "显著提升",
        "vague if nobody can check it, else verifiable",
    ),
)
