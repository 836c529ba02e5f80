"""One page that may hold a table -> its blocks: ruled tables first, and where there are none the columns that the header words give."""

from __future__ import annotations

from transforms.document import Block
from transforms.reading.pdf.cells import blocks
from transforms.reading.pdf.grid import find_grids
from transforms.reading.pdf.objects import page_objects
from transforms.reading.pdf.page import page_chars
from transforms.reading.pdf.paths import page_rules


def read_page(page: int, text_page: int, number: int) -> list[Block]:
    """Lines and tables of the page, top to bottom."""
    objects = page_objects(page)
    read = page_chars(page, text_page, objects)
    return blocks(read.chars, find_grids(read.frame.edges(*page_rules(objects))), number)
