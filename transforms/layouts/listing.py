"""Layout D: many projects in one table, one row an indicator; project, amounts and goal stand in a project's first row only or are merged.

Seen in Sichuan (部门预算项目绩效目标申报表). Rows of departments and totals stand among the projects; what they add up to tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from transforms.document import Cell, Row
from transforms.layouts._account import leftovers
from transforms.layouts._blocks import Block, headers
from transforms.layouts._columns import PROJECT, Column, is_listed
from transforms.layouts._form import read_form, units, unread
from transforms.layouts._grid import filled, joined
from transforms.layouts._levels import as_is, evaluated, headed, header_cells, header_of, named, of_row, unknown_columns
from transforms.layouts._pairs import merged
from transforms.layouts._parts import Part, parts
from transforms.layouts._sums import Node, arrange, check, leaves
from transforms.layouts._ticks import ticked
from transforms.money import read_amount
from transforms.records import MONEY, Extract, Finding, Project, Section

LAYOUT = "listing"
_TEXTS = ("goal", "period_goal", "project_code", "term", "attribute", "department")


@dataclass(slots=True)
class Group:
    """The rows of one project, or one row of sums. ``texts``: what its project columns say."""

    rows: list[Row]
    cell: Cell
    texts: dict[str, str]

    def differs(self, texts: dict[str, str]) -> bool:
        """Whether a row that says ``texts`` belongs to another project: it says something that this one does not say, or otherwise."""
        return any(text and text != self.texts.get(role) for role, text in texts.items())


def recognise(section: Section) -> bool:
    """Level columns in one header row with the project's name, or with the department's and its budget or goal (部门整体)."""
    header = header_of(section)
    return header is not None and is_listed(header) and "standard_value" not in header.roles


def read(section: Section) -> Extract:
    """Group the rows by project; sum rows are checked against the projects below them."""
    found, behind = parts(section.table) if section.table else ([], [])
    rows = [row for part in found for row in part.form] + behind
    form = read_form(rows)
    extract = Extract(LAYOUT, headed(form, rows, section.heading))
    unit = next(units(rows), None) or extract.heading.amount_unit
    ignored = header_cells(section, found) | form.ignored.union(*(_read_part(extract, part, unit) for part in found))
    extract.findings += unread(form, rows)
    extract.heading = evaluated(named(extract), found)
    extract.findings += leftovers(section.table, extract, ignored)
    return extract


def _read_part(extract: Extract, part: Part, unit: str | None) -> set[int]:
    """Adds the part's projects; returns the ids of the cells of its sum rows, which are checked and are no projects."""
    columns = [column for column in part.columns() if column.role in PROJECT]
    blocks = part.blocks()
    read_as = headers(part.columns(), blocks, PROJECT)
    for block in blocks:
        block.columns = [column for column in block.columns if column.role not in PROJECT]
    extract.findings += unknown_columns(part, blocks)
    pairs = [(group, _project(extract, group, blocks, unit)) for group in _groups(extract, part, columns)]
    nodes = [_node(group, project) for group, project in pairs]
    by_node = {id(node): pair for node, pair in zip(nodes, pairs, strict=True)}
    roots = arrange(nodes)
    extract.findings += check(roots)
    kept = [node for node in leaves(roots) if by_node[id(node)][1].project or by_node[id(node)][1].indicators]
    for node in kept:
        by_node[id(node)][1].headers = read_as
        extract.projects.append(_finished(by_node[id(node)][1], node, extract))
    extract.findings += _unmatched(nodes, kept)
    sums = [by_node[id(node)][0] for node in nodes if node.bears_amount and not any(node is one for one in kept)]
    return {id(cell) for group in sums for row in group.rows for cell in _of_sum(row, columns)}


def _of_sum(row: Row, columns: list[Column]) -> Iterator[Cell]:
    """The amounts of a row of sums, which were checked, and its name. A goal beside them is no part of a sum, and a name alone heads other rows."""
    roles = {position: column.role for column in columns for position in column.positions}
    if any(roles.get(position) in MONEY for position, _ in filled(row)):
        for number, (position, cell) in enumerate(filled(row)):
            role = roles.get(position)
            if role in (*MONEY, "project", "department", "spending_unit") or (number == 0 and role is None):
                yield cell


def _node(group: Group, project: Project) -> Node:
    first = next(cell for _, cell in filled(group.rows[0]))
    return Node(project.project or first.text.strip(), group.cell, project.amounts, bool(project.goal or project.indicators))


def _unmatched(nodes: list[Node], kept: list[Node]) -> Iterator[Finding]:
    """Sum rows that nothing below adds up to: a total may stand behind the projects, any other says a wrong sum."""
    below = sum((value for node in kept if (value := node.value("total")) is not None), Decimal(0))
    for node in nodes:
        total = node.value("total")
        if not node.children and total not in (None, below) and not any(node is one for one in kept):
            yield Finding("sum_of_rows", str(below), str(total), node.cell, detail=node.name)


def _finished(project: Project, node: Node, extract: Extract) -> Project:
    project.reconciled, project.spending_unit = node.reconciled, project.spending_unit or node.unit or extract.heading.spending_unit
    if not project.project and project.scope == "project":
        project.findings.append(Finding("project_missing", cell=node.cell))
    if not project.indicators:
        project.findings.append(Finding("no_indicators", cell=node.cell))
    return project


def _groups(extract: Extract, part: Part, columns: list[Column]) -> Iterator[Group]:
    """Rows in runs of one project each. A row without a project before any project is held back, whole."""
    group: Group | None = None
    for row in part.body:
        texts = {column.role or "": text for column in columns if (text := column.text(row))}
        if group is not None and not group.differs(texts):
            group.rows.append(row)
            continue
        if group is not None:
            yield group
        if not texts:
            first = next(cell for _, cell in filled(row))
            extract.findings.append(Finding("row_without_project", cell=first, source_text=joined([row])))
            continue
        places = {position for column in columns for position in column.positions}
        cell = next(cell for position, cell in filled(row) if places & {at for at, other in enumerate(row) if other is cell})
        group = Group([row], cell, texts)
    if group is not None:
        yield group


def _project(extract: Extract, group: Group, blocks: list[Block], unit: str | None) -> Project:
    heading = extract.heading
    project = Project(group.cell, group.texts.get("project"), heading.scope, heading.department, group.texts.get("spending_unit"))
    for role in _TEXTS:
        if role in group.texts:
            setattr(project, role, ticked(group.texts[role]) if role == "attribute" else group.texts[role])
    if "overall_goal" in group.texts:
        setattr(project, "goal" if project.goal is None else "period_goal", group.texts["overall_goal"])
    for role in MONEY:
        if role in group.texts:
            amount = project.amounts[role] = read_amount(group.texts[role], unit)
            if amount and amount.problem:
                extract.findings.append(Finding(amount.problem, amount.printed, cell=group.cell, detail=project.project))
    for block in blocks:
        block.levels = {}
    project.indicators = merged([one for row in group.rows for one in of_row(project, blocks, row, as_is)])
    return project
