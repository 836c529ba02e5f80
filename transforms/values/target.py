"""What a reading of a value consists of."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

Kind = Literal["number", "date", "yes_no", "qualitative", "empty"]
Role = Literal["target", "actual"]


class Target(NamedTuple):
    """One printed value as it was read (the columns of ``readings``, docs/contract.md sections 1
    and 5). Immutable.

    ``number`` and ``upper`` are in ``unit`` as printed; ``base_number`` is in ``base_unit``,
    without decimal scale and by the year. ``parse_rule`` names the row of the table of rules that
    read it (docs/values.md). ``notes`` are the ids of findings that the text itself gives reason
    for, such as ``second_condition`` or ``unit_contradiction``.
    """

    kind: Kind
    operator: str | None
    operator_source: str | None
    number: float | None
    upper: float | None
    unit: str | None
    base_number: float | None
    base_unit: str | None
    basis: str | None
    date_from: dt.date | None
    date_to: dt.date | None
    measurability: str
    hedge: str | None
    parse_rule: str
    notes: tuple[str, ...]


class Given(NamedTuple):
    """What stands beside the value: cells of other columns, and what the text alone cannot tell."""

    role: str
    of_time: bool  # the name speaks of time
    year: int | None
    yes_no: bool = False  # the unit or operator column says 是/否


class Draft:
    """A reading in the making: a rule sets what it knows, the rest stays as below. Becomes a Target
    once, at the end.
    """

    kind: Kind = "number"
    operator: str | None = None
    source: str | None = None
    number: float | None = None
    upper: float | None = None
    unit: str | None = None
    basis: str | None = None
    date_from: dt.date | None = None
    date_to: dt.date | None = None
    measurability: str = "quantified"
    hedge: str | None = None
    notes: tuple[str, ...] = ()
