"""A sheet wider than the page: the pages on which its right side is printed are put beside those of
its left side.

    page 1: 一级指标 | 二级指标 | 三级指标        page 3: 指标值 | 备注
    page 2: 产出指标 | 数量指标 | 次数            page 4: ≥7次   |

The rows of both lie at the same heights, both begin at the left margin, and the left page had no
room for the first column of the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from transforms.document import Block, Line, Table
from transforms.reading.page.widened import (
    SAME,
    Side,
    SidePage,
    in_one,
    is_clipped,
    joined,
    row_at,
    side_of,
    without_repeated,
)

_ROWS = 3  # a table of fewer rows has the heights of another by chance
_OWNERS = frozenset(("project", "department", "spending_unit"))
_LEVELS = frozenset(("category", "subcategory"))
_NAMED = 3  # columns: two levels and a name
_TARGETS = frozenset(("value", "target_value", "annual_value", "period_value"))
_MORE = frozenset(("actual_value", "points", "score", "deviation_note", "explanation"))
_BESIDE = frozenset(("name", "value", "target_value", "annual_value", "actual_value", "points"))
_MOST = 40  # pages from one side of a sheet to the other


def put_beside(blocks: list[Block], widths: Mapping[int, float]) -> list[Block]:
    """Blocks in the order of their pages, the right sides of sheets joined to the left ones.

    ``widths``: of the pages, in points.
    """
    pages = _pages(blocks, widths)
    sheets = [sheet for sheet in _sheets(pages) if len(sheet) > 1]
    if not sheets:
        return blocks
    whole = {sheet[0].number: joined(sheet) for sheet in sheets}
    right = {page.number for sheet in sheets for page in sheet[1:]}
    by_page = groupby(blocks, key=_number)
    parts = (whole.get(number, list(own)) for number, own in by_page if number not in right)
    return [block for part in parts for block in part]


def on_sheets(blocks: list[Block], widths: Mapping[int, float]) -> set[int]:
    """Numbers of the pages that are sides of sheets wider than a page."""
    sheets = _sheets(_pages(blocks, widths))
    return {page.number for sheet in sheets if len(sheet) > 1 for page in sheet}


def _pages(blocks: list[Block], widths: Mapping[int, float]) -> dict[int, SidePage]:
    found = {}
    for number, own in groupby(blocks, key=_number):
        if number in widths:
            kept = list(own)
            sides = [side_of(block) for block in kept if isinstance(block, Table)]
            found[number] = SidePage(number, widths[number], kept, sides)
    return found


def _number(block: Block) -> int:
    return block.page or 0


def _sheets(pages: Mapping[int, SidePage]) -> Iterator[list[SidePage]]:
    """The pages of each sheet's rows, from left to right; one page where a sheet is no wider."""
    done: set[int] = set()
    before: list[SidePage] = []
    for first in pages:
        if first in done:
            continue
        step = _step(pages, first)
        for number in range(first, first + step):
            # of a sheet that is found, a page may have one row only
            known = step > 1 or _goes_on(before, pages, first)
            before = _row_of(pages, number, step, 1 if known else _ROWS)
            done |= {page.number for page in before}
            yield before


def _row_of(pages: Mapping[int, SidePage], number: int, step: int, least: int) -> list[SidePage]:
    """The pages from one on, each ``step`` after the one before, that go on beside each other."""
    row = [pages[number]]
    while (after := row[-1].number + step) in pages:
        right = _fitting(row[-1], pages[after], least)
        if right is None:
            break
        row.append(right)
    return row


def _fitting(left: SidePage, right: SidePage, least: int) -> SidePage | None:
    """The page if it is the right side of the other, with its tables as one where only so."""
    if _beside(left, right, least):
        return right
    whole = in_one(right) if len(left.sides) == 1 < len(right.sides) else None
    return whole if whole is not None and _beside(left, whole, least) else None


def _goes_on(before: list[SidePage], pages: Mapping[int, SidePage], first: int) -> bool:
    """Whether the pages from one on have the columns of the pages of the row before."""
    own = [pages[at] for at in range(first, first + len(before)) if at in pages]
    return 1 < len(before) == len(own) and all(map(_same_columns, before, own))


def _same_columns(one: SidePage, other: SidePage) -> bool:
    sides = bool(one.sides) and bool(other.sides)
    return sides and _alike(one.sides[-1].columns, other.sides[0].columns)


