"""What a layout makes of a table: projects with their indicators, as printed, before any value is
read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from schemas.roles import misplaced, roles

if TYPE_CHECKING:  # the plan of a run knows records by corrections alone, and loads no reader
    from transforms.document import Cell, Line, Table
    from transforms.explode import Span
    from transforms.words.amounts import Amount
    from transforms.words.headings import Heading

MONEY, PARTS = roles("amount", "part"), roles("part")
TEXTS = roles("text", record="project")
"""The texts of a project, in fields of their roles' names."""
FUNCTION = ("function_code", "function_name", "function")
"""Texts whose labels say that they name the functional class (支出功能分类科目)."""
SUBJECT = ("subject_code", "subject_name", "subject")
"""Texts whose labels say 科目 only: it may be the economic class."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was not read, is doubtful or does not add up. ``rule`` is an id of
    schemas/rules.csv.
    """

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
    # what the reader had to do to the row's cells, where the indicator has more than its own
    repaired: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    # the fields of roles.csv that have no name above
    more: dict[str, str | None] = field(default_factory=dict)

    def text(self, role: str) -> str | None:
        """What is printed for a role that has a field."""
        return _text(self, role)

    def put(self, role: str, text: str | None) -> None:
        """Keep what is printed for a role that has a field."""
        _put(self, role, text)


@dataclass(slots=True)
class Project:
    """One project as printed, with its amounts read."""

    cell: Cell | Line
    project: str | None = None
    scope: str = "project"
    department: str | None = None
    spending_unit: str | None = None
    project_code: str | None = None
    # the functional class, under labels for the code, the name, or both; 科目 may be another class
    function_code: str | None = None
    function_name: str | None = None
    function: str | None = None
    subject_code: str | None = None
    subject_name: str | None = None
    subject: str | None = None
    attribute: str | None = None
    term: str | None = None
    goal: str | None = None
    period_goal: str | None = None
    score: str | None = None
    amounts: dict[str, Amount | None] = field(default_factory=dict)  # keys: MONEY
    reconciled: bool | None = None
    indicators: list[Indicator] = field(default_factory=list)
    announced: int | None = None
    # printed header of a column -> the field that took it
    headers: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    # the texts of roles.csv that have no name above
    more: dict[str, str | None] = field(default_factory=dict)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is printed of a project: a form that nobody filled in."""
        amounts = (amount for amount in self.amounts.values() if amount)
        printed = any(amount.value is not None or amount.problem for amount in amounts)
        told = {finding.rule for finding in self.findings} - {"project_missing", "no_indicators"}
        texts = any(self.text(role) for role in TEXTS) or self.score
        return not (texts or self.indicators or printed or told)

    def text(self, role: str) -> str | None:
        """What is printed for a role that has a field."""
        if role in MONEY:
            amount = self.amounts.get(role)
            return amount.printed if amount else None
        return _text(self, role)

    def put(self, role: str, text: str | None) -> None:
        """Keep what is printed for a role that has a field, but for amounts, which are read."""
        _put(self, role, text)


def _text(record: Indicator | Project, role: str) -> str | None:
    if role in _MORE[type(record)]:
        return record.more.get(role)
    found: str | None = getattr(record, role)
    return found


def _put(record: Indicator | Project, role: str, text: str | None) -> None:
    if role in _MORE[type(record)]:
        record.more[role] = text
    else:
        setattr(record, role, text)


def _more(record: str, group: str, named: Iterable[str]) -> tuple[str, ...]:
    """The fields that only roles.csv knows. Of any other group they would need code of their own:
    raises DefinitionError.
    """
    found = tuple(role for role in roles(record=record) if role not in named)
    for role in found:
        if role not in roles(group, mark="stored"):
            says = f"a new field of this record has the group {group} and the mark stored"
            raise misplaced(role, says, f"新字段的 group 应为 {group}，并标为 stored")
    return found


MORE_OF_INDICATORS = _more("indicator", "note", Indicator.__slots__)
MORE_OF_PROJECTS = _more("project", "text", (*Project.__slots__, *MONEY))
_MORE = {Indicator: MORE_OF_INDICATORS, Project: MORE_OF_PROJECTS}


@dataclass(frozen=True, slots=True)
class Section:
    """One table with the lines that stand above it since the table before. Prose layouts have no
    table, only lines.
    """

    above: tuple[Line, ...]
    table: Table | None
    heading: Heading
    # the lines below the table, up to the next title, table or name of a project
    behind: tuple[Line, ...] = ()
    # whether a table stands before: the first lines above may belong to that
    follows: bool = False
    # what one layout found out, for the others
    memo: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(slots=True)
class Extract:
    """What a layout read out of one section."""

    layout: str
    heading: Heading
    projects: list[Project] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
