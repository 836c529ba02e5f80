"""Pages with the sides of one sheet -> one page with tables as wide as all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile

from transforms.document import Block, Cell, Line, Row, Table

SAME = 2.0  # points: edges of one row or column on two pages


@dataclass(frozen=True)
class Side:
    """A table with the heights at which its rows lie and the places of its columns."""

    table: Table
    heights: list[float]
    columns: list[float]


@dataclass(frozen=True)
class SidePage:
    """One page with its tables."""

    number: int
    width: float
    blocks: list[Block]
    sides: list[Side]


def side_of(table: Table) -> Side:
    """A table with its edges, in points from the corner of its page."""
    boxes = [cell.box for cell in table.cells() if cell.box is not None]
    return Side(
        table,
        distinct([edge for box in boxes for edge in (box[1], box[3])]),
        distinct([edge for box in boxes for edge in (box[0], box[2])]),
    )


def in_one(page: SidePage) -> SidePage | None:
    """The page with its tables as one, where they have the same two sides and only lines between:
    of a cell that goes over both edges of the page no rule is drawn, only its text. None where it
    has no such tables.
    """
    tables = [side.table for side in page.sides]
    if len(tables) < 2 or not all(map(_as_wide, page.sides, page.sides[1:])):
        return None
    at = [page.blocks.index(table) for table in tables]
    between = page.blocks[at[0] : at[-1] + 1]
    rows: list[Row] = []
    for upper, lower in pairwise(page.sides):
        lines = [one for one in between if isinstance(one, Line) and _is_between(upper, lower, one)]
        rows += [*upper.table.rows, _gap(upper, lower, lines)]
    rows += tables[-1].rows
    whole = replace(tables[0], rows=_padded(rows), open_bottom=tables[-1].open_bottom)
    blocks = [*page.blocks[: at[0]], whole, *page.blocks[at[-1] + 1 :]]
    return replace(page, blocks=blocks, sides=[side_of(whole)])


def _as_wide(one: Side, other: Side) -> bool:
    """Whether both have the same two sides, and a gap stands between them."""
    ends = ((one.columns[at], other.columns[at]) for at in (0, -1))
    return all(abs(mine - theirs) <= SAME for mine, theirs in ends) and (
        other.heights[0] - one.heights[-1] > SAME
    )


def _is_between(upper: Side, lower: Side, line: Line) -> bool:
    return line.box is not None and upper.heights[-1] < line.box[3] < lower.heights[0] + SAME


def _gap(upper: Side, lower: Side, lines: list[Line]) -> Row:
    """What stands between two tables as one cell over all columns."""
    last = next(cell for cell in upper.table.rows[-1] if cell is not None)
    box = upper.columns[0], upper.heights[-1], upper.columns[-1], lower.heights[0]
    text = "".join(line.text for line in lines)
    return Row((Cell(text, last.row, last.page, box=box),))


def _padded(rows: list[Row]) -> tuple[Row, ...]:
    """The rows as wide as the widest; a cell that stands alone goes over all columns."""
    width = max(map(len, rows))
    return tuple(Row(row[:1] * width) if len(row) == 1 else _wide(row, width) for row in rows)


def _wide(row: Row, width: int) -> Row:
    return Row((*row, *row[-1:] * (width - len(row))))


def distinct(edges: list[float]) -> list[float]:
    """Edges in order, one of those that lie together."""
    ordered = sorted(set(edges))
    return ordered[:1] + [edge for below, edge in pairwise(ordered) if edge - below > SAME]


def is_clipped(table: Table) -> bool:
    """Whether the text of a cell goes over the edge of the page."""
    return any("clipped" in cell.repaired for cell in table.cells())


def without_repeated(left: Side, right: Side) -> Side:
    """The right side without the columns that a print repeats at the left of each page.

    序号 | 项目名称 | 预算数     序号 | 项目名称 | 一级指标 | 二级指标
    """
    both = zip(left.columns, right.columns, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: abs(pair[0] - pair[1]) <= SAME, both)) - 1
    most = min(same, len(right.columns) - 2, len(left.columns) - 2)
    repeated = next(
        (n for n in range(most, 0, -1) if _texts(left.table, n) == _texts(right.table, n)), 0
    )
    rows = tuple(Row(row[repeated:]) for row in right.table.rows)
    return Side(replace(right.table, rows=rows), right.heights, right.columns[repeated:])


def _texts(table: Table, columns: int) -> list[tuple[str, ...]]:
    """The texts of the first columns, each as often as it changes down the rows."""
    rows = (row.words[:columns] for row in table.rows)
    return [words for words, _ in groupby(rows) if any(words)]


def joined(pages: list[SidePage]) -> list[Block]:
    """One page of several: its tables as wide as all, and no line twice that runs on."""
    first, *others = pages
    wide = {id(side.table): side.table for side in first.sides}
    for page in others:
        for own, more in zip(first.sides, page.sides, strict=True):
            wide[id(own.table)] = _wider(side_of(wide[id(own.table)]), without_repeated(own, more))
    shown = [wide.get(id(block), block) for block in first.blocks]
    lines = (block for page in others for block in page.blocks if isinstance(block, Line))
    for line in lines:
        if not any(_says(block, line) for block in first.blocks):
            shown.insert(_place(shown, line), line)
    return shown


def _says(block: Block, line: Line) -> bool:
    """Whether a block of the left page says a line too: a line that is printed on both pages, or
    of which the right page prints the end, or the end of a cell's text.
    """
    if isinstance(block, Table):
        return _ends_with(block, line)
    return block.text == line.text or (
        block.folded.endswith(line.folded) and abs(_top(block) - _top(line)) <= SAME
    )


def _place(blocks: list[Block], line: Line) -> int:
    """Where a line stands among the blocks: above the first that is lower."""
    lower = (at for at, block in enumerate(blocks) if _top(block) > _top(line) + SAME)
    return next(lower, len(blocks))


def _top(block: Block) -> float:
    """The height at which a block begins."""
    if isinstance(block, Line):
        return block.box[1] if block.box is not None else 0.0
    return min((cell.box[1] for cell in block.cells() if cell.box is not None), default=0.0)


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


def _wider(left: Side, right: Side) -> Table:
    """Both side by side, over the rows that either has. The cells of the right one say where they
    stand on a page as wide as both.
    """
    shift = left.columns[-1] - right.columns[0]
    rows = []
    known: dict[int, Cell] = {}
    for upper, lower in pairwise(distinct(left.heights + right.heights)):
        mine, theirs = (row_at(side.table, (upper + lower) / 2) for side in (left, right))
        beside = max(filter(None, mine), key=lambda cell: cell.row)
        if mine[-1] and theirs[0] and _runs_over(mine[-1], theirs[0]):
            known.setdefault(id(theirs[0]), mine[-1])
        if upper < right.heights[0] - SAME:
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
    clipped = "clipped_across" in last.repaired | first.repaired
    return clipped and bool(first.text) and last.folded == first.folded


def row_at(table: Table, y: float) -> Row:
    """The cells at a height."""
    return min(table.rows, key=lambda row: _distance(row, y))


def _distance(row: Row, y: float) -> float:
    """From the middle of what the cells of a row have in common."""
    boxes = [cell.box for cell in row if cell is not None and cell.box is not None]
    top = max((box[1] for box in boxes), default=0.0)
    bottom = min((box[3] for box in boxes), default=0.0)
    return 0.0 if top < y < bottom else abs((top + bottom) / 2 - y)
