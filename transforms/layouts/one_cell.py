"""Layout A, one cell per project (Guangdong 2022-2026): a listing of projects whose 绩效指标 cell holds all indicators as one string."""

from __future__ import annotations

from collections.abc import Iterator

from transforms.document import Cell, Row
from transforms.explode import Exploded, Item, explode
from transforms.layouts._account import leftovers
from transforms.layouts._counted import HEAD, indicators_of
from transforms.layouts._grid import filled, is_numbering, is_running_number
from transforms.layouts._header import Header, find_header
from transforms.layouts._labelled import LABELLED, labelled
from transforms.layouts._levels import header_of, says_something
from transforms.layouts._lines import text_of
from transforms.layouts._prose import in_cell
from transforms.layouts._sums import Node, arrange, check, leaves
from transforms.money import read_amount
from transforms.records import MONEY, Extract, Finding, Indicator, Project, Section
from transforms.sections import with_rows_above

LAYOUT = "one_cell"
_TEXTS = frozenset(("goal", "period_goal", "project_code", "term", "attribute", "department", "spending_unit"))
_REQUIRED = frozenset(("project", "indicators"))


def recognise(section: Section) -> bool:
    """A header with 项目名称 and 绩效指标 in one row, and no columns for the levels."""
    return section.table is not None and find_header(section.table, _REQUIRED) is not None and header_of(section) is None


def read(section: Section) -> Extract:
    """Sum rows and projects are told apart by what they add up to; every indicators cell is exploded."""
    header = find_header(section.table, _REQUIRED) if section.table else None
    if section.table is None or header is None:
        return Extract(LAYOUT, section.heading)
    table = section.table
    section = with_rows_above(section, header.index)
    extract = Extract(LAYOUT, section.heading)
    extract.findings += [Finding("column_unknown", found=name, cell=table.rows[header.index][0], source_text=name) for name in header.unknown]
    rows = [row for row in table.rows[header.index + 1:] if any(filled(row)) and not (_repeats(header, row) or is_numbering(row))]
    nodes = {id(node): (node, row) for row in rows for node in _node(extract, header, row)}
    roots = arrange([node for node, _ in nodes.values()])
    extract.findings += check(roots)
    kept = list(leaves(roots))
    extract.projects += [_project(header, node, nodes[id(node)][1], section) for node in kept]
    extract.findings += leftovers(table, extract, _ignored(header, section, rows, [nodes[id(node)][1] for node in kept]))
    return extract


def _ignored(header: Header, section: Section, rows: list[Row], projects: list[Row]) -> set[int]:
    """Cells left out on purpose: captions that were understood, headers, rows of sums (they are checked; a name alone is no sum), running numbers;
    and the cells that have a ledger of their own.
    """
    table = section.table.rows if section.table else ()
    captions = {id(cell) for row in table[:header.index] for _, cell in filled(row) if says_something(cell.text)}
    sums = [row for row in rows if header.text(row, "project") and any(header.text(row, column) for column in MONEY)
            and not any(row is one for one in projects)]
    repeated = [row for row in table[header.index:] if not any(row is one for one in rows)]
    others = {id(cell) for row in (*sums, *repeated) for _, cell in filled(row)}
    return captions | others | {id(cell) for row in projects for column in ("sequence", "indicators") if (cell := header.cell(row, column))
                                and (column == "indicators" or is_running_number(cell.text))}


def _repeats(header: Header, row: Row) -> bool:
    """The header printed once more: the cells of all its columns read the same."""
    return all(header.text(row, column) == printed.strip() for column, printed in header.printed.items())


def _node(extract: Extract, header: Header, row: Row) -> Iterator[Node]:
    """The row as a node of the listing; a row without a name is a finding, whole."""
    cell, name = header.cell(row, "project"), header.text(row, "project")
    if cell is None or not name:
        first = next(cell for cell in row if cell and cell.text.strip())
        extract.findings.append(Finding("row_without_project", cell=first, source_text=_joined(row)))
        return
    amounts = {column: read_amount(header.text(row, column), extract.heading.amount_unit) for column in MONEY}
    for column, amount in amounts.items():
        if amount and amount.problem:
            extract.findings.append(Finding(amount.problem, amount.printed, cell=header.cell(row, column), detail=name))
    yield Node(name, cell, amounts, bool(header.text(row, "goal") or header.text(row, "indicators")))


def _project(header: Header, node: Node, row: Row, section: Section) -> Project:
    cell, heading = header.cell(row, "indicators"), section.heading
    project = Project(node.cell, node.name, department=heading.department, spending_unit=node.unit or heading.spending_unit,
                      amounts=node.amounts, reconciled=node.reconciled)
    project.headers = {"".join(printed.split()): column for column, printed in header.printed.items()}
    for column in _TEXTS & header.columns.keys():
        setattr(project, column, header.text(row, column) or getattr(project, column))
    done = explode(cell.text if cell else "")
    if cell and (other := _other_string(cell, done)):
        project.indicators = other
        return project
    project.announced = done.announced
    project.indicators = [_indicator(cell, item) for item in done.items] if cell else []
    project.findings = list(_ledger(done, cell or node.cell))
    return project


def _other_string(cell: Cell, done: Exploded) -> list[Indicator]:
    """The indicators of a cell written in one of the cousins: by labels (指标编码：…), counted (设 1条…), or in prose (数量指标：…)."""
    if LABELLED.search(cell.text):
        return list(labelled(cell))
    if HEAD.search(cell.text):
        return list(indicators_of(text_of([cell])))
    return [] if done.items else in_cell(cell)


def _indicator(cell: Cell, item: Item) -> Indicator:
    indicator = Indicator(cell.text[slice(*item.span)], cell, item.name, item.category, item.subcategory, item.category_code, item.subcategory_code,
                          item.period_value, item.annual_value, span=item.span)
    if item.doubt:
        indicator.findings.append(Finding(item.doubt, cell=cell, source_text=indicator.source_text))
    if not item.name:
        indicator.findings.append(Finding("name_missing", cell=cell, source_text=indicator.source_text))
    if item.period_value is None and item.annual_value is None:
        indicator.findings.append(Finding("value_missing", cell=cell, source_text=indicator.source_text))
    return indicator


def _ledger(done: Exploded, cell: Cell) -> Iterator[Finding]:
    """What the numbering announces against what was read, and the text that is no indicator."""
    for text in done.left_over:
        yield Finding("left_over_text", text, cell=cell, source_text=text)
    if done.missing:
        yield Finding("numbering_gap", "、".join(str(item.number) for item in done.items if item.number), f"1–{done.announced}", cell,
                      detail="、".join(map(str, done.missing)))
    numbers = [item.number for item in done.items if item.number is not None]
    if len(set(numbers)) < len(numbers):
        yield Finding("numbering_repeated", "、".join(map(str, numbers)), cell=cell)
    if not done.items:
        yield Finding("no_indicators", cell=cell, source_text=cell.text)


def _joined(row: Row) -> str:
    return "\t".join(cell.text for cell in row if cell)
