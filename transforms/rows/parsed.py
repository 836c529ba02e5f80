"""What a document gives: its rows, as tuples and dictionaries of the contract's columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from transforms.values import Target

Row = dict[str, Any]


class IndicatorRow(NamedTuple):
    """What varies from indicator to indicator.

    ``project_index`` counts among the parsed projects.
    """

    project_index: int
    indicator_id: str
    indicator_key: str
    ordinal: int
    place: str | None
    category_code: str | None
    subcategory_code: str | None
    category: str | None
    subcategory: str | None
    category_printed: str | None
    subcategory_printed: str | None
    name: str | None
    period_value: str | None
    annual_value: str | None
    actual_value: str | None
    direction: int | None
    points: float | None
    score: float | None
    deviation_note: str | None
    explanation: str | None
    flags: str
    source_text: str
    page: int | None
    sheet: str | None
    row: int
    char_start: int | None
    char_end: int | None
    period: Target | None
    annual: Target | None
    actual: Target | None
    effective: Target  # annual, else period
    finding_id: str | None  # of the error that holds the row back; None: the row is published
    more: Row  # the columns of MORE_OF_INDICATORS


@dataclass(slots=True)
class Parsed:
    """Rows of one document, by table."""

    document: Row
    projects: list[Row] = field(default_factory=list)
    indicators: list[IndicatorRow] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)
    # the traceback of a fault of ours: for the log of the run, in no table
    fault: str = ""
