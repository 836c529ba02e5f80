"""Document -> sections: each table with the lines that stand above it, and what those lines say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from transforms._reheaded import rejoined
from transforms.document import Block, Line, Row, Table
from transforms.fold import fold
from transforms.heading import is_title, read_heading
from transforms.records import Heading, Section

ANNOUNCED = re.compile(r"(?:^|[;；。、.．:：\s)）]|\d\s*条)"
                       r"(数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|(?:服务对象)?满意度)(?:指标|目标)\s*[:：,，]")
_GLUED = re.compile(r"(?:一级指标|评价指标)(?:二级指标|评价内容).{0,40}(?:指标值|目标值|完成值|实现值)")
_STATES = re.compile(r"[≥≤≧≦><=＞＜＝%％]|\d(?![\d.、．)）])|[百零]分之|定性")
_FORM_TITLE = re.compile(r"^(?!(?:长期|中期|年度)(?:绩效)?目标表$).*表(?:\(.*\))?$")  # those are bands of one form
_LEVELS = re.compile(r"[一二三]级(?:绩效)?指标")


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """One section a table (two and more forms in one grid are tables of their own), and one without table for every run of lines that
    states targets in prose.

    A table whose own lines do not name the department, the unit or the year takes them from the headings before it, as a reader of
    the page would: the cover says the year, the first table's caption the unit of all.
    """
    above: list[Line] = []
    known = Heading()
    for block in rejoined(blocks):
        if isinstance(block, Line):
            above.append(block)
            continue
        prose, above = split_prose(above)
        for lines, table in ((prose, None), (above, block)):
            if lines or table:
                known = inherit(read_heading(line.text for line in lines), known)
                yield from (Section(tuple(lines) if number == 0 else (), piece, known) for number, piece in enumerate(_forms(table)))
        above = []
    if above:
        yield Section(tuple(above), None, inherit(read_heading(line.text for line in above), known))


def split_prose(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """The lines that state targets in running text (数量指标：…), with those above them, and the lines behind, which belong to the next table."""
    announcing = [number for number, line in enumerate(lines) if ANNOUNCED.search(line.text) or is_glued_header(line.text)]
    kinds = {kind for line in lines for kind in ANNOUNCED.findall(line.text)}
    if len(kinds) < 2 and not any(is_glued_header(line.text) for line in lines):
        return [], lines
    said = "\n".join(line.text for line in lines[announcing[0]:]) if announcing else ""
    if announcing and not _STATES.search(said):
        return [], lines  # about targets, without one
    title = next((number for number in range(announcing[-1] + 1, len(lines)) if is_title(lines[number].text)), len(lines))
    return lines[:title], lines[title:]


def is_glued_header(text: str) -> bool:
    """A table whose cells run together in one line: 一级指标二级指标三级指标指标值."""
    return len(text) < 150 and bool(_GLUED.search(fold(text)))


def _forms(table: Table | None) -> Iterator[Table | None]:
    """The table in pieces, each beginning with the title of a form (a row with 绩效…表 in one cell and levels below)."""
    if table is None:
        yield None
        return
    starts = [0, *(number for number, row in enumerate(table.rows) if number and _is_form_title(row)), len(table.rows)]
    pieces = zip(starts, [*starts[1:], len(table.rows)], strict=True)
    starts = [start for start, stop in pieces if start == 0 or _has_levels(table.rows[start:stop])]
    for start, stop in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        yield table if len(starts) == 1 else replace(table, rows=table.rows[start:stop])


def _has_levels(rows: tuple[Row, ...]) -> bool:
    return any(len(cell.text) < 20 and _LEVELS.fullmatch(fold(cell.text)) for row in rows for cell in row if cell)


def _is_form_title(row: Row) -> bool:
    first = next((cell for cell in row if cell and cell.text.strip()), None)
    if first is None or not (_FORM_TITLE.match(fold(first.text)) and is_title(first.text)):
        return False
    return all(cell is first for cell in row if cell and cell.text.strip())


def inherit(own: Heading, before: Heading) -> Heading:
    """``own`` with what it does not say filled from the heading before; kind and scope belong to the title and go with it."""
    titled = own if own.title else replace(own, title=before.title, document_kind=before.document_kind, scope=before.scope)
    return replace(titled, department=own.department or before.department, spending_unit=own.spending_unit or before.spending_unit,
                   amount_unit=own.amount_unit or before.amount_unit, fiscal_year=own.fiscal_year or before.fiscal_year)


def with_rows_above(section: Section, header_index: int) -> Section:
    """The section with the rows above its header read as heading lines too: workbooks and forms keep the caption inside the grid."""
    table = section.table
    if table is None or header_index == 0:
        return section
    lines = [line for row in table.rows[:header_index] for line in _row_lines(Table((row,)))]
    return replace(section, heading=inherit(read_heading(line.text for line in lines), section.heading))


def _row_lines(table: Table) -> list[Line]:
    return [Line(cell.text, cell.row, cell.page, cell.sheet, cell.box) for cell in table.cells() if cell.text.strip()]
