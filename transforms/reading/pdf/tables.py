"""One page that may hold a table -> its blocks: ruled tables first, and where there are none the columns that the header words give."""

from __future__ import annotations

from transforms.document import Block
from transforms.reading.pdf.cells import blocks
from transforms.reading.pdf.grid import find_grids
from transforms.reading.pdf.page import page_chars
from transforms.reading.pdf.paths import page_rules


def read_page(page: int, text_page: int, number: int) -> list[Block]:
    """Lines and tables of the page, top to bottom."""
    chars, frame = page_chars(page, text_page)
    return blocks(chars, find_grids(frame.edges(*page_rules(page))), number)
