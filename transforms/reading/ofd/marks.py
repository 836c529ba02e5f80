"""The characters and rules of an OFD page as the grid takes them: points, origin at the top left,
the page turned so that its text stands upright.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import TYPE_CHECKING

import numpy as np

from transforms.reading.common.ledger import Delivered
from transforms.reading.common.xml import local
from transforms.reading.ofd.objects import Drawn, is_seen, numbers
from transforms.reading.ofd.parts import Page
from transforms.reading.ofd.paths import path_boxes
from transforms.reading.ofd.texts import Glyph, glyphs, is_painted
from transforms.reading.page.marks import Chars, Edges, Floats, chars

if TYPE_CHECKING:
    from lxml import etree

_POINT = 72 / 25.4  # points in a millimetre
_THIN = 3.6  # points: the thickest rule, as for PDF
_TURN_TOLERANCE = 0.05  # radians
_ASCENT, _DESCENT = 0.88, 0.12  # em: the box that the standard Chinese fonts give every character


@dataclass(frozen=True, slots=True)
class Marks:
    """What one page gives to the grid. Sizes in points, areas in square points."""

    chars: Chars
    edges: Edges
    size: tuple[float, float]
    text: str  # every character seen, in the order of the file
    largest_image: float
    composites: int
    delivered: Delivered


def page_marks(page: Page) -> Marks:
    """Text, rules and images that are seen. Raises UnreadableError ``broken_file`` for numbers that
    are none.
    """
    found: dict[str, list[etree._Element]] = {
        "TextObject": [],
        "PathObject": [],
        "ImageObject": [],
        "CompositeObject": [],
    }
    for one in _objects(page):
        found[local(one)].append(one)
    signs = [glyph for one in found["TextObject"] for glyph in glyphs(Drawn(one))]
    boxes = [box for one in found["PathObject"] for box in path_boxes(Drawn(one), _THIN / _POINT)]
    images = [numbers(one.get("Boundary"), 4) for one in found["ImageObject"]]
    width, height = (side * _POINT for side in page.size)
    turns, upright = _upright(signs)
    size = (width, height) if turns % 2 == 0 else (height, width)
    return Marks(
        _chars(upright, turns, (width, height)),
        _edges(boxes, turns, (width, height)),
        size,
        "".join(sign.text for sign in signs),
        max((box[2] * box[3] for box in images), default=0.0) * _POINT**2,
        len(found["CompositeObject"]),
        _delivered(page, signs, upright),
    )


def _delivered(page: Page, signs: list[Glyph], upright: list[Glyph]) -> Delivered:
    """The text of all text objects, and what of it is left out."""
    objects = [one for layer in page.layers for one in layer.iter("{*}TextObject")]
    hidden = [item for item in objects if not (is_seen(item) and is_painted(item))]
    kept = set(map(id, upright))
    slanting = "".join(sign.text for sign in signs if id(sign) not in kept)
    left = {"invisible": "".join(map(_codes, hidden)), "at another angle": slanting}
    return Delivered("".join(map(_codes, objects)), left)


def _codes(element: etree._Element) -> str:
    return "".join(code.text or "" for code in element.iterfind("{*}TextCode"))


def _objects(page: Page) -> Iterator[etree._Element]:
    for layer in page.layers:
        for one in layer.iter(
            "{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject"
        ):
            if is_seen(one):
                yield one


def _upright(signs: list[Glyph]) -> tuple[int, list[Glyph]]:
    """Quarter turns, clockwise, of most of the text, and the characters that run with it: a
    slanting watermark does not.
    """
    if not signs:
        return 0, []
    angle = np.array([np.arctan2(sign.across[1], sign.across[0]) for sign in signs])
    turns = int(np.bincount(np.rint(angle / (pi / 2)).astype(int) % 4, minlength=4).argmax())
    off = np.abs((angle - turns * pi / 2 + pi) % (2 * pi) - pi)
    return turns, [
        one for one, kept in zip(signs, (off < _TURN_TOLERANCE).tolist(), strict=True) if kept
    ]


def _chars(signs: list[Glyph], turns: int, size: tuple[float, float]) -> Chars:
    place, across, down = (
        np.array([getattr(one, name) for one in signs], float).reshape(-1, 2) * _POINT
        for name in ("place", "across", "down")
    )
    box = _turned(
        np.column_stack((place - _ASCENT * down, place + across + _DESCENT * down)), turns, size
    )
    foot = _turned(np.column_stack((place, place)), turns, size)
    return chars(
        np.array([ord(sign.text) for sign in signs], np.uint32), box, np.round(foot[:, 1], 2)
    )


def _edges(
    boxes: list[tuple[float, float, float, float]], turns: int, size: tuple[float, float]
) -> Edges:
    """Thin boxes as rules through their middle."""
    box = _turned(np.array(boxes, float).reshape(-1, 4) * _POINT, turns, size)
    width, height = box[:, 2] - box[:, 0], box[:, 3] - box[:, 1]
    level, upright = (height <= _THIN) & (width > height), (width <= _THIN) & (height > width)
    horizontal = np.column_stack(((box[:, 1] + box[:, 3]) / 2, box[:, 0], box[:, 2]))[level]
    vertical = np.column_stack(((box[:, 0] + box[:, 2]) / 2, box[:, 1], box[:, 3]))[upright]
    return Edges(horizontal, vertical)


def _turned(box: Floats, turns: int, size: tuple[float, float]) -> Floats:
    """Boxes given by two opposite corners, shape (n, 4), turned back by quarter turns -> left, top,
    right, bottom.
    """
    width, height = size
    x, y = box[:, 0::2], box[:, 1::2]
    x, y = ((x, y), (y, width - x), (width - x, height - y), (height - y, x))[turns]
    return np.column_stack((x.min(axis=1), y.min(axis=1), x.max(axis=1), y.max(axis=1)))