def _step(pages: Mapping[int, SidePage], first: int) -> int:
    """How many pages each side of the sheet takes that begins on this page; 1 if it has one side
    only.
    """
    for step in range(1, _MOST + 1):
        numbers = [(page, page + step) for page in range(first, first + step)]
        if not all(left in pages and right in pages for left, right in numbers):
            continue
        together = [(pages[left], pages[right]) for left, right in numbers]
        if all(_fitting(*both, 1) for both in together) and any(
            _fitting(*both, _ROWS) for both in together
        ):
            return step
    return 1


def _beside(left: SidePage, right: SidePage, least: int) -> bool:
    """Whether the one page is the right side of the other; ``least``: rows that one of its tables
    must have to say so.
    """
    if not left.sides or len(left.sides) != len(right.sides) or left.width != right.width:
        return False
    both = list(zip(left.sides, right.sides, strict=True))
    rows = max(min(len(mine.heights), len(theirs.heights)) for mine, theirs in both)
    titled = _lines(right) <= _lines(left)
    fits = (_fits(mine, theirs, left.width, titled=titled) for mine, theirs in both)
    return rows > least and all(fits)


def _lines(page: SidePage) -> set[str]:
    """What the lines of a page say, but for the numbers of pages."""
    lines = (block.folded for block in page.blocks if isinstance(block, Line))
    return {line for line in lines if any(map(str.isalpha, line))}


def _fits(left: Side, right: Side, width: float, *, titled: bool) -> bool:
    """``titled``: whether the right page has no title but that of the left one."""
    mine, theirs = left.columns, right.columns
    if len(mine) < 2 or len(theirs) < 2 or abs(mine[0] - theirs[0]) > SAME:
        return False
    fresh = without_repeated(left, right)
    again = titled and _is_printed_again(left, fresh, len(theirs) - len(fresh.columns))
    first = fresh.columns[1] - fresh.columns[0]
    full = width - mine[0] - mine[-1] < first + SAME
    other = not _alike(mine, theirs) or _heads_go_on(left, right)
    beside = again or (full and other and not _begins_form(left.table, right.table))
    return beside and _meet(left, right)


def _is_printed_again(left: Side, fresh: Side, repeated: int) -> bool:
    """Whether the right page prints levels and names again, and beside them what is no target: the
    results of the rows and remarks, whose targets stand on a page before.
    """
    known = {cell.role for cell in left.table.cells()} & (_TARGETS | {"actual_value"})
    others = {cell.role for cell in fresh.table.cells()}
    return repeated >= _NAMED and bool(known) and bool(others & _MORE) and not others & _TARGETS


def _begins_form(left: Table, table: Table) -> bool:
    """Whether the table begins with a form of its own, 项目名称 | 隐患识别: it is no right side.
    实施单位 may stand beside 主管部门.
    """
    roles = [cell.role for _, cell in table.rows[0].filled[:2]]
    if len(roles) < 2 or roles[0] not in _OWNERS or roles[1] is not None:
        return False
    known = {cell.role for cell in left.cells()}
    return not (roles[0] == "spending_unit" and roles[0] not in known and known & _OWNERS)


def _heads_go_on(left: Side, right: Side) -> bool:
    """Whether other heads of columns stand at the height of the left page's levels: columns of the
    right page that are as wide by chance.
    """
    for row in left.table.rows:
        mine = {cell.role for _, cell in row.filled}
        if mine & _LEVELS:
            box = next(cell.box for _, cell in row.filled if cell.box is not None)
            beside = row_at(right.table, (box[1] + box[3]) / 2)
            theirs = {cell.role for _, cell in beside.filled}
            return bool(theirs & _BESIDE) and not mine & theirs
    return False


def _meet(left: Side, right: Side) -> bool:
    """Whether both begin and end at one height, and the fewer edges of one are all among those of
    the other.

    One may begin lower, where a cell of the other goes over the edge of the page and no rule is
    drawn around what is left of it there; then the text of such a cell tells.
    """
    few, many = sorted((left.heights, right.heights), key=len)
    top = abs(few[0] - many[0]) <= SAME or is_clipped(left.table) or is_clipped(right.table)
    begun = max(few[0], many[0]) - SAME
    common = [edge for edge in few if edge >= begun]
    inside = all(any(abs(edge - other) <= SAME for other in many) for edge in common)
    return top and abs(few[-1] - many[-1]) <= SAME and inside and len(common) > 1


def _alike(mine: list[float], theirs: list[float]) -> bool:
    """Whether both have the same columns: a table that goes on, or another form of the kind."""
    return len(mine) == len(theirs) and all(
        abs(one - other) <= SAME for one, other in zip(mine, theirs, strict=True)
    )
