"""All that is decided about the words and tables of one document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.document import Document
from transforms.records import Finding, Section
from transforms.settling.aliases import Aliases
from transforms.settling.tables import Tables


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions about words and about tables."""

    aliases: Aliases
    tables: Tables

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was applied, and what does not fit."""
        return self.aliases.findings + self.tables.findings

    def refusals(self, section: Section) -> Iterator[Finding]:
        """Why the rows of a section are held back."""
        yield from self.aliases.refusals(section)
        yield from self.tables.refusals(section)

    def mark(self, document: Document) -> None:
        """Let the cells of headers know the roles of their columns."""
        columns = self.tables.columns
        for table in document.tables() if columns else ():
            for cell in table.cells():
                if id(cell) in columns:
                    cell.decide(columns[id(cell)])
