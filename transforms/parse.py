"""The road of one document: bytes -> Document -> stitched sections -> layouts -> rows of the contract."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from schemas import keys
from transforms import doubted
from transforms.corrections import apply
from transforms.document import Document, Unread, UnreadableError
from transforms.heading import year_of
from transforms.identity import Source, resolve_year, year_findings
from transforms.layouts import fitting, looks_like_target
from transforms.reading import read
from transforms.records import Extract, Finding, Section
from transforms.regions import by_code, resolve
from transforms.rows import Findings, Parsed, Row, indicator_rows, project_row
from transforms.rules import parts_of, term_of
from transforms.sections import sections
from transforms.stitch import stitch


def parse(data: bytes, source: Source) -> Parsed:
    """All rows of one document. Raises nothing for a bad document: it becomes findings and a status."""
    document_id = sha256(data).hexdigest()
    findings = Findings(document_id, source.path)
    for rule, what in source.sidecar.problems:
        findings.add(Finding(rule, what))
    try:
        document = read(data, source.path)
    except UnreadableError as error:
        return unreadable(document_id, source, len(data), error.rule, error.message, findings)
    for unread in document.unread:
        findings.add(_unread(unread))
    extracts = list(_extracts(document, findings))
    for finding in apply(extracts, source.corrections):
        findings.add(finding)
    return _rows(document, extracts, findings, source, len(data))


def unreadable(document_id: str, source: Source, size: int, rule: str, message: str, findings: Findings | None = None) -> Parsed:
    """The rows of a document that could not be read at all: it is listed, with the reason."""
    findings = findings or Findings(document_id, source.path)
    findings.add(Finding(rule, message))
    row = _document_row(document_id, source, size) | {"status": "unreadable", "finding_count": len(findings.rows)}
    return Parsed(row, findings=findings.rows)


def _unread(unread: Unread) -> Finding:
    found = f"page {unread.page}: {unread.message}" if unread.page else unread.message
    return Finding(unread.rule, found)


def _extracts(document: Document, findings: Findings) -> Iterator[Extract]:
    """What the layouts read; a target table that none of them knows is a finding that quotes its header."""
    for section, doubts in _doubted(document, findings):
        found = fitting(section)
        if len(found) > 1:
            findings.add(_about(section, "layout_ambiguous", ", ".join(one.LAYOUT for one in found)))
        if found:
            extract = found[0].read(section)
            extract.findings += doubts
            yield extract
            continue
        for finding in doubts:
            findings.add(finding)
        if looks_like_target(section):
            findings.add(_about(section, "layout_unknown"))
            yield Extract("unknown", section.heading)


def _doubted(document: Document, findings: Findings) -> Iterator[tuple[Section, list[Finding]]]:
    """The sections, each with what is told of it because characters do not add up."""
    found = sections(stitch(document.blocks))
    if not document.unaccounted:
        yield from ((section, []) for section in found)
        return
    known = list(found)
    if not known:
        for record in document.unaccounted:
            findings.add(Finding(doubted.RULE, record.message))
    yield from zip(known, doubted.doubts(document.unaccounted, known), strict=True)


def _about(section: Section, rule: str, found: str | None = None) -> Finding:
    """A finding about a section that quotes it whole: what no layout reads is not lost."""
    rows = section.table.rows if section.table else ()
    cells = [cell for cell in section.table.cells() if cell.text.strip()] if section.table else []
    line = section.above[0] if section.above else None
    quoted = "\n".join("\t".join(dict.fromkeys(cell.text for cell in row if cell and cell.text.strip())) for row in rows)
    quoted = quoted if cells else "\n".join(one.text for one in section.above)
    return Finding(rule, found, cell=cells[0] if cells else line, source_text=quoted)


def _rows(document: Document, extracts: list[Extract], findings: Findings, source: Source, size: int) -> Parsed:
    headings = [extract.heading for extract in extracts]
    title_year = next((heading.fiscal_year for heading in headings if heading.fiscal_year), None) or year_of(document.title or "")
    year = resolve_year(source, title_year)
    row = _document_row(findings.document_id, source, size) | {
        "format": document.format, "pages": document.pages, "title": next((heading.title for heading in headings if heading.title), document.title),
        "fiscal_year": year.value, "fiscal_year_source": year.source, "table_count": len(extracts),
        "amount_unit": _only({heading.amount_unit for heading in headings}),
        "document_kinds": ";".join(sorted({source.sidecar.document_kind or heading.document_kind for heading in headings})),
        "department": source.sidecar.department or _only({heading.department for heading in headings})}
    hold = None
    if extracts:
        for finding in year_findings(source, title_year):
            added = findings.add(finding)
            hold = added["finding_id"] if added["severity"] == "error" else hold
        if row["department"] is None and not any(heading.department for heading in headings):
            findings.add(Finding("department_missing"))
    unit = _only({heading.spending_unit for heading in headings} | {project.spending_unit for extract in extracts for project in extract.projects})
    row |= _region(source, row["department"] or unit, row["title"], findings if extracts else None)
    parsed = Parsed(row, findings=findings.rows)
    for number, extract in enumerate(extracts, 1):
        _add_table(parsed, extract, number, findings, source, hold)
    return _finish(parsed, findings, bool(document.unread))


def _only(values: set[str | None]) -> str | None:
    """The one value that is said; None if none or several are (a volume of many departments)."""
    said = values - {None}
    return said.pop() if len(said) == 1 else None


def _add_table(parsed: Parsed, extract: Extract, number: int, findings: Findings, source: Source, hold: str | None) -> None:
    document, heading = parsed.document, extract.heading
    common = {key: document[key] for key in ("document_id", "province", "region_code", "region", "fiscal_year")} | {
        "department": source.sidecar.department or heading.department, "amount_unit": heading.amount_unit, "layout": extract.layout,
        "document_kind": source.sidecar.document_kind or heading.document_kind}
    if common["department"] != document["department"]:  # a volume of many departments
        common |= _region(source, common["department"], heading.title)
    if source.sidecar.year is None and heading.fiscal_year:
        common["fiscal_year"] = heading.fiscal_year
    for finding in extract.findings:
        added = findings.add(finding)
        hold = hold or (added["finding_id"] if finding.rule == doubted.RULE else None)
    for ordinal, project in enumerate(extract.projects, 1):
        project.findings += [*parts_of(project), *term_of(project)]
        row = project_row(project, common, keys.project_id(document["document_id"], number, ordinal), ordinal)
        for finding in project.findings:
            findings.add(finding, row["project_id"])
        rows = list(indicator_rows(project, len(parsed.projects), row, findings, hold=hold))
        row["indicators_held_back"] = sum(one.finding_id is not None for one in rows)
        row["indicator_count"] = len(rows) - row["indicators_held_back"]
        parsed.projects.append(row)
        parsed.indicators += rows


def _region(source: Source, department: str | None, title: str | None, findings: Findings | None = None) -> Row:
    """province, region_code and region: the sidecar's, else those of the department, of the title or of the folders."""
    sidecar = source.sidecar
    if sidecar.region_code:
        known = by_code(sidecar.region_code)
        return {"province": sidecar.region_code[:2], "region_code": sidecar.region_code, "region": sidecar.region or (known.name if known else None)}
    answer = resolve(sidecar.region or department, *((department or "",) if sidecar.region else ()), title or "", *reversed(source.path.split("/")))
    if answer.rule and findings:
        findings.add(Finding(answer.rule, answer.found, source_text=department))
    region = answer.region
    return {"province": region.province if region else None, "region_code": region.code if region else None,
            "region": sidecar.region or (region.name if region else None)}


def _finish(parsed: Parsed, findings: Findings, partly_unread: bool) -> Parsed:
    """Counts and status: see documents.status in the contract."""
    document = parsed.document
    document["project_count"] = len(parsed.projects)
    document["indicator_count"] = sum(row["indicator_count"] for row in parsed.projects)
    document["finding_count"] = len(findings.rows)
    document["status"] = ("unreadable" if partly_unread else "held_back" if findings.has_error() else
                          "curated" if document["table_count"] else "no_table")
    return parsed


def _document_row(document_id: str, source: Source, size: int) -> Row:
    sidecar = source.sidecar
    year = resolve_year(source, None)
    return {
        "document_id": document_id, "path": source.path, "format": None, "bytes": size, "pages": None, "title": None, "fiscal_year": year.value,
        "fiscal_year_source": year.source, "province": sidecar.region_code[:2] if sidecar.region_code else None, "region_code": sidecar.region_code,
        "region": sidecar.region, "department": sidecar.department, "document_kinds": "", "amount_unit": None, "table_count": 0,
        "project_count": 0, "indicator_count": 0, "finding_count": 0, "status": "no_table", "is_current": True, "superseded_by": None,
        "published_on": sidecar.published_on, "source_url": sidecar.source_url}
