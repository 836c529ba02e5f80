"""Tables whose cells stand on lines of their own, one below the other (text copied out of a page):

产出指标 / 数量指标 / 新建保鲜库数量 / 1座 / 质量指标 / 验收合格率 / 100%

The words of the taxonomy cut it. Where a row could be cut in another way, because a cell was blank,
the whole is held back.
"""

from __future__ import annotations

from transforms.document import Cell, Line, Row, Table, simple
from transforms.layouts.level_table.read import read as read_level_table
from transforms.layouts.prose.cells import Cut, body_of, header_at
from transforms.layouts.prose.lines import project_of
from transforms.layouts.sections import ANNOUNCED, inherit, lost_header
from transforms.layouts.shared.labels import label
from transforms.records import Extract, Finding, Indicator, Section
from transforms.words.headings import read_heading

LAYOUT, OVER = "cells_of_lines", ("running_text", "glued_text")


def recognise(section: Section) -> bool:
    """No table, and header words on lines of their own.

    What can be cut in one way only is read; what announces its kinds with a colon is prose.
    """
    at = None if section.table is not None else lost_header(section.above)
    if at is None:
        return False
    if "cells" not in section.memo:
        section.memo["cells"] = _table(list(section.above))
    announced = any(ANNOUNCED.search(simple(line.text)) for line in section.above)
    return section.memo["cells"] is not None or not announced


def read(section: Section) -> Extract:
    """The lines as the table that they were, read like any other; held back whole if it is not
    certain how they were cut.
    """
    if section.memo["cells"] is None:
        return _held_back(section)
    above, table = section.memo["cells"]
    heading = inherit(read_heading(line.text for line in above), section.heading)
    return read_level_table(Section(tuple(above), table, heading), LAYOUT)


def _held_back(section: Section) -> Extract:
    at = lost_header(section.above) or 0
    project = project_of(section.above[:at], section.heading, section.above[0])
    first, text = section.above[at], "\n".join(line.text for line in section.above[at:])
    doubt = Finding("cells_glued", cell=first, source_text=text)
    project.indicators = [Indicator(text, first, "", findings=[doubt])]
    return Extract(LAYOUT, section.heading, [project])


def _table(lines: list[Line]) -> tuple[list[Line], Table] | None:
    """Lines of the heading, and the table; None where a body cannot be cut."""
    cells = [cell for line in lines for cell in _cells(line)]
    first = next((at for at, cell in enumerate(cells) if label(cell.text)), 0)
    first = first if first < (header_at(cells, 0) or (0, 0))[0] else 0
    rows: list[list[Cell]] = []
    at, width = first, 0
    while (found := header_at(cells, at)) is not None:
        start, stop = found
        rows += _form(cells[at:start])
        rows.append(cells[start:stop])
        width = max(width, stop - start)
        cut = body_of(cells, Cut(start, stop))
        if cut is None:
            return None
        rows += cut.rows
        at = cut.end
    rows += _form(cells[at:])
    width = max(width, *map(len, rows), 2)
    grid = tuple(Row((*row, *(None,) * (width - len(row)))) for row in rows)
    heading = [line for line in lines if first and line.row < cells[first].row]
    return heading, Table(grid)


def _cells(line: Line) -> list[Cell]:
    """The cells of a line: all of it, without the bars that parted the cells of a row."""
    text = line.text.strip().strip("|｜").strip()
    return [Cell(text, line.row, line.page, line.sheet, line.box)] if text else []


def _form(cells: list[Cell]) -> list[list[Cell]]:
    """Rows of the project's block: a label and what follows it; any other text alone."""
    rows: list[list[Cell]] = []
    for cell in cells:
        is_value = rows and len(rows[-1]) == 1 and label(rows[-1][0].text) and not label(cell.text)
        if is_value:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return rows
