"""What a change is."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from random import Random
from typing import NamedTuple

from benchmarks.accuracy.anatomy import Anatomy, anatomy
from benchmarks.accuracy.form import Form, Grid

Apply = Callable[[Form, Random], Form | None]


class Stage(IntEnum):
    """Changes are made in this order, so that each finds what it needs."""

    WORDS = 1
    COLUMNS = 2
    ROWS = 3
    CUTS = 4
    LAYOUT = 5


class Change(NamedTuple):
    """``apply`` returns None where a form does not have what it changes. ``formats`` names the
    printers for which it makes a difference; empty: all.
    """

    name: str
    stage: Stage
    apply: Apply
    formats: frozenset[str] = frozenset()


PAPER = frozenset(("writer", "calc", "chromium", "reportlab", "ofd"))
SHEETS = frozenset(("xlsx", "xls", "ods", "calc"))
WORD = frozenset(("docx", "doc", "rtf", "writer"))
Parts = Callable[[Form, Anatomy, Random], Form | None]


def of_the_parts(change: Parts) -> Apply:
    """A change that must know where header and body stand."""

    def apply(form: Form, chance: Random) -> Form | None:
        parts = anatomy(form)
        new = change(form, parts, chance) if parts and parts.headed else None
        # what would be no rectangle cannot be printed
        return new if new and all(grid.sound() for _, grid in new.grids()) else None

    return apply


def with_grid(form: Form, parts: Anatomy, grid: Grid) -> Form:
    """The form with another grid in the place of the one that holds the indicators."""
    return form.put(parts.block, grid)
