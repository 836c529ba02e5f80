"""Text objects of an OFD page -> characters with their places (GB/T 33190-2016, clause 11)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.ofd.objects import Drawn, Point, flag, numbers

if TYPE_CHECKING:
    from lxml import etree

_DIRECTIONS = {"0": (1, 0), "90": (0, 1), "180": (-1, 0), "270": (0, -1)}
_WIDE = frozenset("WFA")  # East Asian width, UAX 11: quotes and dashes are wide in Chinese fonts
_NO_BREAK_SPACE = "\xa0"
_DIGITS = 9  # of a number of repetitions: no text is that long


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on the page, in millimetres.

    The left end of its foot, its width and its size as vectors.
    """

    text: str
    place: Point
    across: Point
    down: Point


def glyphs(drawn: Drawn) -> Iterator[Glyph]:
    """The characters of a text object. Raises UnreadableError ``broken_file``."""
    element = drawn.element
    if not is_painted(element):
        return
    (size,), (scale,) = numbers(element.get("Size"), 1), numbers(element.get("HScale") or "1", 1)
    reads, stands = (
        _direction(element.get("ReadDirection")),
        _direction(element.get("CharDirection")),
    )
    x = y = 0.0
    for code in element.iterfind("{*}TextCode"):
        x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
        text = _text(code.text or "")
        nominal = [size * scale * em(one) for one in text]
        steps = _steps(code.get("DeltaX"), code.get("DeltaY"), nominal, reads)
        places = accumulate(
            steps, lambda before, step: (before[0] + step[0], before[1] + step[1]), initial=(x, y)
        )
        for one, place, width in zip(
            text, places, _widths(text, nominal, steps, size * scale, stands), strict=False
        ):
            yield Glyph(
                one,
                drawn.point(*place),
                drawn.vector(width * stands[0], width * stands[1]),
                drawn.vector(-size * stands[1], size * stands[0]),
            )


def is_painted(element: etree._Element) -> bool:
    """Whether a text object has a filling or an outline: else its text is there to be searched."""
    return flag(element.get("Fill"), True) or flag(element.get("Stroke"), False)


def em(character: str) -> float:
    """The usual width of a character in em.

    >>> em('表'), em('4'), em('（'), em('“')
    (1.0, 0.5, 1.0, 1.0)
    """
    return 1.0 if unicodedata.east_asian_width(character) in _WIDE else 0.5


def deltas(text: str, most: int) -> list[float]:
    """Steps from each character to the next; ``g n d`` stands for n times d.

    No more than ``most`` are written out.

    >>> deltas('3.5 g 2 4 1', 9), deltas('g 1000000000 1', 2)
    ([3.5, 4.0, 4.0, 1.0], [1.0, 1.0])
    """
    found: list[float] = []
    words = iter(text.replace(",", " ").split())
    for word in words:
        if word == "g":
            times, step = next(words, ""), numbers(next(words, None), 1)
            if not times.isdecimal():
                raise UnreadableError("broken_file", english("found.steps_repeated", times=times))
            found += step * min(int(times[:_DIGITS]), most)
        else:
            found += numbers(word, 1)
    return list(islice(found, most))


def _steps(
    across: str | None, down: str | None, nominal: list[float], reads: tuple[int, int]
) -> list[Point]:
    """Where no step is given, each character stands next to the one before."""
    most = max(len(nominal) - 1, 0)
    xs, ys = deltas(across or "", most), deltas(down or "", most)
    if across is None and down is None:
        return [(width * reads[0], width * reads[1]) for width in nominal[:most]]
    given = max(len(xs), len(ys))
    padded = [
        (xs[index] if index < len(xs) else 0.0, ys[index] if index < len(ys) else 0.0)
        for index in range(given)
    ]
    return padded + [(width * reads[0], width * reads[1]) for width in nominal[given:most]]


def _widths(
    text: str, nominal: list[float], steps: list[Point], size: float, stands: tuple[int, int]
) -> list[float]:
    """A Latin letter is as wide as its step to the next one, up to the type size; any character is
    no wider than its step.
    """
    forward = [step[0] * stands[0] + step[1] * stands[1] for step in steps]
    widths = list(nominal)
    for index, step in enumerate(forward):
        if 0 < step < nominal[index] or (
            0 < step <= size and text[index] != " " and text[index].isascii()
        ):
            widths[index] = step
    return widths


def _text(text: str) -> str:
    """The text without the line ends of the XML, which are not of the text.

    One that was printed has a text code of its own.
    """
    return (text.strip() if "\n" in text else text).replace(_NO_BREAK_SPACE, " ")


def _number(text: str | None, default: float) -> float:
    return default if text is None else numbers(text, 1)[0]


def _direction(degrees: str | None) -> tuple[int, int]:
    try:
        return _DIRECTIONS[(degrees or "0").strip()]
    except KeyError as error:
        raise UnreadableError("broken_file", english("found.direction", degrees=degrees)) from error
