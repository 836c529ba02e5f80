"""The tables of a page without rules: by where all its texts stand, else by the header words."""

from __future__ import annotations

from dataclasses import dataclass

from transforms.reading.page.bare.find import Laid, find_bare
from transforms.reading.page.columns import Columns
from transforms.reading.page.grid import Grid
from transforms.reading.page.marks import Chars
from transforms.reading.page.unruled import find_unruled


@dataclass(frozen=True, slots=True)
class Carried:
    """What the next page may go on with."""

    columns: Columns | None
    laid: Laid | None = None


def find_without_rules(chars: Chars, before: Carried | None) -> tuple[list[Grid], Carried | None]:
    """The tables, and what the next page may go on with. A page behind one that is read by its
    header words is read by the same columns.
    """
    laid = find_bare(chars, before.laid if before is not None else None)
    grids, columns = find_unruled(chars, before.columns if before is not None else None)
    by_words = before is not None and before.laid is None and bool(grids)
    if laid is not None and not by_words:
        return laid[0], Carried(columns, laid[1])
    return grids, Carried(columns) if columns is not None else None
