"""Findings of one document, each with its own id, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas import keys
from schemas.lookup import rows as csv_rows
from transforms.document import Cell, Line
from transforms.records import (
    Finding,
)
from transforms.rows.parsed import Row
from transforms.settling.lines import Lines


@dataclass(slots=True)
class Findings:
    """Collects the findings of one document and gives each its id."""

    document_id: str
    path: str
    rows: list[Row] = field(default_factory=list)
    lines: Lines = field(default_factory=Lines)  # what people settled

    def add(
        self, finding: Finding, project_id: str | None = None, indicator_id: str | None = None
    ) -> Row:
        """Add one, or what people made of it. Raises KeyError for a rule that is not in the
        catalogue.
        """
        finding = self.lines.settle(finding)
        rule, cell = catalogue()[finding.rule], finding.cell
        message = rule["message"] + (f": {finding.detail}" if finding.detail else "")
        row: Row = {
            "finding_id": keys.short_hash(
                self.document_id, self.path, finding.rule, len(self.rows)
            ),
            "document_id": self.document_id,
            "project_id": project_id,
            "indicator_id": indicator_id,
            "path": self.path,
            "rule": finding.rule,
            "severity": rule["severity"],
            "message": message,
            "expected": finding.expected or rule["expected"],
            "found": finding.found,
            **place(cell),
            "source_text": finding.source_text
            if finding.source_text is not None
            else cell.text
            if cell
            else None,
        }
        self.rows.append(row)
        return row

    def has_error(self) -> bool:
        """Whether any finding holds something back."""
        return any(row["severity"] == "error" for row in self.rows)


def catalogue() -> dict[str, dict[str, str]]:
    """The rules by id."""
    return {row["rule"]: row for row in csv_rows("rules")}


def place(cell: Cell | Line | None) -> Row:
    """page, sheet and row of a cell."""
    return {
        "page": cell.page if cell else None,
        "sheet": cell.sheet if cell else None,
        "row": cell.row if cell else None,
    }
