"""A listing whose columns are the kinds of indicators (数量指标, 质量指标 … side by side), each cell in running text. Seen in counties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.document import Cell, Row
from transforms.layouts._account import leftovers
from transforms.layouts._cut import pieces
from transforms.layouts._grid import filled, is_numbering, is_running_number, kinds_in
from transforms.layouts._header import column_of
from transforms.layouts._levels import header_of, says_something
from transforms.layouts._lines import indicator_of
from transforms.layouts._prose import in_cell
from transforms.layouts._sums import Node, arrange, check, leaves
from transforms.money import read_amount
from transforms.records import MONEY, Extract, Finding, Indicator, Project, Section
from transforms.sections import with_rows_above
from transforms.taxonomy import level

LAYOUT, OVER = "wide", ("one_cell",)
_TEXTS = ("goal", "period_goal", "project_code", "term", "attribute", "department", "spending_unit")


def recognise(section: Section) -> bool:
    """Two or more kinds of indicators in one header row, with 项目名称 in it or in the row above."""
    return _header(section) is not None


def read(section: Section) -> Extract:
    """One project a row; each piece of a kind's cell is an indicator, held back where name and value cannot be told apart."""
    found = _header(section)
    if section.table is None or found is None:
        return Extract(LAYOUT, section.heading)
    first, last, columns = found
    section = with_rows_above(section, first)
    extract, rows = Extract(LAYOUT, section.heading), section.table.rows if section.table else ()
    body = [row for row in rows[last + 1:] if any(filled(row)) and not is_numbering(row)]
    nodes = {id(node): (node, row) for row in body for node in _node(extract, columns, row)}
    roots = arrange([node for node, _ in nodes.values()])
    extract.findings += check(roots)
    kept = [nodes[id(node)] for node in leaves(roots)]
    extract.projects += [_project(columns, node, row, section) for node, row in kept]
    sums = [row for node, row in nodes.values() if not any(node is one for one, _ in kept)]
    ignored = {id(cell) for row in rows[first:last + 1] for _, cell in filled(row)}
    ignored |= {id(row[position]) for row in sums for position, (role, _) in columns.items() if role in MONEY}  # they are checked
    ignored |= {id(cell) for row in rows[:first] for _, cell in filled(row) if says_something(cell.text)}
    ignored |= {id(cell) for row in body for position, (role, _) in columns.items() if (cell := row[position]) is not None
                and ((role == "kind" and any(row is one for _, one in kept)) or (role == "sequence" and is_running_number(cell.text)))}
    extract.findings += leftovers(section.table, extract, ignored)
    return extract


def _header(section: Section) -> tuple[int, int, dict[int, tuple[str, str]]] | None:
    """First and last row of the header, and (role, printed header) of each position; the role of a kind is ``kind``."""
    rows = section.table.rows if section.table and header_of(section) is None else ()
    for last, row in enumerate(rows[:30]):
        kinds = kinds_in(row)
        for first in (last - 1, last) if kinds else ():
            columns = {position: (role, cell.text.strip()) for position, cell in filled(rows[first]) if (role := column_of(cell.text))}
            if first >= 0 and any(role == "project" for role, _ in columns.values()):
                return first, last, columns | {position: ("kind", text) for position, text in kinds.items()}
    return None


def _node(extract: Extract, columns: dict[int, tuple[str, str]], row: Row) -> Iterator[Node]:
    texts = {role: cell.text.strip() for position, (role, _) in columns.items() if (cell := row[position]) is not None}
    first = next(cell for _, cell in filled(row))
    if not texts.get("project"):
        extract.findings.append(Finding("row_without_project", cell=first, source_text="\t".join(cell.text for _, cell in filled(row))))
        return
    amounts = {role: read_amount(texts[role], extract.heading.amount_unit) for role in MONEY if role in texts}
    extract.findings += [Finding(one.problem, one.printed, cell=first, detail=texts["project"]) for one in amounts.values() if one and one.problem]
    yield Node(texts["project"], first, amounts, bool(texts.get("goal") or texts.get("kind")))


def _project(columns: dict[int, tuple[str, str]], node: Node, row: Row, section: Section) -> Project:
    heading = section.heading
    project = Project(node.cell, node.name, heading.scope, heading.department, node.unit or heading.spending_unit, amounts=node.amounts,
                      reconciled=node.reconciled)
    project.headers = {"".join(printed.split()): "indicators" if role == "kind" else role for role, printed in columns.values()}
    for position, (role, printed) in columns.items():
        cell = row[position]
        if cell is not None and role == "kind":
            project.indicators += _of_kind(cell, printed)
        elif cell is not None and role in _TEXTS and cell.text.strip():
            setattr(project, role, cell.text.strip())
    project.findings += [] if project.indicators else [Finding("no_indicators", cell=node.cell)]
    return project


def _of_kind(cell: Cell, printed: str) -> Sequence[Indicator]:
    """The indicators of one cell; below a level 1 its heads (数量指标：) may tell the level 2."""
    below = level(None, printed).subcategory is None
    if below and (found := in_cell(cell)):
        for one in found:
            one.category = one.category or printed
        return found
    levels = (printed, None) if below else (None, printed)
    return [indicator_of(piece, cell, *levels) for piece in pieces(cell.text)]
