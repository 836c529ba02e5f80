"""What one cell holds: its items and the ledger of what else is in it."""

from __future__ import annotations

from typing import NamedTuple

Span = tuple[int, int]


class Item(NamedTuple):
    """One indicator of the cell.

    ``span`` is half-open, in characters of the cell's text. None: the source does not say; '' :
    blank.

    ``doubt`` is the id of the rule that holds the row back, when where the item ends cannot be told
    for certain.
    """

    number: int | None
    category_code: str | None
    category: str | None
    subcategory_code: str | None
    subcategory: str | None
    name: str
    period_value: str | None
    annual_value: str | None
    span: Span
    doubt: str | None = None


class Exploded(NamedTuple):
    """The items of one cell and the ledger of what else is in it.

    ``gaps`` are the spans outside every item, ``left_over`` the texts among them that are not
    blank. ``announced`` is the highest number that the numbering prints (None without numbering),
    ``missing`` the numbers below it that no item bears.
    """

    items: tuple[Item, ...]
    gaps: tuple[Span, ...]
    left_over: tuple[str, ...]
    announced: int | None
    missing: tuple[int, ...]

    def spans(self) -> tuple[Span, ...]:
        """Items and gaps in order, from the first character to the last.

        There is no hole and no overlap.
        """
        return tuple(sorted([item.span for item in self.items] + list(self.gaps)))
