"""What the account compares: what is published, and what it doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from transforms.crosscheck.printed import Place
from transforms.document import Cell, Line


@dataclass(frozen=True, slots=True)
class Claim:
    """One indicator as it is published or held back. Texts are squeezed; blank ones are absent."""

    number: int  # of the row in the document
    place: Place
    texts: dict[str, str]  # name category subcategory period annual actual place …
    read_as: str  # kind of the effective target
    operator: str | None
    target: str  # field of the effective target: annual or period
    numbers: tuple[float, ...] = ()
    points: float | None = None
    score: float | None = None
    source: str = ""  # source_text, squeezed
    has_target_column: bool = True
    project: int = 0
    settled: bool = False  # held back already, or corrected by hand


@dataclass(frozen=True, slots=True)
class Money:
    """One amount of a project as it is published."""

    project: int
    field: str  # total, fiscal_appropriation …
    value: Decimal  # in 万元


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that is printed and not published so. ``claims``: the rows to hold back."""

    rule: str
    message: str
    at: Cell | Line | None
    source_text: str
    claims: tuple[int, ...] = field(default=())
    money: Money | None = None  # the amount that is not printed
    again: bool = False  # about the same as the doubt before: of interest where that is settled


@dataclass(frozen=True, slots=True)
class Told:
    """What a finding quotes (squeezed), and where. ``everywhere``: it may stand for another place,
    as the finding of a table that was not read quotes it whole.
    """

    place: Place
    text: str
    everywhere: bool
    error: bool = True  # less than an error excuses a cell of a published row, and no lost row
    note: bool = False  # it asks nobody to look: no excuse for a row that states a target
