"""What a layout makes of a table: projects with their indicators, as printed, before any value is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the plan of a run knows records by corrections alone, and loads no reader
    from transforms.document import Cell, Line, Table
    from transforms.explode import Span
    from transforms.money import Amount

MONEY = ("total", "fiscal_appropriation", "special_account", "other_funds", "period_total", "budget_adjusted", "executed")
PARTS = ("fiscal_appropriation", "special_account", "other_funds")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was not read, is doubtful or does not add up. ``rule`` is an id of schemas/rules.csv."""

    rule: str
    found: str | None = None
    expected: str | None = None
    cell: Cell | Line | None = None
    source_text: str | None = None
    detail: str | None = None  # completes the rule's message


@dataclass(slots=True)
class Indicator:
    """One indicator as printed. None: the source has no such column; '': the cell is blank."""

    source_text: str
    cell: Cell | Line
    name: str | None = None
    category: str | None = None
    subcategory: str | None = None
    category_code: str | None = None
    subcategory_code: str | None = None
    period_value: str | None = None
    annual_value: str | None = None
    actual_value: str | None = None
    unit: str | None = None  # the cell of a unit column
    operator: str | None = None  # the cell of an operator column
    direction: str | None = None  # the cell of a 正向/反向 column
    place: str | None = None
    points: str | None = None
    score: str | None = None
    deviation_note: str | None = None
    explanation: str | None = None
    span: Span | None = None
    repaired: frozenset[str] = frozenset()  # what the reader had to do to the row's cells, where the indicator has more than its own
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Project:
    """One project as printed, with its amounts read."""

    cell: Cell | Line
    project: str | None = None
    scope: str = "project"
    department: str | None = None
    spending_unit: str | None = None
    project_code: str | None = None
    attribute: str | None = None
    term: str | None = None
    goal: str | None = None
    period_goal: str | None = None
    score: str | None = None
    amounts: dict[str, Amount | None] = field(default_factory=dict)  # keys: MONEY
    reconciled: bool | None = None
    indicators: list[Indicator] = field(default_factory=list)
    announced: int | None = None
    headers: dict[str, str] = field(default_factory=dict)  # printed header of a column -> the field that took it
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the lines above a table say. None: they do not say it."""

    title: str | None = None
    department: str | None = None
    spending_unit: str | None = None
    amount_unit: str | None = None
    fiscal_year: int | None = None
    document_kind: str = "target"
    scope: str = "project"


@dataclass(frozen=True, slots=True)
class Section:
    """One table with the lines that stand above it since the table before. Prose layouts have no table, only lines."""

    above: tuple[Line, ...]
    table: Table | None
    heading: Heading
    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)  # what one layout found out, for the others


@dataclass(slots=True)
class Extract:
    """What a layout read out of one section."""

    layout: str
    heading: Heading
    projects: list[Project] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
