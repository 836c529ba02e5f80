"""Titles and captions inside a grid: cells that speak of the table, as the lines above it do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from transforms.document import Cell, Row
from transforms.layouts.sections import inherit
from transforms.layouts.shared.form import Form
from transforms.layouts.shared.labels import label, split_labels
from transforms.words.folding import fold
from transforms.words.headings import Heading, is_title, read_heading

_ANNEX = re.compile(r"附[件表]?\s*[一二三四五六七八九十\d—-]*[:：]?")
_YEAR = re.compile(r"\(?[\d〇○零O一二三四五六七八九]{4}年度?\)?")
_CAPTION = 40  # characters; a longer cell is a note


def _labels(cell: Cell) -> bool:
    return bool(label(cell.text) or split_labels(cell.text))


def headed(form: Form, rows: Sequence[Row], before: Heading) -> Heading:
    """Titles and captions inside the grid are heading lines too; they are no longer spare then.

    A title stands above the labels, or alone in its row: a cell beside others is none.
    """
    top = _above_labels(rows)
    alone = {id(row.filled[0][1]) for row in rows if len(row.filled) == 1}
    captions = [
        cell
        for cell in form.spare
        if id(cell) in top or (id(cell) in alone and is_title(cell.text))
    ]
    captions += [cell for cell in form.spare if cell not in captions and is_caption(cell.text)]
    form.spare = [cell for cell in form.spare if not any(cell is caption for caption in captions)]
    form.ignored |= {id(cell) for cell in captions if says_something(cell.text)}
    return inherit(read_heading(cell.text for cell in captions), before)


def _above_labels(rows: Iterable[Row]) -> set[int]:
    """Ids of the cells above the first row that bears a label."""
    above = takewhile(lambda row: not any(_labels(cell) for _, cell in row.filled), rows)
    return {id(cell) for row in above for _, cell in row.filled}


def is_caption(text: str) -> bool:
    """Whether a cell anywhere in a form is a caption: it states the unit of the amounts, or names
    an organisation by its code ('单位：万元', '305-海口市卫生健康委员会').
    """
    heading = read_heading([text]) if len(text) < _CAPTION else Heading()
    return bool(heading.amount_unit or heading.spending_unit)


def says_something(text: str) -> bool:
    """Whether a caption was understood (or numbers an annex, which means nothing)."""
    heading = read_heading([text])
    return bool(
        _ANNEX.fullmatch(text.strip())
        or _YEAR.fullmatch(fold(text))
        or split_labels(text)
        or heading != Heading()
    )
