"""Tables with one indicator a row: the machinery that the level layouts share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.document import Cell, Line, Row, simple
from transforms.layouts.level_table.blocks import IGNORED
from transforms.layouts.level_table.columns import RESULTS, LevelHeader, halves
from transforms.layouts.level_table.header import find_levels
from transforms.layouts.level_table.indicators import Expand, as_is, indicators
from transforms.layouts.level_table.pairs import merged
from transforms.layouts.level_table.parts import Part, parts
from transforms.layouts.level_table.parts_of_year import decide_parts
from transforms.layouts.level_table.years import decide_years
from transforms.layouts.sections import inherit, own_lines
from transforms.layouts.shared.account import leftovers
from transforms.layouts.shared.amounts import unreadable
from transforms.layouts.shared.captions import headed
from transforms.layouts.shared.form import Form, fill, read_form, unread
from transforms.layouts.shared.heading_name import take_name
from transforms.layouts.shared.labels import label, spaced_label, split_labels, unit_of, units
from transforms.layouts.shared.scores import printed_score, take_score
from transforms.records import (
    FUNCTION,
    MONEY,
    MORE_OF_PROJECTS,
    SUBJECT,
    Extract,
    Finding,
    Project,
    Section,
)
from transforms.words.amounts import leading_amount, read_amount
from transforms.words.folding import fold
from transforms.words.headings import Heading

# running numbers and points
_POINTS = re.compile(r"第?[\d.,%‰分项个一二三四五六七八九十百()、/\-—]*")
_DIGIT = re.compile(r"\d")
_PERSONS = "(?:考核|考评|工资|奖|薪酬|面谈|合同)"
_PERFORMANCE = re.compile(rf"绩效(?!{_PERSONS})|(?:项目|支出|财政|资金|专项).{{0,10}}绩效")
_OF_PERSONS = re.compile(rf"^(?!.*(?:项目|支出|财政|资金|专项)).*绩效{_PERSONS}")
# what a line above the table may say of the project; the heading reads whose it is
_ABOVE = frozenset(
    ("project", "project_code", "goal", "term", *FUNCTION, *SUBJECT, *MORE_OF_PROJECTS)
)


def header_of(section: Section) -> LevelHeader | None:
    """The header of the section's table, roles settled; None if it is no table of indicators.

    Without columns for levels (指标名称, 目标值: statistics have these too) something must speak of
    performance.
    """
    if "levels" not in section.memo:
        decide_years(section)
        decide_parts(section)
        header = find_levels(section.table.rows) if section.table else None
        fits = header and (
            header.roles & {"category", "subcategory", "threshold"}
            or speaks_of_performance(section)
        )
        section.memo["levels"] = header if fits else None
    known: LevelHeader | None = section.memo["levels"]
    return known


def speaks_of_performance(section: Section) -> bool:
    """Whether a line or a cell of the section names 绩效, and not that of persons (绩效考核)."""
    cells = section.table.cells() if section.table else ()
    if section.above and _OF_PERSONS.search(simple(section.above[-1].text)):
        return False
    texts = (printed.text for printed in (*section.above, *cells))
    return any(_PERFORMANCE.search(simple(text)) for text in (section.heading.title or "", *texts))


def read(section: Section, layout: str, expand: Expand = as_is) -> Extract:
    """Read a table of one or several forms.

    ``expand`` may make several indicators of a row, or change the one.
    """
    table_parts, behind = parts(section.table) if section.table else ([], [])
    extract = Extract(layout, section.heading)
    ignored = {
        id(cell) for part in table_parts for row in part.totals for _, cell in row.filled
    } | header_cells(section, table_parts)
    for group, rows in _groups(table_parts, behind):
        form = read_form(rows)
        extract.projects.append(_project(extract, section, group, rows, form, expand))
        ignored |= form.ignored.union(*(part.taken for part in group))
    if len(extract.projects) == 1:
        _amounts_from_lines(extract.projects[0], section)
        score = next(filter(None, map(_score_in, section.behind)), None)
        extract.projects[0].score = extract.projects[0].score or score
    extract.heading = evaluated(named(extract), table_parts)
    extract.findings += leftovers(section.table, extract, ignored)
    _leave_out_blank(extract)
    return extract


def _leave_out_blank(extract: Extract) -> None:
    """A form that nobody filled in is no project; that it is there is told."""
    blank = [project for project in extract.projects if project.is_blank]
    extract.projects = [project for project in extract.projects if not project.is_blank]
    extract.findings += [Finding("no_indicators", cell=project.cell) for project in blank]


def header_cells(section: Section, table_parts: Iterable[Part]) -> set[int]:
    """The ids of the cells of all headers, and of the columns that say nothing of an indicator.

    Headers say which column is which, and the project keeps that in its ``headers``. The columns
    are running numbers and points of levels. Any other text in such a column is a finding.
    """
    rows = section.table.rows if section.table else ()
    return {id(cell) for part in table_parts for cell in _of_header(part, rows)}


def _of_header(part: Part, rows: Sequence[Row]) -> Iterator[Cell]:
    for row in rows[part.header.first : part.header.last + 1]:
        yield from (cell for _, cell in row.filled)
    if silent := _silent_positions(part):
        yield from (cell for row in part.body for cell in _numbers_in(row, silent))
    yield from _joint(part)


def _joint(part: Part) -> Iterator[Cell]:
    """The cells whose two parts are points and score, or target and result."""
    columns = (column for block in part.blocks() for column in block.columns)
    for at in {column.positions[0] for column in columns if column.part is not None}:
        cells = (row[at] for row in part.body)
        yield from (cell for cell in cells if cell and halves(cell.text))


def _silent_positions(part: Part) -> set[int]:
    """Where running numbers and points of levels stand."""
    columns = [*part.columns(), *(column for block in part.blocks() for column in block.columns)]
    return {
        position
        for column in columns
        if column.role in IGNORED - {"side"}
        for position in column.positions
    }


def _numbers_in(row: Row, positions: set[int]) -> Iterator[Cell]:
    """The cells of these columns that hold a number or nothing.

    A cell that is merged over another column is left out.
    """
    beyond = {id(cell) for position, cell in enumerate(row) if position not in positions}
    for position in positions:
        cell = row[position] if position < len(row) else None
        if cell is None or id(cell) in beyond:
            continue
        if _POINTS.fullmatch(cell.folded):
            yield cell


def named(extract: Extract) -> Heading:
    """The heading, with the department that all projects name if no line above them does."""
    whole = extract.heading.scope == "department"  # of such a table the unit is the department
    departments = {
        project.department or (project.spending_unit if whole else None)
        for project in extract.projects
    }
    return (
        replace(extract.heading, department=departments.pop())
        if extract.heading.department is None and len(departments) == 1
        else extract.heading
    )


def evaluated(heading: Heading, table_parts: Iterable[Part]) -> Heading:
    """Whether the table is a self-evaluation: it has results or scores.

    Unless its title says that it is something else. Columns for results that nobody filled in make
    none.
    """
    has_results = any(_has_results(part) for part in table_parts)
    return (
        replace(heading, document_kind="self_evaluation")
        if has_results and heading.document_kind == "target"
        else heading
    )


def _has_results(part: Part) -> bool:
    columns = [column for column in part.header.columns if column.role in RESULTS]
    return any(_says(column.text(row)) for column in columns for row in part.body)


def _says(text: str | None) -> bool:
    return text is not None and fold(text).strip("-—/_.") != ""


def _groups(table_parts: list[Part], behind: list[Row]) -> Iterator[tuple[list[Part], list[Row]]]:
    """The parts of each project with its form rows.

    A form that names a project opens the next one.
    """
    starts = [
        number
        for number, part in enumerate(table_parts)
        if number == 0 or any(_names_project(row) for row in part.form)
    ]
    for start, stop in zip(starts, [*starts[1:], len(table_parts)], strict=True):
        group = table_parts[start:stop]
        form = [row for part in group for row in part.form]
        yield group, (form + behind if stop == len(table_parts) else form)


def _names_project(row: Row) -> bool:
    return any(
        label(cell.text) == "project"
        or any(role == "project" for role, _, _ in split_labels(cell.text))
        for _, cell in row.filled
    )


def _project(
    extract: Extract,
    section: Section,
    group: list[Part],
    rows: list[Row],
    form: Form,
    expand: Expand,
) -> Project:
    heading = headed(form, rows, section.heading)
    heading = replace(heading, amount_unit=heading.amount_unit or next(units(rows), None))
    extract.heading = heading if not extract.projects else inherit(extract.heading, heading)
    project = Project(
        _first_cell(section, group),
        scope=heading.scope,
        department=heading.department,
        spending_unit=heading.spending_unit,
    )
    if not extract.projects:
        _from_lines(project, section)
    fill(project, form, next(units(rows), None) or heading.amount_unit)
    if not extract.projects and not project.project and project.scope == "project":
        take_name(project, section.above)
    project.indicators = merged(
        [indicator for part in group for indicator in indicators(project, part, expand)]
    )
    project.score = take_score(form, rows, project.score)
    project.findings += [*unread(form, rows), *_missing(project)]
    return project


def _first_cell(section: Section, group: list[Part]) -> Cell:
    """Where the project stands when nothing names it: the first cell of its form or header."""
    rows = [*group[0].form, *(section.table.rows[group[0].header.first :] if section.table else ())]
    return next(cell for row in rows for _, cell in row.filled)


def _from_lines(project: Project, section: Section) -> None:
    """项目名称：… in a line above the table, and 自评得分：… in one that is its own."""
    for line in section.above:
        said = [(role, value) for role, _, value in split_labels(line.text)]
        for role, value in said or filter(None, [spaced_label(line.text)]):
            if role in _ABOVE:
                project.put(role, value)
    project.score = next(filter(None, map(_score_in, own_lines(section))), None)


def _score_in(line: Line) -> str | None:
    return printed_score(line.text)


def _amounts_from_lines(project: Project, section: Section) -> None:
    """预算金额：58万元 in a line above the table of one project, where its form prints no such
    amount.
    """
    for line in section.above:
        spaced = spaced_label(line.text)
        labelled = split_labels(line.text) or (
            [(spaced[0], line.text.split()[0], spaced[1])] if spaced else []
        )
        for said, printed, value in labelled:
            role = "total" if said == "funds" else said
            if role in MONEY and role not in project.amounts and _DIGIT.search(value):
                unit = unit_of(printed) or section.heading.amount_unit
                amount = read_amount(leading_amount(value), unit)
                project.amounts[role] = amount
                project.findings += unreadable(amount, line, project.project)


def _missing(project: Project) -> Iterator[Finding]:
    if project.scope == "project" and not project.project:
        yield Finding("project_missing", cell=project.cell)
    if not project.indicators:
        yield Finding("no_indicators", cell=project.cell)
