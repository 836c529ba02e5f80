"""A listing whose columns are the kinds of indicators (数量指标, 质量指标 … side by side).

Each cell is running text. Seen in counties.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import TARGETS
from transforms.layouts.level_table.numbered import each
from transforms.layouts.level_table.read import header_of
from transforms.layouts.listing.arranged import arrange
from transforms.layouts.listing.nodes import (
    Node,
    check,
    classes,
    leaves,
    says_sum,
    unmatched,
    without,
)
from transforms.layouts.prose.cut import pieces
from transforms.layouts.prose.heads import in_cell
from transforms.layouts.prose.lines import indicator_of
from transforms.layouts.sections import with_rows_above
from transforms.layouts.shared.account import leftovers
from transforms.layouts.shared.amounts import amounts_of, units_of, unreadable, without_column
from transforms.layouts.shared.captions import says_something
from transforms.layouts.shared.grid_rows import is_numbering, is_running_number, kinds_in
from transforms.layouts.shared.labels import unit_of_columns
from transforms.records import MONEY, TEXTS, Extract, Finding, Indicator, Project, Section
from transforms.words.levels import level

LAYOUT, OVER = "wide", ("listing", "one_cell")
_LEVELS = frozenset(("category", "subcategory"))
_HEADER_WITHIN = 30  # rows
_NAMES = frozenset(("name", "indicators"))


class _Header(NamedTuple):
    """First and last row of the header, and (role, printed header) of each position.

    The role of a kind is ``kind``. ``values``: where each kind has a column of names and one of
    values, the position of the values by that of the names.
    """

    first: int
    last: int
    columns: dict[int, tuple[str, str]]
    values: dict[int, int]

    def texts(self, row: Row) -> dict[str, str]:
        """Role -> text of the row in the last column of that role."""
        cells = ((role, row[position]) for position, (role, _) in self.columns.items())
        return {role: cell.text.strip() for role, cell in cells if cell is not None}

    def without_column(self, row: Row) -> Iterator[tuple[str, Cell | None]]:
        """Header and cell of each column that the dataset has none for."""
        for position, (role, printed) in self.columns.items():
            if role == "no_column":
                yield printed, row[position]

    def cells(self, rows: Iterable[Row], roles: Collection[str]) -> Iterator[Cell]:
        """The cells of these rows in all columns of these roles."""
        positions = [position for position, (role, _) in self.columns.items() if role in roles]
        cells = (row[position] for row in rows for position in positions)
        return (cell for cell in cells if cell is not None)


def recognise(section: Section) -> bool:
    """Two or more kinds of indicators in one header row.

    项目名称 stands in it or in the row above.
    """
    return _header(section) is not None


def read(section: Section) -> Extract:
    """One project a row; each piece of a kind's cell is an indicator.

    It is held back where name and value cannot be told apart.
    """
    header = _header(section)
    if section.table is None or header is None:
        return Extract(LAYOUT, section.heading)
    section = with_rows_above(section, header.first)
    extract = Extract(LAYOUT, section.heading)
    rows = section.table.rows if section.table else ()
    body = [row for row in rows[header.last + 1 :] if any(row.filled) and not is_numbering(row)]
    nodes = [node for row in body for node in _node(extract, header, row)]
    roots = arrange(nodes)
    extract.findings += check(roots)
    kept = list(leaves(roots))
    extract.findings += [*classes(nodes), *unmatched(nodes, kept)]
    extract.projects += [_project(header, node, section) for node in kept]
    sums = [row for node in without(nodes, kept) for row in node.rows]
    projects = [row for node in kept for row in node.rows]
    ignored = _above_body(header, rows) | {
        *(id(cell) for cell in header.cells(sums, MONEY)),  # they are checked
        *(id(cell) for cell in header.cells(projects, ("kind",))),
        *(id(row[at]) for row in projects for at in header.values.values()),
        *(id(cell) for cell in header.cells(body, ("sequence",)) if is_running_number(cell.text)),
    }
    extract.findings += leftovers(section.table, extract, ignored)
    return extract


def _above_body(header: _Header, rows: Sequence[Row]) -> set[int]:
    """Ids of the cells of the header, and of the captions above it that were understood."""
    captions = [cell for row in rows[: header.first] for _, cell in row.filled]
    words = [cell for row in rows[header.first : header.last + 1] for _, cell in row.filled]
    return {
        id(cell)
        for cell in (*(caption for caption in captions if says_something(caption.text)), *words)
    }


def _header(section: Section) -> _Header | None:
    """The first row that names kinds, with 项目名称 in it or in the row above:

    项目名称 | 绩效指标 |
             | 数量指标 | 质量指标
    """
    known = header_of(section)
    levels = known is not None and bool(known.roles & _LEVELS)
    rows = section.table.rows if section.table and not levels else ()
    found = (_header_at(rows, last) for last in range(min(len(rows), _HEADER_WITHIN)))
    return next((header for header in found if header is not None), None)


def _header_at(rows: Sequence[Row], last: int) -> _Header | None:
    row = rows[last]
    kinds = {} if _goes_on(rows, last) else kinds_in(row)
    for first in (last - 1, last) if kinds else ():
        columns = _named(rows[first])
        if first >= 0 and _names_projects(rows[first], columns, kinds if first < last else ()):
            of_kinds = {position: ("kind", text) for position, text in kinds.items()}
            values = _values(row, rows[last + 1 : last + 2], kinds)
            return _Header(first, last + bool(values), columns | of_kinds, values)
    return None


def _goes_on(rows: Sequence[Row], at: int) -> bool:
    """Whether the head of the projects is merged over the next row too, and that names kinds: it is
    the last one of the header.
    """
    below = rows[at + 1] if at + 1 < len(rows) else Row()
    heads = [cell for _, cell in rows[at].filled if cell.role == "project"]
    return bool(kinds_in(below)) and any(cell is head for head in heads for cell in below)


def _names_projects(above: Row, columns: dict[int, tuple[str, str]], kinds: Iterable[int]) -> bool:
    """Whether 项目名称 is a head of the row, and nothing stands over the kinds but a word for them:
    beside the name of a project it is a label of the form.
    """
    cells = [above[position] for position in kinds if position < len(above)]
    heads = all(cell is None or not cell.text.strip() or cell.role for cell in cells)
    return heads and any(role == "project" for role, _ in columns.values())


def _values(kinds_row: Row, below: Sequence[Row], kinds: Iterable[int]) -> dict[int, int]:
    """Names and values below each kind, by their positions; none unless all kinds have both:

    数量指标           | 质量指标
    指标内容 | 指标值  | 指标内容 | 指标值
    """
    places = {position: _both(kinds_row, row, position) for row in below for position in kinds}
    found = {position: value for position, value in places.items() if value is not None}
    return found if len(found) == len(places) else {}


def _both(kinds_row: Row, below: Row, position: int) -> int | None:
    """Where the values of a kind stand, if its two columns are names and values."""
    over = kinds_row[position]
    own = [at for at, one in enumerate(kinds_row) if one is over]
    roles = [
        cell.role if (cell := below[at]) is not None and cell is not over else None for at in own
    ]
    pair = len(own) == 2 and roles[0] in _NAMES and roles[1] in TARGETS
    return own[1] if pair else None


def _named(row: Row) -> dict[int, tuple[str, str]]:
    """Role and printed header of each position that an alias names."""
    roles = ((position, cell, cell.role) for position, cell in row.filled)
    return {position: (role, cell.text.strip()) for position, cell, role in roles if role}


def _node(extract: Extract, header: _Header, row: Row) -> Iterator[Node]:
    """The row as a node of the listing; a row without a name is a finding, whole."""
    texts = header.texts(row)
    first = next(cell for _, cell in row.filled)
    # 合计 stands in the first column, whatever its header says
    name = texts.get("project") or (first.text.strip() if says_sum(first.text) else "")
    if not name:
        whole = "\t".join(cell.text for _, cell in row.filled)
        extract.findings.append(Finding("row_without_project", cell=first, source_text=whole))
        return
    columns = header.columns.values()
    unit = extract.heading.amount_unit or unit_of_columns(columns)
    amounts = amounts_of(texts, units_of(columns, unit))
    for amount in amounts.values():
        extract.findings += unreadable(amount, first, name)
    apart = without_column(header.without_column(row))
    extract.findings += apart
    detailed = bool(texts.get("goal") or texts.get("kind"))
    yield Node(name, first, amounts, detailed, [row], apart=apart)


def _project(header: _Header, node: Node, section: Section) -> Project:
    heading = section.heading
    project = Project(
        node.cell,
        node.name,
        heading.scope,
        heading.department,
        node.unit or heading.spending_unit,
        amounts=node.amounts,
        reconciled=node.reconciled,
    )
    project.headers = {
        "".join(printed.split()): "indicators" if role == "kind" else role
        for role, printed in header.columns.values()
    }
    for position, (role, printed) in header.columns.items():
        cell = node.rows[0][position]
        if cell is not None and role == "kind" and position in header.values:
            value = node.rows[0][header.values[position]]
            project.indicators += _of_pair(cell, value, printed)
        elif cell is not None and role == "kind":
            project.indicators += _of_kind(cell, printed)
        elif cell is not None and role in TEXTS and cell.text.strip():
            project.put(role, cell.text.strip())
    project.findings += [] if project.indicators else [Finding("no_indicators", cell=node.cell)]
    return project


def _of_pair(cell: Cell, value: Cell | None, printed: str) -> Iterator[Indicator]:
    """The indicator of a name and the value beside it; several where both are numbered alike."""
    text = value.text.strip() if value is not None else ""
    if not cell.text.strip() and not text:
        return
    below = level(None, printed).subcategory is None
    levels = (printed, None) if below else (None, printed)
    indicator = Indicator("\t".join((cell.text, text)), cell, cell.text.strip(), *levels)
    indicator.annual_value = text
    for one in each(indicator):
        lacking = [("name_missing", one.name), ("value_missing", one.annual_value)]
        one.findings += [
            Finding(rule, cell=cell, source_text=indicator.source_text)
            for rule, said in lacking
            if not said
        ]
        yield one


def _of_kind(cell: Cell, printed: str) -> Sequence[Indicator]:
    """The indicators of one cell; below a level 1 its heads (数量指标：) may tell the level 2."""
    below = level(None, printed).subcategory is None
    if below and (announced := in_cell(cell)):
        for indicator in announced:
            indicator.category = indicator.category or printed
        return announced
    levels = (printed, None) if below else (None, printed)
    return [indicator_of(piece, cell, *levels) for piece in pieces(cell.text)]
