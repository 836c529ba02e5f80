"""Where the parts of a form stand: header, body, levels, names and values. They are found by the
rows that the form must give, not by the reader's means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from benchmarks.accuracy.form import Form, Grid, Want
from benchmarks.accuracy.judge import level, squeeze

Rows = dict[int, Want]


@dataclass(frozen=True)
class Anatomy:
    """The grid that holds the indicators, and its parts."""

    block: int  # number of the grid among the form's blocks
    grid: Grid
    rows: Rows  # the row of each indicator
    name: int  # columns; None where there is none, or where several could be it
    value: int | None
    levels: tuple[int, ...]

    @property
    def body(self) -> int:
        """The first row of the body."""
        return min(self.rows)

    @property
    def end(self) -> int:
        """The row after the last one of the body."""
        return max(self.rows) + 1

    @property
    def header(self) -> int:
        """The first row of the header: where the cells begin that stand above the body."""
        if not self.body:
            return 0
        above = self.grid.rows[self.body - 1]
        places = self.grid.places()
        return min(places[cell][0] for cell in above)

    def heads(self, row: int) -> bool:
        """Whether a row of the body prints the word over the names again: it is a header too."""
        above = squeeze(self.grid.rows[self.body - 1][self.name].text)
        return bool(above) and squeeze(self.grid.rows[row][self.name].text) == above

    @property
    def headed(self) -> bool:
        """Whether a header row stands above the body, with a word over the names."""
        above = self.grid.rows[self.body - 1]
        said = squeeze("".join(cell.text for cell in above))
        return self.header < self.body and bool(above[self.name].text) and "指标" in said


def anatomy(form: Form) -> Anatomy | None:
    """The parts of a form each of whose indicators has a row of its own in one grid; else None."""
    for valued, (number, grid) in product((True, False), form.grids()):
        rows, columns = _named(grid, form.wants, valued=valued)
        if rows and len(rows) == len(form.wants) and len(set(columns)) == 1:
            value = _one(grid, rows, "annual_value")
            return Anatomy(number, grid, rows, columns[0], value, tuple(_levels(grid, rows)))
    return None


def _named(grid: Grid, wants: tuple[Want, ...], *, valued: bool) -> tuple[Rows, list[int]]:
    """The row of each want and the column of its name. ``valued``: its value stands there too,
    which with the last row of a name tells the year's rows from those of the whole term.
    """
    left = list(reversed(wants))
    rows: Rows = {}
    columns: list[int] = []
    for r, row in reversed(list(enumerate(grid.rows))):
        texts = [squeeze(cell.text) for cell in row]
        found = next((one for one in left if _stands(one, texts, valued)), None)
        if found is not None:
            left.remove(found)
            rows[r] = found
            columns.append(texts.index(squeeze(found["name"])))
    return rows, columns


def _stands(want: Want, texts: list[str], valued: bool) -> bool:
    value = squeeze(want.get("annual_value"))
    return squeeze(want["name"]) in texts and (not valued or value in texts)


def _one(grid: Grid, rows: Rows, field: str) -> int | None:
    """The column that holds a field in every row; None if none or several do."""
    found = [
        c
        for c in range(grid.width)
        if all(
            squeeze(grid.rows[r][c].text) == squeeze(want.get(field)) for r, want in rows.items()
        )
    ]
    return found[0] if len(found) == 1 else None


def _levels(grid: Grid, rows: Rows) -> Iterator[int]:
    for field in ("category", "subcategory"):
        counts = Counter(
            c
            for r, want in rows.items()
            for c in range(grid.width)
            if want.get(field) and level(grid.rows[r][c].text) == level(want[field])
        )
        if counts and counts.most_common(1)[0][1] == len(rows):
            yield counts.most_common(1)[0][0]
