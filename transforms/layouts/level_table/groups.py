"""Names of level 1 over the columns of a header.

项目名称 | 产出指标 |          |        | 效益指标 |
^        | 二级指标 | 三级指标 | 指标值 | 三级指标 | 指标值
"""

from __future__ import annotations

from transforms.document import Cell, Row
from transforms.layouts.level_table.blocks import Block
from transforms.words.levels import level


def is_row_of_groups(row: Row, header: Row) -> bool:
    """Whether a row above a header names level 1 over its columns; any other cell of it goes on in
    the header.
    """
    groups = [cell for _, cell in row.filled if _names(cell)]
    others = [(at, cell) for at, cell in row.filled if not _names(cell)]
    wide = any(row.span(cell) > 1 for cell in groups)
    return wide and len(groups) > 1 and all(header[at] is cell for at, cell in others)


def put_under_group(block: Block, groups: Row) -> None:
    """Give a set the level 1 that stands over its names; levels under another one are not its."""
    name = block.of("name")
    over = groups[name.positions[0]] if name else None
    if over is None or not _names(over):
        return
    block.over = over.text.strip()
    block.columns = [
        column
        for column in block.columns
        if column.role not in ("category", "subcategory") or groups[column.positions[0]] is over
    ]


def _names(cell: Cell) -> bool:
    return level(cell.text, None).category is not None
