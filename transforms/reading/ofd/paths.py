"""Path objects of an OFD page -> boxes that may be rules (GB/T 33190-2016, clause 9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.ofd.objects import Drawn, Point, flag, numbers

Box = tuple[float, float, float, float]
Path = list[tuple[Point, bool]]
"""Points; the second says whether a straight line leads to it from the point before."""

_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_PART = re.compile(r"\s*([SMLQBAC])([^SMLQBAC]*)")


def path_boxes(drawn: Drawn, thin: float) -> Iterator[Box]:
    """A thin path is its own bounds, whatever it is made of; any other gives its straight sides if
    it is stroked, not if it is filled only.

    Raises UnreadableError ``broken_file`` for data that is none.
    """
    stroked = flag(drawn.element.get("Stroke"), True)
    if not stroked and not flag(drawn.element.get("Fill"), False):
        return
    paths = _paths(drawn.element.findtext("{*}AbbreviatedData") or "")
    placed = [[(drawn.point(*point), straight) for point, straight in path] for path in paths]
    if placed and _is_thin(whole := _bounds([point for path in placed for point, _ in path]), thin):
        yield whole
        return
    for path in placed:
        if _is_thin(box := _bounds([point for point, _ in path]), thin):
            yield box
        elif stroked:
            yield from (
                _bounds([before, after])
                for (before, _), (after, straight) in pairwise(path)
                if straight
            )


def _paths(data: str) -> list[Path]:
    """The subpaths, closed ones ending where they began; a curve counts with its control points."""
    paths: list[Path] = []
    for operator, operands in _operations(data):
        if operator in "SM":
            paths.append([((operands[0], operands[1]), False)])
        elif not paths:
            raise UnreadableError("broken_file", english("found.path_begins", operator=operator))
        elif operator == "C":
            paths[-1].append((paths[-1][0][0], True))
        elif operator == "A":
            paths[-1].append(((operands[5], operands[6]), False))
        else:
            paths[-1] += [
                ((x, y), operator == "L")
                for x, y in zip(operands[::2], operands[1::2], strict=True)
            ]
    return paths


def _operations(data: str) -> Iterator[tuple[str, list[float]]]:
    """Operators with their operands.

    >>> list(_operations('M 0 0 L10 0 C'))
    [('M', [0.0, 0.0]), ('L', [10.0, 0.0]), ('C', [])]
    """
    at, data = 0, data.strip()
    while at < len(data):
        part = _PART.match(data, at)
        if part is None:
            raise UnreadableError(
                "broken_file", english("found.path_holds", text=data[at : at + 20])
            )
        yield part[1], numbers(part[2].replace(",", " "), _OPERANDS[part[1]])
        at = part.end()


def _bounds(points: list[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _is_thin(box: Box, thin: float) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= thin
