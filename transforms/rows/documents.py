"""The row of a document: its year, kinds, department and region, and what is doubtful of them."""

from __future__ import annotations

from transforms.document import Document
from transforms.records import Finding
from transforms.rows.findings import Findings
from transforms.rows.parsed import Row
from transforms.rows.source import Source, resolve_year, year_findings
from transforms.words.headings import Heading, year_of
from transforms.words.regions import by_code, resolve


def document_row(document_id: str, source: Source, size: int) -> Row:
    """The row of a document of which no table is read yet."""
    sidecar = source.sidecar
    year = resolve_year(source, None)
    return {
        "document_id": document_id,
        "sha256": document_id,
        "copy_of": None,
        "path": source.path,
        "format": None,
        "bytes": size,
        "pages": None,
        "title": None,
        "fiscal_year": year.value,
        "fiscal_year_source": year.source,
        # unreadable, it has its region all the same: else its department seems to be silent
        **region_of(source, sidecar.department, None),
        "department": sidecar.department,
        "document_kinds": "",
        "amount_unit": None,
        "table_count": 0,
        "project_count": 0,
        "indicator_count": 0,
        "finding_count": 0,
        "status": "no_table",
        "is_current": True,
        "superseded_by": None,
        "published_on": sidecar.published_on,
        "source_url": sidecar.source_url,
    }


def year_of_titles(document: Document, headings: list[Heading]) -> int | None:
    """The year of the first table whose heading says one, else of the file's own title."""
    years = (heading.fiscal_year for heading in headings if heading.fiscal_year)
    return next(years, None) or year_of(document.title or "")


def described(
    document: Document, headings: list[Heading], source: Source, title_year: int | None
) -> Row:
    """What the document's own row says by its headings and its sidecar."""
    year = resolve_year(source, title_year)
    titles = (heading.title for heading in headings if heading.title)
    kinds = {source.sidecar.document_kind or heading.document_kind for heading in headings}
    departments = {heading.department for heading in headings}
    return {
        "format": document.format,
        "pages": document.pages,
        "title": next(titles, document.title),
        "fiscal_year": year.value,
        "fiscal_year_source": year.source,
        "table_count": len(headings),
        "amount_unit": only({heading.amount_unit for heading in headings}),
        "document_kinds": ";".join(sorted(kinds)),
        "department": source.sidecar.department or only(departments),
        "department_source": source.sidecar.department_source
        or ("printed" if only(departments) else None),
    }


def doubts_of_document(
    row: Row,
    headings: list[Heading],
    source: Source,
    title_year: int | None,
    findings: Findings,
) -> str | None:
    """Add what is doubtful about year and department. Returns the id of the finding that holds all
    rows back.
    """
    hold = None
    for finding in year_findings(source, title_year):
        added = findings.add(finding)
        hold = added["finding_id"] if added["severity"] == "error" else hold
    if row["department"] is None and not any(heading.department for heading in headings):
        findings.add(Finding("department_missing"))
    return hold


def region_of(
    source: Source, department: str | None, title: str | None, findings: Findings | None = None
) -> Row:
    """province, region_code and region: the sidecar's, else those of the department, of the title
    or of the folders.
    """
    sidecar = source.sidecar
    if sidecar.region_code:
        known = by_code(sidecar.region_code)
        return {
            "province": sidecar.region_code[:2],
            "region_code": sidecar.region_code,
            "region": sidecar.region or (known.name if known else None),
        }
    answer = resolve(
        sidecar.region or department,
        *((department or "",) if sidecar.region else ()),
        title or "",
        *reversed(source.path.split("/")),
    )
    if answer.rule and findings:
        findings.add(Finding(answer.rule, answer.found, source_text=department))
    region = answer.region
    return {
        "province": region.province if region else None,
        "region_code": region.code if region else None,
        "region": sidecar.region or (region.name if region else None),
    }


def only(values: set[str | None]) -> str | None:
    """The one value that is said; None if none or several are (a volume of many departments)."""
    stated = values - {None}
    return stated.pop() if len(stated) == 1 else None
