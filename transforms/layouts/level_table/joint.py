"""One column for two things of an indicator: 分值/得分 over 10/9.5, 目标值/完成值 over ≥3次/4次."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.columns import TARGETS, Column, halves
from transforms.words.folding import fold
from transforms.words.headers import exact_column_of

_PARTED = re.compile(r"[/、(及与和]")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FIGURES = {"points", "score"}
_RESULT = "actual_value"


def apart(columns: Iterable[Column], body: Sequence[Row]) -> Iterator[Column]:
    """The columns; one headed 分值/得分 is two, where each of its cells holds two numbers, and one
    headed 目标值/完成值 always is: a cell that holds no two values is held back.
    """
    for column in columns:
        roles = _roles(column) if column.part is None else []
        if len(roles) == 2 and _are_two(roles, column, body):
            yield from (replace(column, role=role, part=at) for at, role in enumerate(roles))
        else:
            yield column


def _roles(column: Column) -> list[str | None]:
    """What each word of the head names; 目标/完成值 leaves out the first 值."""
    words = _PARTED.split(fold(column.printed).rstrip(")"))
    return [exact_column_of(word) or exact_column_of(f"{word}值") for word in words]


def _are_two(roles: Sequence[str | None], column: Column, body: Sequence[Row]) -> bool:
    if set(roles) == _FIGURES:
        return _fits(column, body)
    return _RESULT in roles and any(role in TARGETS for role in roles)


def _fits(column: Column, body: Sequence[Row]) -> bool:
    texts = [text for row in body if (text := column.text(row))]
    return bool(texts) and all(_are_figures(halves(text) or ()) for text in texts)


def _are_figures(parts: Sequence[str]) -> bool:
    return bool(parts) and all(map(_FIGURE.fullmatch, parts))
