"""Tables with one indicator a row: the machinery that the level layouts share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from transforms.document import Cell, Line, Row
from transforms.fold import fold
from transforms.heading import is_title, read_heading
from transforms.layouts._account import leftovers
from transforms.layouts._blocks import IGNORED, Block, headers
from transforms.layouts._columns import LEVELS, LevelHeader, find_levels
from transforms.layouts._form import Form, fill, label, read_form, split_labels, units, unread
from transforms.layouts._grid import filled, is_placeholder, joined
from transforms.layouts._pairs import merged
from transforms.layouts._parts import Part, parts
from transforms.layouts._row import read_row
from transforms.records import Extract, Finding, Heading, Indicator, Project, Section
from transforms.sections import inherit

Expand = Callable[[Block, Row, Indicator], Iterable[Indicator]]
_ANNEX = re.compile(r"附[件表]?\s*[一二三四五六七八九十\d—-]*[:：]?")
_POINTS = re.compile(r"第?[\d.,%‰分项个一二三四五六七八九十百()、/\-—]*")  # running numbers and points
_YEAR = re.compile(r"\(?[\d〇○零O一二三四五六七八九]{4}年度?\)?")
_EMPTY_ROLES = frozenset((*LEVELS, "points", "level_points", "score", "sequence", "unit", "operator", "direction", "side", "kind"))


def header_of(section: Section) -> LevelHeader | None:
    """The header of the section's table, roles settled; None if it is no table of indicators.

    Without columns for levels (指标名称, 目标值: statistics have these too) something must speak of performance.
    """
    if "levels" not in section.memo:
        header = find_levels(section.table.rows) if section.table else None
        fits = header and (header.roles & {"category", "subcategory", "threshold"} or speaks_of_performance(section))
        section.memo["levels"] = header if fits else None
    found: LevelHeader | None = section.memo["levels"]
    return found


def speaks_of_performance(section: Section) -> bool:
    """Whether a line or a cell of the section names 绩效."""
    cells = section.table.cells() if section.table else ()
    return any("绩效" in text or "績效" in text for text in (section.heading.title or "", *(one.text for one in (*section.above, *cells))))


def as_is(_block: Block, _row: Row, indicator: Indicator) -> Iterable[Indicator]:
    """One indicator a row, as it stands."""
    return (indicator,)


def read(section: Section, layout: str, expand: Expand = as_is) -> Extract:
    """Read a table of one or several forms. ``expand`` may make several indicators of a row, or change the one."""
    found, behind = parts(section.table) if section.table else ([], [])
    extract = Extract(layout, section.heading)
    ignored = {id(cell) for part in found for row in part.totals for _, cell in filled(row)} | header_cells(section, found)
    for group, rows in _groups(found, behind):
        form = read_form(rows)
        extract.projects.append(_project(extract, section, group, rows, form, expand))
        ignored |= form.ignored
    extract.heading = evaluated(named(extract), found)
    extract.findings += leftovers(section.table, extract, ignored)
    return extract


def header_cells(section: Section, found: Iterable[Part]) -> set[int]:
    """The ids of the cells of all headers (what they say is which column is which, and ``headers`` of the project tells it), and of the columns
    that say nothing of an indicator: running numbers, points of levels. Any other text in such a column is told.
    """
    rows = section.table.rows if section.table else ()
    silent = [(part, {position for column in (*part.columns(), *(one for block in part.blocks() for one in block.columns))
                      if column.role in IGNORED - {"side"} for position in column.positions}) for part in found]
    return ({id(cell) for part in found for row in rows[part.header.first:part.header.last + 1] for _, cell in filled(row)}
            | {id(cell) for part, positions in silent if positions for row in part.body for cell in _numbers_in(row, positions)})


def _numbers_in(row: Row, positions: set[int]) -> Iterator[Cell]:
    """The cells of these columns that hold a number or nothing and are merged over no other column."""
    beyond = {id(cell) for position, cell in enumerate(row) if position not in positions}
    cells = (row[position] for position in positions if position < len(row))
    yield from (cell for cell in cells if cell is not None and id(cell) not in beyond and _POINTS.fullmatch(fold(cell.text)))


def named(extract: Extract) -> Heading:
    """The heading, with the department that all projects name if no line above them does."""
    whole = extract.heading.scope == "department"  # of such a table the unit is the department
    said = {project.department or (project.spending_unit if whole else None) for project in extract.projects}
    return replace(extract.heading, department=said.pop()) if extract.heading.department is None and len(said) == 1 else extract.heading


def evaluated(heading: Heading, found: Iterable[Part]) -> Heading:
    """A table with results or scores is a self-evaluation, unless its title says that it is something else."""
    has_results = any(part.header.roles & {"actual_value", "score"} for part in found)
    return replace(heading, document_kind="self_evaluation") if has_results and heading.document_kind == "target" else heading


def _groups(found: list[Part], behind: list[Row]) -> Iterator[tuple[list[Part], list[Row]]]:
    """The parts of each project with its form rows: a form that names a project opens the next one."""
    starts = [number for number, part in enumerate(found) if number == 0 or any(_names_project(row) for row in part.form)]
    for start, stop in zip(starts, [*starts[1:], len(found)], strict=True):
        group = found[start:stop]
        yield group, [row for part in group for row in part.form] + (behind if stop == len(found) else [])


def _names_project(row: Row) -> bool:
    return any(label(cell.text) == "project" or any(role == "project" for role, _, _ in split_labels(cell.text)) for _, cell in filled(row))


def _project(extract: Extract, section: Section, group: list[Part], rows: list[Row], form: Form, expand: Expand) -> Project:
    heading = headed(form, rows, section.heading)
    heading = replace(heading, amount_unit=heading.amount_unit or next(units(rows), None))
    extract.heading = heading if not extract.projects else inherit(extract.heading, heading)
    project = Project(_first_cell(section, group), scope=heading.scope, department=heading.department, spending_unit=heading.spending_unit)
    if not extract.projects:
        _from_lines(project, section.above)
    fill(project, form, next(units(rows), None) or heading.amount_unit)
    project.indicators = merged([indicator for part in group for indicator in indicators(project, part, expand)])
    project.findings += [*unread(form, rows), *_missing(project)]
    return project


def _first_cell(section: Section, group: list[Part]) -> Cell:
    """Where the project stands when nothing names it: the first cell of its form or header."""
    rows = [*group[0].form, *(section.table.rows[group[0].header.first:] if section.table else ())]
    return next(cell for row in rows for _, cell in filled(row))


def _labels(cell: Cell) -> bool:
    return bool(label(cell.text) or split_labels(cell.text))


def headed(form: Form, rows: Sequence[Row], before: Heading) -> Heading:
    """Titles and captions inside the grid are heading lines too; they are no longer spare then."""
    labelled = next((number for number, row in enumerate(rows) if any(_labels(cell) for _, cell in filled(row))), len(rows))
    top = {id(cell) for row in rows[:labelled] for _, cell in filled(row)}
    captions = [cell for cell in form.spare if id(cell) in top or is_title(cell.text)]
    captions += [cell for cell in form.spare if cell not in captions and len(cell.text) < 40 and _captions(read_heading([cell.text]))]
    form.spare = [cell for cell in form.spare if not any(cell is caption for caption in captions)]
    form.ignored |= {id(cell) for cell in captions if says_something(cell.text)}
    return inherit(read_heading(cell.text for cell in captions), before)


def _captions(found: Heading) -> bool:
    """Whether a cell anywhere in a form is a caption: it states the unit of the amounts, or names an organisation by its code."""
    return bool(found.amount_unit or found.spending_unit)


def says_something(text: str) -> bool:
    """Whether a caption was understood (or numbers an annex, which means nothing)."""
    found = read_heading([text])
    return bool(_ANNEX.fullmatch(text.strip()) or _YEAR.fullmatch(fold(text)) or split_labels(text) or found != Heading())


def _from_lines(project: Project, above: Sequence[Line]) -> None:
    """项目名称：… in a line above the table."""
    for line in above:
        for role, _, value in split_labels(line.text):
            if role in ("project", "project_code", "goal", "term"):
                setattr(project, role, value)


def indicators(project: Project, part: Part, expand: Expand) -> Iterator[Indicator]:
    """The indicators of one part; what its rows and columns leave over goes to the project's findings."""
    found = part.blocks()
    project.headers |= headers(part.columns(), found)
    project.findings += unknown_columns(part, found)
    for row in part.body:
        yield from of_row(project, found, row, expand)
    for row in part.totals:
        project.score = project.score or found[-1].text(row, "score") or None


