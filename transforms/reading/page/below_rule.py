"""The last line of cells that a page's end cuts: printed below the last rule of the table.

    城区绿化 | 提升绿化水平，加强养护
    --------------------------------     the end of the page; browsers draw the line that no
             | 管理，提高                 longer fits below the rule, in the cell's column

Of one column it goes back to its cell. Over several columns nobody can say what belongs where: the
cells of that row are uncertain, and so are those below a line of numbers that the next page begins
with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import Block, Cell, Line, Row, Table

_FOLIO = re.compile(r"[\s\-—–―·/]*\d{1,4}[\s\-—–―·/]*|.*第\s*\d+\s*页.*")
_OF_TABLE = re.compile(r"\s*(?:注|备注|说明|填|审核|制表|附|联系)|.*[:：]")
_WORDS = re.compile(r"[\u3400-\u9fff]")
_GAP = 0.5  # of the line's height, between the rule and the line


def put_back(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, such lines in their cells. Only where the next page goes on with a table."""
    found = list(blocks)
    taken: set[int] = set()
    for at, line in _between_pages(blocks):
        table, behind = found[at - 1], found[at + 1]
        if not (isinstance(table, Table) and isinstance(behind, Table)):
            continue
        if line.page == table.page and (cells := _near(table.rows[-1], line, below=True)):
            found[at - 1] = _completed(table, cells, line)
            taken |= {at} if _is_inside(cells, line) else set()
        elif line.page == behind.page and not _WORDS.search(line.text):
            found[at + 1] = _doubted(behind, _near(behind.rows[0], line, below=False))
    return [block for at, block in enumerate(found) if at not in taken]


def _between_pages(blocks: Sequence[Block]) -> Iterator[tuple[int, Line]]:
    """Lines that stand alone between two pages, but page numbers."""
    for at in range(1, len(blocks) - 1):
        before, line, behind = blocks[at - 1 : at + 2]
        if (
            isinstance(line, Line)
            and before.page != behind.page
            and not _FOLIO.fullmatch(line.text)
        ):
            yield at, line


def _near(row: Row, line: Line, *, below: bool) -> list[Cell]:
    """The cells of a row in whose columns the line stands, right below or above their rule."""
    if line.box is None or (below and _OF_TABLE.match(line.text)):
        return []
    left, top, right, bottom = line.box
    near = _GAP * (bottom - top)
    found = []
    for _, cell in row.filled:
        box = cell.box
        if box is None or right <= box[0] or box[2] <= left:
            continue
        gap = top - box[3] if below else box[1] - bottom
        found += [cell] if -near < gap < near else []
    return found


def _is_inside(cells: Sequence[Cell], line: Line) -> bool:
    """Whether the line stands in the column of one cell."""
    box = cells[0].box if len(cells) == 1 else None
    return (
        box is not None and line.box is not None and box[0] <= line.box[0] <= line.box[2] <= box[2]
    )


def _completed(table: Table, cells: Sequence[Cell], line: Line) -> Table:
    if not _is_inside(cells, line):
        return _doubted(table, cells)
    (cell,) = cells
    text = cell.text + line.text
    return _with(table, {id(cell): _marked(cell._replace(text=text), "page_break")})


def _doubted(table: Table, cells: Iterable[Cell]) -> Table:
    return _with(table, {id(cell): _marked(cell, "uncertain") for cell in cells})


def _marked(cell: Cell, repair: str) -> Cell:
    return cell._replace(repaired=cell.repaired | {repair})


def _with(table: Table, new: dict[int, Cell]) -> Table:
    rows = (Row(new.get(id(one), one) if one else one for one in row) for row in table.rows)
    return Table(tuple(rows), table.ruled, table.open_top, table.open_bottom)
