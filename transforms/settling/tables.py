"""Decisions about tables: that one goes on with the table before it, or what a column holds.

Both name a row that the table prints (``expect``: its texts with tabs between), and may say where
it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.messages import english
from transforms.document import Cell, Document, Row, Table
from transforms.records import Finding, Section
from transforms.settling.decision import REFUSED, SETTLED, UNMATCHED, Decision
from transforms.words.folding import fold

KINDS = ("join", "role")


@dataclass(frozen=True, slots=True)
class _Fit:
    """A decision with the table that it speaks of, and the cell at which it is told."""

    decision: Decision
    table: int  # place among the blocks
    cell: Cell


@dataclass(frozen=True, slots=True)
class Tables:
    """What is decided about the tables of one document."""

    fits: tuple[_Fit, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def joins(self) -> dict[int, bool]:
        """Place of a table among the blocks -> whether it goes on with the table before it."""
        return {fit.table: fit.decision.confirms for fit in self.fits if _is(fit, "join")}

    @property
    def columns(self) -> dict[int, str]:
        """Id of a header's cell -> the role of its column."""
        confirmed = (fit for fit in self.fits if _is(fit, "role") and fit.decision.confirms)
        return {id(fit.cell): fit.decision.role or "" for fit in confirmed}

    def refusals(self, section: Section) -> Iterator[Finding]:
        """Why the rows of a section are held back: what was suggested of its table was refused."""
        cells = {id(cell) for cell in section.table.cells()} if section.table else set()
        for fit in self.fits:
            if id(fit.cell) in cells and not fit.decision.confirms:
                yield _finding(REFUSED, fit)


def tables_of(document: Document, decisions: Iterable[Decision]) -> Tables:
    """Which decisions about tables fit the document, with what there is to tell."""
    fits: list[_Fit] = []
    findings: list[Finding] = []
    for decision in decisions:
        if decision.kind not in KINDS:
            continue
        found = list(_found(document, decision))
        why = _misfit(document, decision, found)
        if not why:
            fits.append(found[0])
        elif found or not decision.is_for_many:
            cell = found[0].cell if found else None
            findings.append(Finding(UNMATCHED, why, decision.expect, cell, detail=decision.id))
    settled = [_finding(SETTLED, fit) for fit in fits if fit.decision.confirms]
    return Tables(tuple(fits), (*findings, *settled))


def _is(fit: _Fit, kind: str) -> bool:
    return fit.decision.kind == kind


def _finding(rule: str, fit: _Fit) -> Finding:
    decision = fit.decision
    return Finding(
        rule, fit.cell.text, decision.role, fit.cell, detail=decision.signed(decision.kind)
    )


def _found(document: Document, decision: Decision) -> Iterator[_Fit]:
    """The tables that print the row, each once."""
    for number, block in enumerate(document.blocks):
        rows = block.rows if isinstance(block, Table) else ()
        row = next((row for row in rows if _prints(row, decision)), None)
        cell = _cell(row, decision) if row is not None else None
        if cell is not None:
            yield _Fit(decision, number, cell)


def _prints(row: Row, decision: Decision) -> bool:
    texts = "\t".join(cell.text for _, cell in row.filled)
    return (
        bool(texts) and fold(texts) == fold(decision.expect) and decision.stands(row.filled[0][1])
    )


def _cell(row: Row, decision: Decision) -> Cell | None:
    """The cell of a column, counted from 1; else the first one that is not blank."""
    if decision.column is None:
        return row.filled[0][1]
    return row[decision.column - 1] if 0 < decision.column <= len(row) else None


def _misfit(document: Document, decision: Decision, found: list[_Fit]) -> str:
    """Why a decision does not fit; '' if it does."""
    if not found:
        return english("found.no_such_table_row")
    if len(found) > 1:
        return english("found.tables_print", count=len(found))
    if decision.kind == "join" and decision.confirms:
        return _width(document, found[0].table)
    return ""


def _width(document: Document, number: int) -> str:
    """Why a table cannot go on with the one before it."""
    before = [block for block in document.blocks[:number] if isinstance(block, Table)]
    part = document.blocks[number]
    if not before:
        return english("found.no_table_before")
    own, other = (len(table.rows[0]) for table in (part, before[-1]) if isinstance(table, Table))
    return "" if own == other else english("found.widths_differ", own=own, other=other)
