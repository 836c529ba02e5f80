"""One page that may hold a table -> its blocks: ruled tables, and where there are none the columns
that the header words give.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from transforms.document import Block, Row, Table
from transforms.reading.page.cells import blocks
from transforms.reading.page.folio import folio
from transforms.reading.page.grid import find_grids
from transforms.reading.page.header import names_columns
from transforms.reading.page.over import set_down, struck
from transforms.reading.page.sideless import find_sideless
from transforms.reading.page.watermark import watermark, without
from transforms.reading.page.without_rules import Carried, find_without_rules
from transforms.reading.pdf.characters import page_chars
from transforms.reading.pdf.objects import page_objects
from transforms.reading.pdf.page import as_text, page_text
from transforms.reading.pdf.paths import page_rules

_CELLS = 8  # rules across, cell by cell, may be a table without rules down


@dataclass(frozen=True, slots=True)
class PageTables:
    """Lines and tables of a page, top to bottom, and the columns of a table without rules that the
    next page may go on with.

    ``left``: by reason the characters of the page that are in none of them.
    """

    blocks: list[Block]
    columns: Carried | None
    left: dict[str, str] = field(default_factory=dict)
    width: float = 0.0  # of the page as it is read


def read_page(page: int, text_page: int, number: int, before: Carried | None) -> PageTables | None:
    """Read one page; ``before``: the columns of the page before, if its table had no rules. None if
    the page cannot hold a table.
    """
    objects = page_objects(page)
    rules = page_rules(objects)
    unruled = not min(map(len, rules)) and before is None
    plain = unruled and not names_columns(page_text(text_page))
    if plain and max(map(len, rules)) < _CELLS:
        return None
    read = page_chars(page, text_page, objects)
    edges = read.frame.edges(*rules)
    over = watermark(read.chars, edges)
    chars = set_down(without(read.chars, over) if over.any() else read.chars)
    numbers = folio(chars, read.frame.size)
    grids, columns = find_grids(edges) or find_sideless(edges, chars), None
    if not grids and not plain:
        grids, columns = find_without_rules(chars.take(~numbers), before)
    done = blocks(chars, grids, number, numbers, struck(chars, edges))
    shown = [_marked(block) for block in done] if read.layer else done
    left = read.left | ({"watermark": as_text(read.chars.codes[over])} if over.any() else {})
    return PageTables(shown, columns, left, read.frame.size[0])


def _marked(block: Block) -> Block:
    """Cells read from the text layer that some program put over a scan say so."""
    if not isinstance(block, Table):
        return block
    cells = {
        id(cell): cell._replace(repaired=cell.repaired | {"ocr_layer"}) for cell in block.cells()
    }
    return replace(
        block,
        rows=tuple(
            Row(cells[id(cell)] if cell is not None else None for cell in row) for row in block.rows
        ),
    )
