"""A page in the notation of ``unseen/``, written in a format and read: what tests ask of it."""

from __future__ import annotations

from tests.layouts.printed import blocks
from tests.layouts.writers import WRITERS
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

FORMS = ("html", "docx", "xlsx")


def read(text: str, form: str = "html") -> Parsed:
    """The page as a file of that format, of 2024."""
    return parse(WRITERS[form](*blocks(text)), Source(f"2024/a.{form}"))


def targets(parsed: Parsed) -> list[tuple[str | None, ...]]:
    """(project, level 2, name, annual value) of each row that is published."""
    return [
        (
            parsed.projects[row.project_index]["project"],
            row.subcategory,
            row.name,
            row.annual_value,
        )
        for row in parsed.indicators
        if row.finding_id is None
    ]


def rules(parsed: Parsed) -> set[str]:
    """The rules of all findings but those about the place and the owner."""
    aside = {"region_unknown", "department_missing"}
    return {finding["rule"] for finding in parsed.findings} - aside
