"""The texts of one sheet, as its file stores them, against the blocks that became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from transforms.document import Block, NotShown, Unaccounted
from transforms.reading.common.ledger import Delivered, whole
from transforms.reading.workbook.sheet import Merge

Position = tuple[int, int]  # row and column, from 0


def sheet_account(
    texts: Sequence[Sequence[str]],
    merges: Iterable[Merge],
    blocks: list[Block],
    sheet: str,
    stored: Mapping[Position, str],
    hidden: NotShown | None = None,
) -> tuple[Unaccounted, ...]:
    """What does not add up on a sheet.

    ``texts`` are the cells as printed, from A1. ``stored`` are those of which the file itself says
    the text, by position: a number is stored as such, and only its format says how it is printed.
    """
    numbers = (
        text
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
        if text and (row, column) not in stored
    )
    given = "".join((*stored.values(), *numbers))
    left = {"under a merged cell": "".join(_covered(texts, merges))}
    if hidden:
        left["in a hidden row or column"] = hidden.text
    return whole(Delivered(given, left), blocks, sheet)


def _covered(texts: Sequence[Sequence[str]], merges: Iterable[Merge]) -> Iterator[str]:
    """What stands in a merged range behind its first cell: it is kept and not shown."""
    for (top, left), (bottom, right) in merges:
        for number, row in enumerate(texts[top : bottom + 1]):
            yield from row[left + (number == 0) : right + 1]
