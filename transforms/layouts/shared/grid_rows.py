"""Rows of a grid: cells once each, blank rows, what a row reads like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.document import Cell, Row
from transforms.words.folding import bare, fold
from transforms.words.levels import level

TOTAL = re.compile(
    r"(?:合计|总计|小计|总分|总得分|得分合计|合计得分|自评总分|自评得分|综合得分|总评分)"
    r"(?:\(.*\))?:?[\d.]*"
)
_STEMS = frozenset("甲乙丙丁戊己庚辛")
_RUNNING = re.compile(r"第?\(?[\d一二三四五六七八九十百.、-]*\)?[项个]?[.、]?")
_NUMBERS = re.compile(r"[\d.]+分?|[-—/%]+")
_PLACEHOLDER = re.compile(r"(?:[.…·。、~～-]|指标\d{1,2}[:：]?)+")


def text_at(row: Row, positions: Sequence[int]) -> str | None:
    """The text of a column that may span several positions.

    None if the row has no cell there, '' if it is blank.
    """
    if len(positions) == 1:
        cell = row[positions[0]] if positions[0] < len(row) else None
        return cell.text.strip() if cell is not None else None
    cells = [row[position] for position in positions if position < len(row)]
    distinct = {id(cell): cell.text.strip() for cell in _once(cells)}
    # 指标1 | name
    texts = [text for text in distinct.values() if len(distinct) == 1 or not is_placeholder(text)]
    return "".join(texts) if distinct else None


def _once(cells: Iterable[Cell | None]) -> Iterator[Cell]:
    """The cells; without what the next page draws again of a cell that the page's edge cuts:

    720元/人·月 || ·月
    """
    before = ""
    for cell in cells:
        if cell is None:
            continue
        text = cell.text.strip()
        if not (text and "clipped" in cell.repaired and before.endswith(text)):
            yield cell
        before = text or before


def joined(rows: Sequence[Row]) -> str:
    """The cells of some rows as text, each merged cell once.

    A tab stands between cells, a line break between rows.
    """
    seen: set[int] = set()
    lines = []
    for row in rows:
        fresh = {
            id(cell): cell.text.strip() for cell in row if cell is not None and id(cell) not in seen
        }
        seen |= fresh.keys()
        lines.append("\t".join(fresh.values()))
    return "\n".join(line for line in lines if line.strip())


def is_placeholder(text: str) -> bool:
    """Whether a cell holds nothing but the dots or the empty numbering of a form: '……', '指标1：'.

    >>> is_placeholder('……'), is_placeholder('指标1：'), is_placeholder('指标1：新建堤防')
    (True, True, False)
    """
    return bool(_PLACEHOLDER.fullmatch(fold(text)))


def is_running_number(text: str) -> bool:
    """Whether a cell of a column of running numbers holds one (or nothing).

    Such are '3', '(三)' and '1.2'. Anything else says something.

    >>> is_running_number('（三）'), is_running_number('1.2'), is_running_number('说明')
    (True, True, False)
    """
    return bool(_RUNNING.fullmatch(fold(text)))


def is_numbering(row: Row) -> bool:
    """A row below the header that numbers its columns: 1 2 3 …, 甲 乙 1 2, 栏次 1 2."""
    texts = [cell.folded.strip("()") for _, cell in row.filled]
    numbers = [text for text in texts if text not in _STEMS and text != "栏次"]
    return (
        len(texts) > 2
        and len(numbers) > 1
        and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    )


def kinds_in(row: Row) -> dict[int, str]:
    """Position and name of the cells that name a kind of indicators (数量指标, 产出指标).

    None are given unless two or more do.
    """
    kinds = {
        position: cell.text.strip()
        for position, cell in row.filled
        if len(cell.text) < 20
        and bare(cell.text).endswith(("指标", "目标"))
        and (level(None, cell.text).subcategory or level(cell.text, None).category)
    }
    return kinds if len(kinds) > 1 else {}


def is_total(row: Row) -> bool:
    """A row of points and scores added up: '合计 100', '总分 100 95'.

    Nothing but numbers stands beside the word.
    """
    words = []
    for _, cell in row.filled:
        word = cell.folded
        if word == "绩效指标" or TOTAL.fullmatch(word):
            words.append(word)
        elif not _NUMBERS.fullmatch(word):
            return False  # nearly every row, at its first cell
    return 0 < len(words) <= 2 and words[-1] != "绩效指标"
