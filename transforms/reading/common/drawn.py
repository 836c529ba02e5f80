"""Tables drawn with characters: ┌──┬──┐, │一级指标│…│, ├──┼──┤.

A row is what stands between two rules; a cell that no rule closes goes on in the next row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transforms.document import Cell, Row, Table
from transforms.reading.common.breaks import join_lines

_BARS = "│┃║┆┇┊┋"
_ACROSS = "─━═┄┅┈┉"
_MEETING = re.compile(f"[{_BARS}┌-╋╒-╬]")
_RULES = 0.3  # for each two lines of text, where rules part the rows
_PLUS = re.compile(r"\+(?:[-=]{2,}\+)+")
# |          +------+------+: a rule below some of the cells
_SOME = re.compile(r"[+|](?:(?:[-=]{2,}|[^|+=-]*)[+|])+")
_RULE = re.compile(r"(?<=[+|])[-=]{2,}(?=[+|])")
_TO_DRAWN = str.maketrans("|+-=", "│┼──")
Numbered = tuple[int, str]


def is_drawn(line: str) -> bool:
    """Whether a line begins and ends with the edge of a drawn table.

    >>> is_drawn("│数量指标│≥90人│"), is_drawn("├──┼──┤"), is_drawn("说明│见下表")
    (True, True, False)
    """
    text = line.strip()
    return len(text) > 1 and bool(_MEETING.match(text[0]) and _MEETING.match(text[-1]))


def redrawn(lines: list[Numbered]) -> list[Numbered]:
    """The lines, where a table drawn with +--+ and | is drawn with lines."""
    if not any(_PLUS.fullmatch(line.strip()) for _, line in lines):
        return lines
    return [(number, _redrawn(line)) for number, line in lines]


def _redrawn(line: str) -> str:
    text = line.strip()
    if _PLUS.fullmatch(text):
        return text.translate(_TO_DRAWN)
    if "+" in text and _RULE.search(text) and _SOME.fullmatch(text):
        return text.translate(_TO_DRAWN)
    return text.replace("|", "│") if text[:1] == text[-1:] == "|" and len(text) > 1 else line


def drawn(lines: Iterable[Numbered]) -> Iterator[Table]:
    """The table; nothing where the lines are rules only."""
    rows: list[list[Cell]] = []
    split = [(number, _MEETING.split(line.strip())[1:-1]) for number, line in lines]
    for number, pieces, closed in _rows(split):
        cells = [Cell(*_text(piece, number)) for piece in pieces]
        if rows and len(rows[-1]) == len(closed) == len(cells):
            cells = _joined(rows, cells, closed)
        rows.append(cells)
    width = max(map(len, rows), default=0)
    if rows:
        yield Table(tuple(Row((*row, *(None,) * (width - len(row)))) for row in rows))


def _joined(rows: list[list[Cell]], cells: list[Cell], closed: list[bool]) -> list[Cell]:
    """The cells of a row; one that no rule closes is the one above, which takes its text."""
    whole = dict[int, Cell]()
    for upper, cell, ends in zip(rows[-1], cells, closed, strict=True):
        whole |= {} if ends else {id(upper): _whole(upper, cell)}
    above = rows[-1]
    for at, row in enumerate(rows):
        rows[at] = [whole.get(id(cell), cell) for cell in row]
    pairs = zip(above, cells, strict=True)
    return [whole.get(id(upper), cell) for upper, cell in pairs]


def _text(lines: list[str], number: int) -> tuple[str, int]:
    return join_lines(lines)[0], number


def _whole(upper: Cell, lower: Cell) -> Cell:
    """One cell over two rows."""
    text, _ = join_lines([upper.text, lower.text])
    return upper._replace(text=text)


def _rows(lines: list[tuple[int, list[str]]]) -> Iterator[tuple[int, list[list[str]], list[bool]]]:
    """The lines of each row by cell, and which of its cells the rule above it closes.

    Where rules part only some rows, each line is a row.
    """
    by_rules = _are_parted([any(map(_is_rule, pieces)) for _, pieces in lines])
    begun: list[list[str]] = []
    first, closed = 0, list[bool]()
    for number, pieces in lines:
        ruled = [_is_rule(piece) for piece in pieces]
        if begun and (any(ruled) or not by_rules):
            yield first, begun, closed
            begun, closed = [], [True] * len(pieces)
        closed = ruled if any(ruled) else closed
        first = first if begun else number
        begun = _with_line(begun, pieces, ruled)
    if begun:
        yield first, begun, closed


def _with_line(begun: list[list[str]], pieces: list[str], ruled: list[bool]) -> list[list[str]]:
    """The lines of a row with one more; what stands beside a rule is of the row below it."""
    texts = ["" if rule else piece.strip() for piece, rule in zip(pieces, ruled, strict=True)]
    if any(ruled) and not any(texts):
        return []
    if len(begun) != len(texts):
        return [[text] for text in texts]
    return [[*lines, text] for lines, text in zip(begun, texts, strict=True)]


def _are_parted(rules: list[bool]) -> bool:
    """Whether rules part the rows, and not only the header from the rest."""
    inner = "".join("-" if rule else "x" for rule in rules).strip("-")
    return inner.count("-") > 1 and inner.count("-") >= _RULES * (inner.count("x") - 1)


def _is_rule(piece: str) -> bool:
    return bool(piece) and set(piece) <= set(_ACROSS)
