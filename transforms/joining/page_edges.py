"""What stands between two parts of a table, where one page ends and the next begins.

Page numbers, headers and footers of pages, and repeated headers of the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from transforms.document import Block, Cell, Line, Row, Table
from transforms.joining.cut_row import is_rest
from transforms.joining.splice import goes_on_in
from transforms.words.folding import fold
from transforms.words.headers import column_of
from transforms.words.headings import is_heading, is_title
from transforms.words.page_numbers import is_of_browser, is_page_number

_VALUE = re.compile(r"[≥≤<>=±-]*[\d,.]+\D{0,3}|合计.*|总计\d.*")
_LABELLED = re.compile(r"[^:]{2,12}:.+")
_SENTENCE = 30  # characters; a longer text is no name of a column
_DIGITS = re.compile(r"\d+")
HEADER_ROWS = 6  # a caption inside the grid, and a header of two or three rows
_RUNNING = 2  # pages at whose edge a line must stand to be a header or footer
_EDGE = 2  # lines of a page that may be one, at the top and at the bottom


def headers_and_footers(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Ids of the lines that belong to the page and not to the text.

    These are page numbers, and what stands at the edge of several pages.

    A line that reads like a table's heading is none, since two tables under the same heading are
    two. It is one only where the page has it beside another heading (``_over_another``), or where
    it begins with the minute at which a browser printed the page.
    """
    edge = _edge_lines(blocks)
    over = _over_another(blocks)
    pages = defaultdict(set)
    for line in edge:
        pages[_numberless(line)].add(line.page)
    running = {
        id(line)
        for line in edge
        if len(pages[_numberless(line)]) >= _RUNNING
        and (not is_heading(line.text) or is_of_browser(line.text) or id(line) in over)
    }
    return frozenset(
        running
        | {id(block) for block in blocks if isinstance(block, Line) and is_page_number(block.text)}
    )


def _over_another(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Ids of the first lines of pages that read like a heading and belong to the page.

    One text stands first on several pages at one height: above a title on one of them, and above a
    table that goes on, without a line between, on another one.

        2024年部门预算绩效目标公开          2024年部门预算绩效目标公开
        项目支出绩效目标表                  产出指标 | 数量指标 | ...
        项目名称 | ...
    """
    found: dict[tuple[str, int], list[tuple[Line, Block]]] = defaultdict(list)
    for before, line, after in zip((None, *blocks), blocks, blocks[1:], strict=False):
        is_first = before is None or before.page != line.page
        if isinstance(line, Line) and line.box and is_first and after.page == line.page:
            found[_numberless(line), round(line.box[1])].append((line, after))
    return frozenset(
        id(line)
        for places in found.values()
        if any(isinstance(after, Table) for _, after in places)
        and any(isinstance(after, Line) and is_title(after.text) for _, after in places)
        for line, _ in places
    )


def _edge_lines(blocks: tuple[Block, ...]) -> list[Line]:
    """The first and last lines of each page."""
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        page = block.page
        if page is not None:
            by_page[page].append(block)
    edges = (
        (*on_page[:_EDGE], *on_page[max(len(on_page) - _EDGE, _EDGE) :])
        for on_page in by_page.values()
    )
    return [block for edge in edges for block in edge if isinstance(block, Line)]


def _numberless(line: Line) -> str:
    return _DIGITS.sub("", line.folded)


def is_header_row(row: Row) -> bool:
    """Whether a row names columns.

    Most of its different texts are known headers, or there are three or more and none is a value or
    a label.
    """
    different = {id(cell): cell.folded for cell in row if cell is not None and cell.text.strip()}
    named = sum(column_of(text) is not None for text in different.values())
    if named >= 2 and named * 2 > len(different):
        return True
    return len(different) >= 3 and not any(
        _VALUE.fullmatch(text) or _LABELLED.fullmatch(text) or len(text) > 30
        for text in different.values()
    )


def repeated_header(rows: Sequence[Row], part: Sequence[Row]) -> int:
    """How many leading rows of ``part`` repeat those of the table; 0 if they do not.

    A header row is among them.
    """
    if _first(rows[0]) != _first(part[0]):  # nearly every row of nearly every table
        return 0
    count, headers = 0, 0
    for mine, theirs in zip(rows[:HEADER_ROWS], part, strict=False):
        words = _words(mine)
        if words != _words(theirs) or (headers and not is_header_row(mine)):
            break
        count += 1
        headers += is_header_row(mine)
    return count if headers else 0


def _first(row: Row) -> str:
    """The first text of a row."""
    return next((cell.folded for _, cell in row.filled if cell.folded), "")


def _words(row: Row) -> list[str]:
    """The different cells' texts in order: a header cell may be merged over other columns on
    another page.
    """
    return [cell.folded for _, cell in row.filled if cell.folded]


def names_itself(table: Table, part: Table) -> bool:
    """Whether ``part`` begins like a table of its own.

    It begins with a header, a title, or the label that the table before began with.
    """
    first, mine = _words(part.rows[0]), _words(table.rows[0])
    if not first or goes_on_in(table.rows[-1], part.rows[0]):
        return False
    if is_rest(table.rows, part.rows):
        return False
    return is_header_row(part.rows[0]) or is_title(first[0]) or (bool(mine) and first[0] == mine[0])


def unglued(table: Table, part: Table) -> Table:
    """``part`` with its first row cut in two.

    The repeated header and the row that goes on share their cells there: no rule stands between
    them.
    """
    header = next((row for row in table.rows[:HEADER_ROWS] if is_header_row(row)), None)
    if header is None or len(header) != len(part.rows[0]):
        return part
    pairs = list(zip(header.words, part.rows[0].words, strict=True))
    if not all(theirs.startswith(mine) for mine, theirs in pairs) or all(
        mine == theirs for mine, theirs in pairs
    ):
        return part
    made: dict[int, tuple[Cell, Cell]] = {}
    for (mine, _), cell in zip(pairs, part.rows[0], strict=True):
        if cell is not None and id(cell) not in made:
            made[id(cell)] = _cut(cell, len(mine))
    halves = [made[id(cell)] if cell is not None else (None, None) for cell in part.rows[0]]
    return Table(
        (Row(top for top, _ in halves), Row(rest for _, rest in halves), *part.rows[1:]),
        part.ruled,
        part.open_top,
        part.open_bottom,
    )


def _cut(cell: Cell, length: int) -> tuple[Cell, Cell]:
    """Two cells, the first with ``length`` characters of the folded text."""
    length_above = next(
        (index for index in range(len(cell.text) + 1) if len(fold(cell.text[:index])) >= length),
        len(cell.text),
    )
    return cell._replace(text=cell.text[:length_above]), cell._replace(
        text=cell.text[length_above:].lstrip("\n "), repaired=cell.repaired | {"page_break"}
    )
