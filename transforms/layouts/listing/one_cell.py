"""Layout A, one cell per project (Guangdong 2022-2026).

A listing of projects whose 绩效指标 cell holds all indicators as one string.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transforms.document import Cell, Row, Table
from transforms.explode import Exploded, Item, explode
from transforms.layouts.level_table.read import header_of
from transforms.layouts.listing.arranged import arrange
from transforms.layouts.listing.header import Header, find_header
from transforms.layouts.listing.nodes import Node, check, classes, leaves, says_sum, unmatched
from transforms.layouts.prose.counted import HEAD, indicators_of
from transforms.layouts.prose.heads import announces, goal_in, in_cell
from transforms.layouts.prose.labelled import LABELLED, labelled
from transforms.layouts.prose.lines import text_of
from transforms.layouts.sections import with_rows_above
from transforms.layouts.shared.account import leftovers
from transforms.layouts.shared.amounts import amounts_of, units_of, unreadable, without_column
from transforms.layouts.shared.captions import says_something
from transforms.layouts.shared.grid_rows import is_numbering, is_running_number
from transforms.layouts.shared.labels import unit_of_columns
from transforms.records import MONEY, TEXTS, Extract, Finding, Indicator, Project, Section

LAYOUT = "one_cell"
_REQUIRED, _OF_GOALS = frozenset(("project", "indicators")), frozenset(("project", "goal"))


def recognise(section: Section) -> bool:
    """A header with 项目名称 and 绩效指标 in one row, and no columns for the levels."""
    return (
        section.table is not None
        and _header(section.table) is not None
        and header_of(section) is None
    )


def _header(table: Table) -> Header | None:
    """The header with a column of indicators; one of goals is one if its cells announce them."""
    header = find_header(table, _REQUIRED)
    if header is not None:
        return header
    header = find_header(table, _OF_GOALS)
    below = table.rows[header.index + 1 :] if header else ()
    if header is None or not any(announces(header.text(row, "goal") or "") for row in below):
        return None
    columns = {"indicators" if role == "goal" else role: at for role, at in header.columns.items()}
    printed = {"indicators" if role == "goal" else role: it for role, it in header.printed.items()}
    return replace(header, columns=columns, printed=printed)


def read(section: Section) -> Extract:
    """Read the listing; every indicators cell is exploded.

    Sum rows and projects are told apart by what they add up to.
    """
    header = _header(section.table) if section.table else None
    if section.table is None or header is None:
        return Extract(LAYOUT, section.heading)
    table = section.table
    section = with_rows_above(section, header.index)
    extract = Extract(LAYOUT, section.heading)
    extract.findings += [
        Finding("column_unknown", found=name, cell=table.rows[header.index][0], source_text=name)
        for name in header.unknown
    ]
    body = [
        row
        for row in table.rows[header.index + 1 :]
        if any(row.filled) and not (_repeats(header, row) or is_numbering(row))
    ]
    nodes = [node for row in body for node in _node(extract, header, row)]
    roots = arrange(nodes)
    extract.findings += check(roots)
    kept = list(leaves(roots))
    extract.findings += [*classes(nodes), *unmatched(nodes, kept)]
    extract.projects += [_project(header, node, section) for node in kept]
    projects = [row for node in kept for row in node.rows]
    ignored = _ignored(header, table, body, projects)
    extract.findings += leftovers(table, extract, ignored)
    return extract


def _ignored(header: Header, table: Table, body: list[Row], projects: list[Row]) -> set[int]:
    """Ids of the cells left out on purpose: captions that were understood, headers, rows of sums
    (they are checked; a name alone is no sum), running numbers; and the cells that have a ledger of
    their own.
    """
    captions = [cell for row in table.rows[: header.index] for _, cell in row.filled]
    in_body, in_projects = ({id(row) for row in rows} for rows in (body, projects))
    headers = [row for row in table.rows[header.index :] if id(row) not in in_body]
    sums = [row for row in body if id(row) not in in_projects and _is_sum(header, row)]
    return {
        *(id(cell) for cell in captions if says_something(cell.text)),
        *(id(cell) for row in (*headers, *sums) for _, cell in row.filled),
        *(id(header.cell(row, "indicators")) for row in projects),
        *(id(cell) for cell in _running_numbers(header, projects)),
    }


def _is_sum(header: Header, row: Row) -> bool:
    amounts = (header.text(row, role) for role in MONEY)
    return bool(header.text(row, "project")) and any(amounts)


def _running_numbers(header: Header, rows: list[Row]) -> Iterator[Cell]:
    cells = (header.cell(row, "sequence") for row in rows)
    return (cell for cell in cells if cell is not None and is_running_number(cell.text))


def _repeats(header: Header, row: Row) -> bool:
    """The header printed once more: the cells of all its columns read the same."""
    return all(
        header.text(row, column) == printed.strip() for column, printed in header.printed.items()
    )


def _node(extract: Extract, header: Header, row: Row) -> Iterator[Node]:
    """The row as a node of the listing; a row without a name is a finding, whole."""
    cell, name = header.cell(row, "project"), header.text(row, "project")
    first = next((one for _, one in row.filled), None)
    if not name and first is not None and says_sum(first.text):
        cell, name = first, first.text.strip()
    if cell is None or not name:
        first = next(cell for cell in row if cell and cell.text.strip())
        extract.findings.append(
            Finding("row_without_project", cell=first, source_text=_joined(row))
        )
        return
    amounts = amounts_of(
        {role: header.text(row, role) for role in MONEY},
        units_of(
            header.printed.items(),
            extract.heading.amount_unit or unit_of_columns(header.printed.items()),
        ),
    )
    for role, amount in amounts.items():
        extract.findings += unreadable(amount, header.cell(row, role), name)
    detailed = bool(header.text(row, "goal") or header.text(row, "indicators"))
    apart = without_column(header.without_column(row))
    extract.findings += apart
    yield Node(name, cell, amounts, detailed, [row], apart=apart)


def _project(header: Header, node: Node, section: Section) -> Project:
    row, heading = node.rows[0], section.heading
    cell = header.cell(row, "indicators")
    project = Project(
        node.cell,
        node.name,
        department=heading.department,
        spending_unit=node.unit or heading.spending_unit,
        amounts=node.amounts,
        reconciled=node.reconciled,
    )
    project.headers = {
        "".join(printed.split()): column for column, printed in header.printed.items()
    }
    for role in TEXTS:
        if text := header.text(row, role):
            project.put(role, text)
    done = explode(cell.text if cell else "")
    if cell and (other := _other_string(cell, done)):
        project.indicators = other
        if goal := goal_in(cell.text):
            project.put("goal", goal)
        return project
    project.announced = done.announced
    project.indicators = [_indicator(cell, item) for item in done.items] if cell else []
    project.findings = list(_ledger(done, cell or node.cell))
    return project


def _other_string(cell: Cell, done: Exploded) -> list[Indicator]:
    """The indicators of a cell that is written in another way than with coded levels.

    By labels (指标编码：…), counted (设 1条…), or in prose (数量指标：…).
    """
    if LABELLED.search(cell.text):
        return list(labelled(cell))
    if HEAD.search(cell.text):
        return list(indicators_of(text_of([cell])))
    return [] if done.items else in_cell(cell)


def _indicator(cell: Cell, item: Item) -> Indicator:
    indicator = Indicator(
        cell.text[slice(*item.span)],
        cell,
        item.name,
        item.category,
        item.subcategory,
        item.category_code,
        item.subcategory_code,
        item.period_value,
        item.annual_value,
        span=item.span,
    )
    if item.doubt:
        indicator.findings.append(Finding(item.doubt, cell=cell, source_text=indicator.source_text))
    if not item.name:
        indicator.findings.append(
            Finding("name_missing", cell=cell, source_text=indicator.source_text)
        )
    if item.period_value is None and item.annual_value is None:
        indicator.findings.append(
            Finding("value_missing", cell=cell, source_text=indicator.source_text)
        )
    return indicator


def _ledger(done: Exploded, cell: Cell) -> Iterator[Finding]:
    """What the numbering announces against what was read, and the text that is no indicator."""
    for text in done.left_over:
        yield Finding("left_over_text", text, cell=cell, source_text=text)
    if done.missing:
        yield Finding(
            "numbering_gap",
            "、".join(str(item.number) for item in done.items if item.number),
            f"1–{done.announced}",
            cell,
            detail="、".join(map(str, done.missing)),
        )
    numbers = [item.number for item in done.items if item.number is not None]
    if len(set(numbers)) < len(numbers):
        yield Finding("numbering_repeated", "、".join(map(str, numbers)), cell=cell)
    if not done.items:
        yield Finding("no_indicators", cell=cell, source_text=cell.text)


def _joined(row: Row) -> str:
    return "\t".join(cell.text for cell in row if cell)
