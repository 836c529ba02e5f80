"""The published arrangements of a table with level columns, one row each, the most particular
first.

All are read by the same steps (``read``); they differ in which columns the header has and in what a
row becomes. To add an arrangement, add a row, and a function of ``row_changes`` if its rows become
something else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from transforms.layouts.level_table.columns import RESULTS, TARGETS, LevelHeader, is_listed
from transforms.layouts.level_table.indicators import Expand, as_is
from transforms.layouts.level_table.read import header_of, read
from transforms.layouts.level_table.row_changes import by_place, from_name
from transforms.records import Extract, Section

GRADES = 3
"""So many columns of grades make a table of thresholds."""
_VALUES = TARGETS | RESULTS


@dataclass(frozen=True, slots=True)
class Variant:
    """A layout: its name, which headers are its own, what one row becomes."""

    LAYOUT: str
    fits: Callable[[LevelHeader], bool]
    expand: Expand = as_is
    standards: bool = False  # columns of standards are among its own

    def recognise(self, section: Section) -> bool:
        """Whether the table's header is one of this arrangement, with no project in it."""
        header = header_of(section)
        if header is None or is_listed(header) or (header.of_standards and not self.standards):
            return False
        return self.fits(header)

    def read(self, section: Section) -> Extract:
        """One project per form, and per row what ``expand`` makes of it."""
        return read(section, self.LAYOUT, self.expand)


def has_places(header: LevelHeader) -> bool:
    """Matrix of places (Fujian): instead of a value column, one column per town or village."""
    return "place" in header.roles and not header.roles & _VALUES


def has_value_in_name(header: LevelHeader) -> bool:
    """Core indicators of central programmes (2024): level 1, 三级指标, and no column of values."""
    others = _VALUES | {"place", "threshold", None}
    return {"name", "category"} <= header.roles and not header.roles & others


def has_grades(header: LevelHeader) -> bool:
    """Hebei: grades 优 良 中 差 with a threshold each instead of one target."""
    grades = sum(column.role == "threshold" for column in header.columns)
    return grades >= GRADES and not header.roles & (TARGETS | RESULTS)


def has_results(header: LevelHeader) -> bool:
    """绩效自评表: a result, or a target and a score."""
    return bool(header.roles & RESULTS and header.roles & {*TARGETS, "actual_value"})


def has_targets(header: LevelHeader) -> bool:
    """Most provinces: a target and no result. The form above the rows gives the project."""
    return bool(header.roles & TARGETS) and not header.roles & RESULTS


VARIANTS = (
    Variant("places", has_places, by_place),
    Variant("value_in_name", has_value_in_name, from_name),
    # no grade is the target, and none is taken for it: the thresholds are kept in the explanation
    Variant("thresholds", has_grades, standards=True),
    Variant("self_evaluation", has_results),
    Variant("level_columns", has_targets),
)
