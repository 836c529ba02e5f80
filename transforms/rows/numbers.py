"""Points, scores and the other fields that are one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from schemas.tables import columns
from transforms.records import MORE_OF_INDICATORS, MORE_OF_PROJECTS, Finding, Indicator, Project
from transforms.words.folding import NOTHING, fold

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def number(text: str | None) -> float | None:
    """The one number of a text, '10分' or '10.00'; None if there is none, or more than one.

    >>> number('10分'), number('优'), number('90-100')
    (10.0, None, None)
    """
    if not text:
        return None
    found = _NUMBER.findall(fold(text))
    return float(found[0]) if len(found) == 1 else None


@cache
def numeric(names: tuple[str, ...]) -> frozenset[str]:
    """Those of the fields that are numbers."""
    return frozenset(name for name in names if columns()[name].type == "double")


def no_numbers(record: Indicator | Project) -> Iterator[Finding]:
    """Where a number should stand, a text that is none (优, 10/20): the row goes without it."""
    own = record.source_text if isinstance(record, Indicator) else None
    for name in _fields(project=isinstance(record, Project)):
        text = record.text(name)
        if text and number(text) is None and fold(text) not in NOTHING:
            yield Finding("number_unreadable", text, cell=record.cell, source_text=own or text)


@cache
def _fields(*, project: bool) -> tuple[str, ...]:
    if project:
        return ("score", *sorted(numeric(MORE_OF_PROJECTS)))
    return ("points", "score", *sorted(numeric(MORE_OF_INDICATORS)))
