"""One column for the points and the score of an indicator: 分值/得分 over 10/9.5."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.document import Row
from transforms.layouts.level_table.columns import JOINT, Column
from transforms.words.folding import fold
from transforms.words.headers import exact_column_of

_PARTED = re.compile(r"[/、(及与和]")
_ROLES = {"points", "score"}


def apart(columns: Iterable[Column], body: Sequence[Row]) -> Iterator[Column]:
    """The columns; one headed 分值/得分 is two, where each of its cells holds two numbers."""
    for column in columns:
        words = _PARTED.split(fold(column.printed).rstrip(")"))
        roles = [exact_column_of(word) for word in words]
        if len(roles) == 2 and set(roles) == _ROLES and _fits(column, body):
            yield from (replace(column, role=role, part=at) for at, role in enumerate(roles))
        else:
            yield column


def _fits(column: Column, body: Sequence[Row]) -> bool:
    texts = [text for row in body if (text := column.text(row))]
    return bool(texts) and all(JOINT.fullmatch(fold(text)) for text in texts)
