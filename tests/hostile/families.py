"""Families of texts that a pattern finds hard: what it begins with, runs of what it looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

from tests.hostile.uses import methods

_SIGNS = "0≥一. \t　\n…-—~年%万（(）)、，；:：<&\\x_√□①指"
_PARTS = (
    "1、|1%|1.|≥1|一、|年度|指标|2024年|1-|（1）|<div>|&lt;| \n|指标1：|1，|不低于|1万元|～1|.1"
)
_PARTS += "|第1页|合计|：≥90%；|其中：|1/1"
WORDS = (*_SIGNS, *_PARTS.split("|"))
TAILS = ("", "x标")
Pattern = re.Pattern[str] | re.Pattern[bytes]


class Where(NamedTuple):
    """The line that compiles a pattern."""

    path: Path
    line: int


class Case(NamedTuple):
    """Something to be called with a text: a head, a word many times, a tail."""

    name: str
    call: Callable[[str], object]
    heads: tuple[str, ...]
    words: tuple[str, ...]
    tails: tuple[str, ...] = TAILS


def of_pattern(pattern: Pattern, where: Where) -> Iterator[Case]:
    """A case for each way in which the program uses it."""
    tree = re._parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    words = tuple(dict.fromkeys(_literals(tree)))[:14]
    pairs = tuple("".join(pair) for pair in product(words[:5], repeat=2) if pair[0] != pair[1])
    heads = tuple(islice(dict.fromkeys(("", *_heads(tree, ""))), 3))
    short = f"{'/'.join(where.path.parts[-3:])}:{where.line} {pattern.pattern[:60]!r}"
    for method in methods(where.path, where.line):
        call = _called(pattern, method)
        yield Case(f"{short} {method}", call, heads, words + pairs)


def _called(pattern: Pattern, method: str) -> Callable[[str], object]:
    asked = getattr(pattern, method)
    coded = isinstance(pattern.pattern, bytes)

    def call(text: str) -> object:
        given = text.encode() if coded else text
        return sum(1 for _ in asked(given)) if method == "finditer" else asked(given)

    return call


_CLASSES = {
    "CATEGORY_DIGIT": "1",
    "CATEGORY_SPACE": " ",
    "CATEGORY_WORD": "一",
    "CATEGORY_NOT_DIGIT": "一",
    "CATEGORY_NOT_SPACE": "一",
    "CATEGORY_NOT_WORD": "、",
}
_INSIDE = {
    "BRANCH": lambda value: value[1],
    "SUBPATTERN": lambda value: [value[-1]],
    "MAX_REPEAT": lambda value: [value[2]],
    "MIN_REPEAT": lambda value: [value[2]],
    "POSSESSIVE_REPEAT": lambda value: [value[2]],
    "ASSERT": lambda value: [value[1]],
    "ASSERT_NOT": lambda value: [value[1]],
    "ATOMIC_GROUP": lambda value: [value],
}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def _literals(tree) -> Iterator[str]:
    """Characters that the parts of a pattern look for, some of each class."""
    for op, value in tree:
        name = str(op)
        yield from _characters(name, value)
        for part in _INSIDE[name](value) if name in _INSIDE else ():
            yield from _literals(part)


def _characters(name: str, value) -> Iterator[str]:
    if name == "LITERAL":
        yield chr(value)
    elif name in ("ANY", "NOT_LITERAL"):
        yield "一"
    elif name == "IN":
        yield from _of_class(value)


def _of_class(items) -> Iterator[str]:
    for op, value in items[:4]:
        name = str(op)
        if name == "NEGATE":
            yield from "一1"
            return
        if name == "LITERAL":
            yield chr(value)
        elif name == "RANGE":
            yield chr(value[0])
        elif name == "CATEGORY":
            yield _CLASSES[str(value)]


def _heads(tree, before: str) -> Iterator[str]:
    """What fits the pattern up to each of its parts that may go on for ever."""
    for op, value in tree:
        name = str(op)
        if name in _REPEATS and value[1] == re._constants.MAXREPEAT:
            yield before
        if name in ("SUBPATTERN", "ATOMIC_GROUP", *_REPEATS):
            yield from _heads(_INSIDE[name](value)[0], before)
        before += _example([(op, value)])


def _example(tree) -> str:
    """A text that fits, as a rule: the first way through each part."""
    made = ""
    for op, value in tree:
        name = str(op)
        if name in _REPEATS:
            made += _example(value[2]) * value[0]
        elif name in ("BRANCH", "SUBPATTERN", "ATOMIC_GROUP"):
            made += _example(_INSIDE[name](value)[0])
        else:
            made += next(_characters(name, value), "")
    return made
