"""A sheet wider than the page: the pages on which its right side is printed are put beside those of
its left side.

    page 1: 一级指标 | 二级指标 | 三级指标        page 3: 指标值 | 备注
    page 2: 产出指标 | 数量指标 | 次数            page 4: ≥7次   |

The rows of both lie at the same heights, both begin at the left margin, and the left page had no
room for the first column of the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from transforms.document import Block, Cell, Line, Row, Table

_SAME = 2.0  # points: edges of one row or column on two pages
_ROWS = 3  # a table of fewer rows has the heights of another by chance
_MOST = 40  # pages from one side of a sheet to the other


def put_beside(blocks: list[Block], widths: Mapping[int, float]) -> list[Block]:
    """Blocks in the order of their pages, the right sides of sheets joined to the left ones.

    ``widths``: of the pages, in points.
    """
    pages = _pages(blocks, widths)
    sheets = [sheet for sheet in _sheets(pages) if len(sheet) > 1]
    if not sheets:
        return blocks
    whole = {sheet[0].number: _joined(sheet) for sheet in sheets}
    right = {page.number for sheet in sheets for page in sheet[1:]}
    by_page = groupby(blocks, key=_number)
    parts = (whole.get(number, list(own)) for number, own in by_page if number not in right)
    return [block for part in parts for block in part]


@dataclass(frozen=True)
class _Side:
    """A table with the heights at which its rows lie and the places of its columns."""

    table: Table
    heights: list[float]
    columns: list[float]


@dataclass(frozen=True)
class _Page:
    """One page with its tables."""

    number: int
    width: float
    blocks: list[Block]
    sides: list[_Side]


def _pages(blocks: list[Block], widths: Mapping[int, float]) -> dict[int, _Page]:
    found = {}
    for number, own in groupby(blocks, key=_number):
        if number in widths:
            kept = list(own)
            sides = [_side(block) for block in kept if isinstance(block, Table)]
            found[number] = _Page(number, widths[number], kept, sides)
    return found


def _number(block: Block) -> int:
    return block.page or 0


def _side(table: Table) -> _Side:
    boxes = [cell.box for cell in table.cells() if cell.box is not None]
    return _Side(
        table,
        _distinct([edge for box in boxes for edge in (box[1], box[3])]),
        _distinct([edge for box in boxes for edge in (box[0], box[2])]),
    )


def _distinct(edges: list[float]) -> list[float]:
    ordered = sorted(set(edges))
    return ordered[:1] + [edge for below, edge in pairwise(ordered) if edge - below > _SAME]


def _sheets(pages: Mapping[int, _Page]) -> Iterator[list[_Page]]:
    """The pages of each sheet's rows, from left to right; one page where a sheet is no wider."""
    done: set[int] = set()
    for first in pages:
        if first in done:
            continue
        step = _step(pages, first)
        for number in range(first, first + step):
            row = [pages[number]]
            # of a sheet that is found, a page may have one row only
            least = _ROWS if step == 1 else 1
            while (after := row[-1].number + step) in pages and _beside(
                row[-1], pages[after], least
            ):
                row.append(pages[after])
            done |= {page.number for page in row}
            yield row


def _step(pages: Mapping[int, _Page], first: int) -> int:
    """How many pages each side of the sheet takes that begins on this page; 1 if it has one side
    only.
    """
    for step in range(1, _MOST + 1):
        numbers = [(page, page + step) for page in range(first, first + step)]
        if not all(left in pages and right in pages for left, right in numbers):
            continue
        together = [(pages[left], pages[right]) for left, right in numbers]
        if all(_beside(*both, 1) for both in together) and any(
            _beside(*both, _ROWS) for both in together
        ):
            return step
    return 1


def _beside(left: _Page, right: _Page, least: int) -> bool:
    """Whether the one page is the right side of the other; ``least``: rows that its tables must
    have to say so.
    """
    if not left.sides or len(left.sides) != len(right.sides) or left.width != right.width:
        return False
    both = zip(left.sides, right.sides, strict=True)
    return all(_fits(mine, theirs, left.width, least) for mine, theirs in both)


def _fits(left: _Side, right: _Side, width: float, least: int) -> bool:
    mine, theirs = left.columns, right.columns
    if len(mine) < 2 or len(theirs) < 2 or abs(mine[0] - theirs[0]) > _SAME:
        return False
    full = width - mine[0] - mine[-1] < theirs[1] - theirs[0]
    return full and not _alike(mine, theirs) and _meet(left, right, least)


