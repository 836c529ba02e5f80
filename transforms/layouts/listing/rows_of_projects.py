"""Layout D: many projects in one table, one row an indicator.

Project, amounts and goal stand in a project's first row only or are merged.

Seen in Sichuan (部门预算项目绩效目标申报表). Rows of departments and totals stand among the
projects; what they add up to tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Cell, Row
from transforms.layouts.level_table.below import remarks
from transforms.layouts.level_table.blocks import Block, headers
from transforms.layouts.level_table.columns import LEVELS, PROJECT, Column, is_listed
from transforms.layouts.level_table.indicators import as_is, of_row, unknown_columns
from transforms.layouts.level_table.pairs import merged
from transforms.layouts.level_table.parts import Part, parts
from transforms.layouts.level_table.read import evaluated, header_cells, header_of, named
from transforms.layouts.listing.arranged import arrange
from transforms.layouts.listing.by_term import by_term
from transforms.layouts.listing.groups import Group, groups_of
from transforms.layouts.listing.nodes import Node, check, classes, leaves, unmatched, without
from transforms.layouts.shared.account import leftovers
from transforms.layouts.shared.amounts import Units, amounts_of, unreadable, without_column
from transforms.layouts.shared.captions import headed
from transforms.layouts.shared.form import Form, read_form, unread
from transforms.layouts.shared.labels import unit_of, units
from transforms.layouts.shared.scores import is_score_label
from transforms.layouts.shared.ticks import ticked
from transforms.records import MONEY, TEXTS, Extract, Finding, Project, Section
from transforms.words.headings import Heading

LAYOUT = "listing"
_HEADS = 2  # rows above the header that may group its columns: 资金来源（元）
_OF_SUM = frozenset((*MONEY, "project", "department", "spending_unit"))


def recognise(section: Section) -> bool:
    """Level columns in one header row with the project's name.

    Or with the department's name and its budget or goal (部门整体).
    """
    header = header_of(section)
    return header is not None and is_listed(header) and not header.of_standards


def read(section: Section) -> Extract:
    """Group the rows by project; sum rows are checked against the projects below them."""
    table_parts, behind = parts(section.table) if section.table else ([], [])
    rows = [row for part in table_parts for row in part.form] + behind
    form = read_form(rows)
    extract = Extract(LAYOUT, _owned(headed(form, rows, section.heading), form))
    unit = next(units(rows), None) or extract.heading.amount_unit
    ignored = header_cells(section, table_parts) | form.ignored.union(
        *(_read_part(extract, part, _units_of(section, part, unit)) for part in table_parts)
    )
    extract.findings += unread(form, rows)
    extract.heading = evaluated(named(extract), table_parts)
    extract.findings += leftovers(section.table, extract, ignored)
    return extract


def _owned(heading: Heading, form: Form) -> Heading:
    """The heading with the owner that a row above the listing names: 部门名称：某局."""
    for role in ("department", "spending_unit"):
        text, cell = form.texts.get(role, ("", None))
        if text and cell is not None:
            heading = (
                replace(heading, department=text)
                if role == "department"
                else replace(heading, spending_unit=text)
            )
            form.ignored.add(id(cell))
    return heading


def _units_of(section: Section, part: Part, unit: str | None) -> Units:
    """The unit of each column of amounts: of its header, of the group above it, of the table.

    总计（元）, or 预算资金（万元） over 总计 and 财政拨款.
    """
    above = max(part.header.first - _HEADS, 0)
    rows = section.table.rows[above : part.header.last + 1] if section.table else ()
    found: Units = {}
    for column in _of_projects(by_term(part.columns(), section.heading.fiscal_year)):
        cells = [row[column.positions[0]] for row in reversed(rows)]
        said = (own for cell in cells if cell is not None and (own := unit_of(cell.text)))
        if column.role in MONEY:
            found.setdefault(column.role, next(said, unit))
    return found


def _read_part(extract: Extract, part: Part, units_of: Units) -> set[int]:
    """Adds the part's projects; returns the ids of the cells of its sum rows, which are checked and
    are no projects.
    """
    every = by_term(part.columns(), extract.heading.fiscal_year)
    columns = _of_projects(every)
    of_project = {column.positions for column in columns}
    blocks = part.blocks()
    read_as = headers(part.columns(), blocks, PROJECT)
    for block in blocks:
        block.columns = [one for one in block.columns if one.positions not in of_project]
    extract.findings += [*unknown_columns(part, blocks), *remarks(part.below)]
    numbers = next((one for one in part.columns() if one.role == "sequence"), None)
    groups, lost = groups_of(part.body, columns, numbers)
    extract.findings += [*lost, *(finding for one in groups for finding in one.findings)]
    projects = [_project(extract, group, blocks, units_of) for group in groups]
    nodes = [_node(group, project) for group, project in zip(groups, projects, strict=True)]
    for node in nodes:
        node.apart = without_column(_others(node, every))
        extract.findings += node.apart
    kept = _kept(extract, nodes, projects)
    for node, project in kept:
        project.headers = read_as
        extract.projects.append(_finished(project, node, extract))
    projects_of = [node for node, _ in kept]
    sums = without(nodes, projects_of)
    extract.findings += [*classes(nodes), *unmatched(nodes, projects_of)]
    return {id(cell) for node in sums if node.bears_amount for cell in _of_sum(node, columns)}


def _of_projects(columns: list[Column]) -> list[Column]:
    """The columns that speak of the project: 自评得分 left of the levels is its score, and not
    that of each indicator. 预算, where no column says which one, is the total.
    """
    if not any(column.role == "total" for column in columns):
        columns = [
            replace(column, role="total") if _is_amount(column) else column for column in columns
        ]
    first = next((column.positions[0] for column in columns if column.role in LEVELS), 0)
    left = [column for column in columns if column.positions[0] < first]
    scores = [one for one in left if one.role == "score" or is_score_label(one.printed)]
    return [
        *(column for column in columns if column.role in PROJECT),
        *(replace(column, role="score") for column in scores[:1]),
    ]


def _is_amount(column: Column) -> bool:
    """Whether the column is 预算, which says no more, and not where the money is from."""
    return column.role == "funds" and "来源" not in column.printed


def _kept(
    extract: Extract, nodes: list[Node], projects: list[Project]
) -> list[tuple[Node, Project]]:
    """The nodes that are projects by what the listing adds up to; a sum that does not is found."""
    project_of = {id(node): project for node, project in zip(nodes, projects, strict=True)}
    roots = arrange(nodes)
    extract.findings += check(roots)
    pairs = [(node, project_of[id(node)]) for node in leaves(roots)]
    return [(node, project) for node, project in pairs if project.project or project.indicators]


def _others(node: Node, columns: list[Column]) -> Iterator[tuple[str, Cell | None]]:
    """Header and cell, in the project's first row, of each column that the dataset has none for."""
    for column in columns:
        if column.role == "no_column":
            yield column.printed, node.rows[0][column.positions[0]]


