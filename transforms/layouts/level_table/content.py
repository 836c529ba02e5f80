"""The columns of a table that prints no header, each with what stands below each other in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.document import Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.level_table.evidence import Evidence, evidence, is_unit
from transforms.layouts.shared.grid_rows import is_placeholder
from transforms.words.folding import fold

KINDS = ("operator", "unit", "direction")
"""What a column can be by its cells alone."""
STATING = frozenset(("number", "value"))
_WHOLE = 100  # points of a table add up to no more


@dataclass(frozen=True, slots=True)
class Content:
    """One column: its cells from top to bottom, folded, and what they are."""

    positions: tuple[int, ...]
    texts: tuple[str, ...]
    below: Evidence
    kind: str  # sequence operator unit direction number value words nothing


def contents(first: int, body: Sequence[Row]) -> list[Content]:
    """The columns from a position on that hold anything.

    One that holds nothing but 指标1, 指标2 is one with the names behind it.
    """
    places = positions_of(first, len(body[0]), body)
    found = [_content(positions, body) for positions in places]
    found = [one for one in found if any(one.texts)]
    numbers = found[:1] if found and found[0].kind == "sequence" else []
    found = [*numbers, *_with_placeholders(found[len(numbers) :], body)]
    return [
        replace(one, kind="unit") if at > 1 and _are_units(*found[at - 2 : at + 1]) else one
        for at, one in enumerate(found)
    ]


def _are_units(signs: Content, values: Content, units: Content) -> bool:
    """Whether the third column has the unit of each number behind a sign, and the text of the value
    where both are blank: ≥ | 90 | % above a 逐步提高 of its own.
    """
    rows = zip(signs.texts, values.texts, units.texts, strict=True)
    return signs.kind == "operator" and all(
        is_unit(unit) if value else not sign for sign, value, unit in rows
    )


def positions_of(first: int, stop: int, body: Sequence[Row]) -> list[tuple[int, ...]]:
    """The positions of each column: a cell that goes over several in every row makes one."""
    groups: list[tuple[int, ...]] = []
    for position in range(first, stop):
        if groups and all(row[position] is row[position - 1] for row in body):
            groups[-1] = (*groups[-1], position)
        else:
            groups.append((position,))
    return groups


def _content(positions: tuple[int, ...], body: Sequence[Row]) -> Content:
    column = Column(None, positions, "")
    texts = tuple(fold(column.text(row) or "") for row in body)
    below = evidence(column, body)
    return Content(positions, texts, below, _kind(texts, below))


def _kind(texts: tuple[str, ...], below: Evidence) -> str:
    if texts == tuple(str(number) for number in range(1, len(texts) + 1)):
        return "sequence"
    if not below.texts:
        return "nothing"
    for role in KINDS:
        if below.count(role) and below.count(role) + below.count("neutral") == len(below.texts):
            return role
    if below.share("number") == 1:
        return "number"
    return "value" if below.count("value") else "words"


def _with_placeholders(found: Sequence[Content], body: Sequence[Row]) -> list[Content]:
    if len(found) < 2 or not all(text and is_placeholder(text) for text in found[0].texts):
        return list(found)
    names = _content(found[0].positions + found[1].positions, body)
    # the evidence of cells of their own: those of the names alone
    return [replace(names, below=found[1].below, kind=found[1].kind), *found[2:]]


def are_points(texts: Iterable[str]) -> bool:
    """Whether each row has points, and all of them make no more than a hundred."""
    points = [float(text.replace(",", "")) if text else 0.0 for text in texts]
    return all(points) and sum(points) <= _WHOLE