def _meet(left: _Side, right: _Side, least: int) -> bool:
    """Whether both begin and end at one height, and the fewer edges of one are all among those of
    the other.

    One may begin lower, where a cell of the other goes over the edge of the page and no rule is
    drawn around what is left of it there; then the text of such a cell tells.
    """
    few, many = sorted((left.heights, right.heights), key=len)
    top = abs(few[0] - many[0]) <= _SAME or _is_clipped(left.table) or _is_clipped(right.table)
    inside = all(any(abs(edge - other) <= _SAME for other in many) for edge in few)
    return top and abs(few[-1] - many[-1]) <= _SAME and inside and len(few) > least


def _is_clipped(table: Table) -> bool:
    """Whether the text of a cell goes over the edge of the page."""
    return any("clipped" in cell.repaired for cell in table.cells())


def _alike(mine: list[float], theirs: list[float]) -> bool:
    """Whether both have the same columns: a table that goes on, or another form of the kind."""
    return len(mine) == len(theirs) and all(
        abs(one - other) <= _SAME for one, other in zip(mine, theirs, strict=True)
    )


def _joined(pages: list[_Page]) -> list[Block]:
    """One page of several: its tables as wide as all, and no line twice that runs on."""
    first, *others = pages
    wide = {id(side.table): side.table for side in first.sides}
    for page in others:
        for own, more in zip(first.sides, page.sides, strict=True):
            wide[id(own.table)] = _wider(_side(wide[id(own.table)]), more)
    said = {block.text for block in first.blocks if isinstance(block, Line)}
    lines = (block for page in others for block in page.blocks if isinstance(block, Line))
    fresh = [
        line
        for line in lines
        if line.text not in said and not any(_ends_with(side.table, line) for side in first.sides)
    ]
    return [*(wide.get(id(block), block) for block in first.blocks), *fresh]


def _ends_with(table: Table, line: Line) -> bool:
    """Whether a line is the end of a cell's text, at its height: it runs over on a page where no
    rule is drawn around it.
    """
    if line.box is None:
        return False
    middle = (line.box[1] + line.box[3]) / 2
    return any(
        cell.box[1] < middle < cell.box[3] and cell.folded.endswith(line.folded)
        for cell in table.cells()
        if cell.box is not None
    )


def _wider(left: _Side, right: _Side) -> Table:
    """Both side by side, over the rows that either has. The cells of the right one say where they
    stand on a page as wide as both.
    """
    shift = left.columns[-1] - right.columns[0]
    rows = []
    known: dict[int, Cell] = {}
    for upper, lower in pairwise(_distinct(left.heights + right.heights)):
        mine, theirs = (_row_at(side.table, (upper + lower) / 2) for side in (left, right))
        beside = max(filter(None, mine), key=lambda cell: cell.row)
        if mine[-1] and theirs[0] and _runs_over(mine[-1], theirs[0]):
            known.setdefault(id(theirs[0]), mine[-1])
        if upper < right.heights[0] - _SAME:
            theirs = Row(None for _ in theirs)
        for cell in filter(None, theirs):
            known.setdefault(id(cell), _moved(cell, beside, shift))
        rows.append(Row((*mine, *(cell and known[id(cell)] for cell in theirs))))
    table = left.table
    return Table(_without_doubles(rows), table.ruled, table.open_top, table.open_bottom)


def _without_doubles(rows: list[Row]) -> tuple[Row, ...]:
    """The rows without the columns in which no cell begins: all of them go over the page's edge."""
    columns = [
        at
        for at in range(len(rows[0]))
        if at == 0 or any(row[at] is None or row[at] is not row[at - 1] for row in rows)
    ]
    return tuple(Row(row[at] for at in columns) for row in rows)


def _moved(cell: Cell, beside: Cell, shift: float) -> Cell:
    """A cell of the right side, in the row of one of the left side."""
    left, top, right, bottom = cell.box or (0.0, 0.0, 0.0, 0.0)
    box = left + shift, top, right + shift, bottom
    return cell._replace(page=beside.page, row=beside.row, box=box)


def _runs_over(last: Cell, first: Cell) -> bool:
    """Whether a cell goes over the edge of the page: its text is drawn on both, and clipped."""
    clipped = "clipped" in last.repaired | first.repaired
    return clipped and bool(first.text) and last.folded == first.folded


def _row_at(table: Table, y: float) -> Row:
    """The cells at a height."""
    return min(table.rows, key=lambda row: _distance(row, y))


def _distance(row: Row, y: float) -> float:
    """From the middle of what the cells of a row have in common."""
    boxes = [cell.box for cell in row if cell is not None and cell.box is not None]
    top = max((box[1] for box in boxes), default=0.0)
    bottom = min((box[3] for box in boxes), default=0.0)
    return 0.0 if top < y < bottom else abs((top + bottom) / 2 - y)