def _of_sum(node: Node, columns: list[Column]) -> Iterator[Cell]:
    """The amounts of rows of sums, which were checked, and their names. A goal beside them is no
    part of a sum, and a name alone heads other rows.
    """
    roles = {position: column.role for column in columns for position in column.positions}
    for row in node.rows:
        cells = [(roles.get(position), cell) for position, cell in row.filled]
        if any(role in MONEY for role, _ in cells):
            # 合计 stands in the first column, whatever its header says
            yield from (cell for role, cell in cells[:1] if role is None)
            yield from (cell for role, cell in cells if role in _OF_SUM)


def _node(group: Group, project: Project) -> Node:
    first = next(cell for _, cell in group.rows[0].filled)
    return Node(
        project.project or first.text.strip(),
        group.cell,
        project.amounts,
        bool(project.goal or project.indicators),
        group.rows,
    )


def _finished(project: Project, node: Node, extract: Extract) -> Project:
    project.reconciled, project.spending_unit = (
        node.reconciled,
        project.spending_unit or node.unit or extract.heading.spending_unit,
    )
    if not project.project and project.scope == "project":
        project.findings.append(Finding("project_missing", cell=node.cell))
    if not project.indicators:
        project.findings.append(Finding("no_indicators", cell=node.cell))
    return project


def _project(extract: Extract, group: Group, blocks: list[Block], units_of: Units) -> Project:
    heading = extract.heading
    project = Project(
        group.cell,
        group.texts.get("project"),
        heading.scope,
        heading.department,
        group.texts.get("spending_unit"),
        amounts=amounts_of(group.texts, units_of),
    )
    if "total" not in project.amounts and "budget_adjusted" in project.amounts:
        project.amounts["total"] = project.amounts["budget_adjusted"]
    _put_texts(project, group.texts)
    project.score = group.texts.get("score") or None
    for amount in project.amounts.values():
        extract.findings += unreadable(amount, group.cell, project.project)
    for block in blocks:
        block.levels = {}
    rows = [row for row in group.rows if not _is_one_cell(row, group.cell, blocks)]
    project.indicators = merged(
        [indicator for row in rows for indicator in of_row(project, blocks, row, as_is)]
    )
    return project


def _is_one_cell(row: Row, project: Cell, blocks: list[Block]) -> bool:
    """Whether the project's cell goes on over the names: 合计, merged up to the amounts."""
    return any(block.cell(row, "name") is project for block in blocks)


def _put_texts(project: Project, texts: dict[str, str]) -> None:
    for role in TEXTS:
        if role in texts:
            project.put(role, ticked(texts[role]) if role == "attribute" else texts[role])
    if "overall_goal" in texts:
        project.put("goal" if project.goal is None else "period_goal", texts["overall_goal"])
