"""The figures that people count and quote, each defined once, in metrics.csv: views, the dashboard
and Superset take them from there, and the cookbook asks the views.

``adds``: what a row adds (1: it is counted); ``condition``: of which rows; ``over``: the metric
whose rows it is a share of; ``empty``: what it is where no row adds anything (blank: NULL).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAMED = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure over rows of a view that has the columns it names."""

    metric: str
    adds: str
    condition: str
    over: str
    empty: str

    @property
    def of_row(self) -> str:
        """SQL of what one row adds; NULL if nothing."""
        return f"CASE WHEN {self.condition} THEN {self.adds} END" if self.condition else self.adds

    @property
    def sql(self) -> str:
        """SQL of the figure over a group of rows."""
        added = f"{'count' if self.adds == '1' else 'sum'}({self.of_row})"
        if self.over:
            return f"{added}::DOUBLE / nullif({metrics()[self.over].sql}, 0)::DOUBLE"
        return f"coalesce({added}, {self.empty})" if self.empty else added


@cache
def metrics() -> dict[str, Metric]:
    """All metrics, by name."""
    file = files("warehouse").joinpath("catalogue/metrics.csv")
    with file.open(encoding="utf-8") as lines:
        return {row["metric"]: Metric(**row) for row in csv.DictReader(lines)}


def with_metrics(text: str) -> str:
    """SQL with each {metric} written out. Raises KeyError for one that metrics.csv lacks.

    >>> with_metrics('SELECT {amount_missing} AS amount_missing FROM project_summary')
    'SELECT count(CASE WHEN amount IS NULL THEN 1 END) AS amount_missing FROM project_summary'
    """
    return _NAMED.sub(lambda named: metrics()[named[1]].sql, text)
