"""The road of one document: bytes -> Document -> stitched sections -> layouts -> rows of the
contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from schemas import keys
from schemas.messages import english
from transforms.document import Document, NotShown, Unread, UnreadableError
from transforms.joining.join import stitch
from transforms.layouts import fitting, looks_like_target
from transforms.layouts.goes_on import with_continued
from transforms.layouts.sections import sections
from transforms.layouts.shared.account import is_unread
from transforms.reading import read
from transforms.records import Extract, Finding, Section
from transforms.rows import doubted
from transforms.rows.corrections import apply
from transforms.rows.crosschecked import crosscheck
from transforms.rows.documents import (
    described,
    document_row,
    doubts_of_document,
    only,
    region_of,
    year_of_titles,
)
from transforms.rows.findings import Findings
from transforms.rows.functions import function_doubts
from transforms.rows.numbers import no_numbers
from transforms.rows.parsed import Parsed, Row
from transforms.rows.projects import organisation_of, project_row
from transforms.rows.rows import indicator_rows, indicators_hash
from transforms.rows.rules import parts_of, term_of
from transforms.rows.source import Source
from transforms.settling.aliases import Aliases, aliases_of
from transforms.settling.decision import REFUSED
from transforms.settling.lines import Lines
from transforms.settling.own_year import words_of_year
from transforms.settling.settled import Settled
from transforms.settling.tables import tables_of
from transforms.words.headers import decided

_OF_TARGETS = ("指标", "绩效", "指標", "績效")
_QUOTED = 5000  # characters of hidden text that a finding quotes


def parse(data: bytes, source: Source) -> Parsed:
    """All rows of one document. Raises nothing for a bad document: it becomes findings and a
    status.
    """
    document_id = document_id_of(data, source)
    findings = Findings(document_id, source.path, lines=Lines(source.decisions))
    for rule, what in source.sidecar.problems:
        findings.add(Finding(rule, what))
    try:
        document = read(data, source.path)
    except UnreadableError as error:
        return unreadable(document_id, source, len(data), error.rule, error.message, findings)
    aliases = aliases_of(document, source.decisions)
    said = source.sidecar.year or source.folder_year
    words = words_of_year(document, said) | aliases.confirmed
    if not (aliases.applied or words):
        return _parsed(document, aliases, findings, source, len(data))
    with decided(words, aliases.refused):
        document = read(data, source.path)
        return _parsed(document, aliases, findings, source, len(data))


def _parsed(
    document: Document, aliases: Aliases, findings: Findings, source: Source, size: int
) -> Parsed:
    """The rows of a document that could be read."""
    settled = Settled(aliases, tables_of(document, source.decisions))
    settled.mark(document)
    for finding in settled.findings:
        findings.add(finding)
    for unread in document.unread:
        findings.add(_unread(unread))
    extracts = list(
        with_continued(
            _extracts(document, findings, settled),
            refused=False in settled.tables.joins.values(),
        )
    )
    for hidden in document.not_shown:
        if _concerns(hidden, extracts):
            findings.add(_not_shown(hidden))
    for finding in apply(extracts, source.corrections):
        findings.add(finding)
    return _rows(document, extracts, findings, source, size)


def document_id_of(data: bytes, source: Source) -> str:
    """sha256 of the bytes. A file that lies under several years is another document in each."""
    return sha256(data + source.again.encode()).hexdigest()


def unreadable(
    document_id: str,
    source: Source,
    size: int,
    rule: str,
    message: str,
    findings: Findings | None = None,
) -> Parsed:
    """The rows of a document that could not be read at all: it is listed, with the reason."""
    findings = findings or Findings(document_id, source.path)
    findings.add(Finding(rule, message))
    for finding in findings.lines.unmatched():
        findings.add(finding)
    row = document_row(document_id, source, size) | {
        "status": "unreadable",
        "finding_count": len(findings.rows),
    }
    return Parsed(row, findings=findings.rows)


def _unread(unread: Unread) -> Finding:
    message = (
        english("found.of_page", page=unread.page, what=unread.message)
        if unread.page
        else unread.message
    )
    return Finding(unread.rule, message)


def _concerns(hidden: NotShown, extracts: list[Extract]) -> bool:
    """Whether what is hidden stands on the sheet of a project, or speaks of targets itself."""
    cells = (project.cell for extract in extracts for project in extract.projects)
    return any(word in hidden.text for word in _OF_TARGETS) or any(
        cell.sheet == hidden.cell.sheet for cell in cells
    )


def _not_shown(hidden: NotShown) -> Finding:
    text = hidden.text
    quoted = text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
    return Finding("not_shown", hidden.message, None, hidden.cell, quoted)


def _extracts(
    document: Document, findings: Findings, settled: Settled
) -> Iterator[tuple[Section, Extract]]:
    """The sections with what the layouts read of them; a target table that none of them knows is a
    finding that quotes its header.
    """
    for section, doubts in _doubted(document, findings, settled):
        told = [*doubts, *settled.refusals(section)]
        layouts = fitting(section)
        if len(layouts) > 1:
            findings.add(
                _about(section, "layout_ambiguous", ", ".join(layout.LAYOUT for layout in layouts))
            )
        if layouts:
            extract = layouts[0].read(section)
            extract.findings += told
            if is_unread(extract):
                findings.add(_about(section, "layout_unknown"))
            yield section, extract
            continue
        for finding in told:
            findings.add(finding)
        if looks_like_target(section):
            findings.add(_about(section, "layout_unknown"))
            yield section, Extract("unknown", section.heading)


def _doubted(
    document: Document, findings: Findings, settled: Settled
) -> Iterator[tuple[Section, list[Finding]]]:
    """The sections, each with the findings about it because characters do not add up."""
    every = sections(stitch(document.blocks, settled.tables.joins))
    if not document.unaccounted:
        yield from ((section, []) for section in every)
        return
    known = list(every)
    if not known:
        for record in document.unaccounted:
            findings.add(Finding(doubted.RULE, record.message))
    yield from zip(known, doubted.doubts(document.unaccounted, known), strict=True)


def _about(section: Section, rule: str, detail: str | None = None) -> Finding:
    """A finding about a section that quotes it whole: what no layout reads is not lost."""
    rows = section.table.rows if section.table else ()
    cells = [cell for cell in section.table.cells() if cell.text.strip()] if section.table else []
    line = section.above[0] if section.above else None
    quoted = "\n".join(
        "\t".join(dict.fromkeys(cell.text for cell in row if cell and cell.text.strip()))
        for row in rows
    )
    quoted = quoted if cells else "\n".join(line_above.text for line_above in section.above)
    return Finding(rule, detail, cell=cells[0] if cells else line, source_text=quoted)


def _rows(
    document: Document, extracts: list[Extract], findings: Findings, source: Source, size: int
) -> Parsed:
    headings = [extract.heading for extract in extracts]
    title_year = year_of_titles(document, headings)
    row = document_row(findings.document_id, source, size)
    row |= described(document, headings, source, title_year)
    hold = doubts_of_document(row, headings, source, title_year, findings) if extracts else None
    unit = only(
        {heading.spending_unit for heading in headings}
        | {project.spending_unit for extract in extracts for project in extract.projects}
    )
    row |= region_of(
        source, row["department"] or unit, row["title"], findings if extracts else None
    )
    named = organisation_of(row["region_code"], row["region"], row["department"])
    row |= {"department_id": named and named.id, "organisation": named and named.name}
    parsed = Parsed(row, findings=findings.rows)
    for number, extract in enumerate(extracts, 1):
        _add_table(parsed, extract, number, findings, source, hold)
    crosscheck(document, parsed, findings)
    for finding in findings.lines.unmatched():
        findings.add(finding)
    return _finish(parsed, findings, bool(document.unread))


def _add_table(
    parsed: Parsed,
    extract: Extract,
    number: int,
    findings: Findings,
    source: Source,
    hold: str | None,
) -> None:
    document = parsed.document
    common = _common(document, extract, source)
    for finding in extract.findings:
        added = findings.add(finding)
        holds = finding.rule in (doubted.RULE, REFUSED) and added["severity"] == "error"
        hold = hold or (added["finding_id"] if holds else None)
    for ordinal, project in enumerate(extract.projects, 1):
        project.findings += [
            *parts_of(project),
            *term_of(project),
            *function_doubts(project),
            *no_numbers(project),
        ]
        row = project_row(
            project, common, keys.project_id(document["document_id"], number, ordinal), ordinal
        )
        for finding in project.findings:
            findings.add(finding, row["project_id"])
        rows = list(indicator_rows(project, len(parsed.projects), row, findings, hold=hold))
        row["indicators_held_back"] = sum(indicator.finding_id is not None for indicator in rows)
        row["indicator_count"] = len(rows) - row["indicators_held_back"]
        row["indicators_hash"] = indicators_hash(rows)
        parsed.projects.append(row)
        parsed.indicators += rows


def _common(document: Row, extract: Extract, source: Source) -> Row:
    """What all rows of one table say: the document's columns, but for what its heading says."""
    heading = extract.heading
    inherited = ("document_id", "province", "region_code", "region", "fiscal_year")
    common = {key: document[key] for key in inherited} | {
        "department": source.sidecar.department or heading.department,
        "department_source": source.sidecar.department_source
        or ("printed" if heading.department else None),
        "amount_unit": heading.amount_unit,
        "layout": extract.layout,
        "document_kind": source.sidecar.document_kind or heading.document_kind,
    }
    if common["department"] != document["department"]:  # a volume of many departments
        common |= region_of(source, common["department"], heading.title)
    if source.sidecar.year is None and heading.fiscal_year:
        common["fiscal_year"] = heading.fiscal_year
    return common


def _finish(parsed: Parsed, findings: Findings, partly_unread: bool) -> Parsed:
    """Counts and status: see documents.status in the contract."""
    document = parsed.document
    document["project_count"] = len(parsed.projects)
    document["indicator_count"] = sum(row["indicator_count"] for row in parsed.projects)
    document["finding_count"] = len(findings.rows)
    document["status"] = (
        "unreadable"
        if partly_unread
        else "held_back"
        if findings.has_error()
        else "curated"
        if document["table_count"]
        else "no_table"
    )
    return parsed