def of_row(project: Project, found: list[Block], row: Row, expand: Expand) -> Iterator[Indicator]:
    """The indicators of one row; if it has none, what it says besides levels and points is a finding."""
    text = joined([row])
    read_any = False
    for block in found:
        indicator = read_row(block, row, text)
        if indicator is not None:
            read_any = True
            yield from expand(block, row, indicator)
    if not read_any and (left := _content(found, row)):
        project.findings.append(Finding("row_without_indicator", left[0].text.strip(), cell=left[0], source_text=text))


def _content(found: list[Block], row: Row) -> list[Cell]:
    """What a row without indicator holds besides levels, points and the marks of an empty form."""
    quiet = {position for block in found for column in block.columns if column.role in _EMPTY_ROLES for position in column.positions}
    known = {position for block in found for column in block.columns for position in column.positions}
    return [cell for position, cell in filled(row) if position in known - quiet and not is_placeholder(cell.text)]


def unknown_columns(part: Part, found: list[Block]) -> Iterator[Finding]:
    """Headers that no alias names; what stands below them is kept in the explanation."""
    for block in found:
        for column in block.columns:
            if column.role is None:
                cell = part.body[0][column.positions[0]] if part.body else None
                yield Finding("column_unknown", column.printed, cell=cell, source_text=column.printed)


def _missing(project: Project) -> Iterator[Finding]:
    if project.scope == "project" and not project.project:
        yield Finding("project_missing", cell=project.cell)
    if not project.indicators:
        yield Finding("no_indicators", cell=project.cell)
