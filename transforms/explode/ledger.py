"""The ledger of a cell: what no item holds, and which numbers are missing."""

from __future__ import annotations

from itertools import chain

from transforms.explode.exploded import Exploded, Item
from transforms.explode.labels import NUMBERING


def ledger(text: str, items: list[Item]) -> Exploded:
    """The items with what stands outside them: every character is in one of the two."""
    edges = [0, *chain.from_iterable([item.span for item in items]), len(text)]
    gaps = [
        (start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True) if start < stop
    ]
    left_over = [piece.strip() for start, stop in gaps if not (piece := text[start:stop]).isspace()]
    numbers = [item.number for item in items]
    # most cells: announced is what was read
    if not left_over and numbers == list(range(1, len(numbers) + 1)):
        return Exploded(tuple(items), tuple(gaps), (), len(numbers) or None, ())
    return Exploded(
        tuple(items), tuple(gaps), tuple(left_over), *_numbering(text, numbers, left_over)
    )


def _numbering(
    text: str, printed: list[int | None], left_over: list[str]
) -> tuple[int | None, tuple[int, ...]]:
    """The highest number that is printed, and the numbers below it that no item bears."""
    numbers = [number for number in printed if number is not None]
    announced = max(
        numbers + [int(number) for piece in left_over for number in NUMBERING.findall(piece)],
        default=None,
    )
    missing = set(range(1, min(announced or 0, len(text)) + 1)) - set(numbers)
    return announced, tuple(sorted(missing))
