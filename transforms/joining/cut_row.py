"""A row that a page's end cut within its cells: the beginning above, the rest of it below.

Each text of the first row below stands under one that fills its last line. That alone may be
chance, where a column is as narrow as its words: something has to be missing too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transforms.document import Row
from transforms.joining.merged import ENDS, Rows, cuts_level, is_level, text_of
from transforms.words.headers import column_of, exact_column_of

_BARE = re.compile(r"[^\d]{0,3}\d[\d,]*+\.?\d*+")  # a number behind which no unit stands
_REST = re.compile(r"[\d.,]*[^\d≥≤≧≦><=]{0,8}")
_STATES = re.compile(r"[\d≥≤≧≦><=]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[≥≤≧≦><=]{1,2}")
_DAY = re.compile(r"[年月日]")
# half a wording, and the last character of one that is no grade
_HALF = re.compile("明显|显著|不断|逐步|进一步|有所|大幅|稳步|基本达|逐年")
_LAST = re.compile("[强升善高低少加成好平稳展化实深]")
_HEADS = {"category", "subcategory", "name"}
_AWAITS = ("/", "(", "每", "·", "≥", "≤", "=", ">", "<")
"""With what no value ends, as folded."""
_ITEM = re.compile(r"[(（]?\d{1,2}[.、)）](?!\d)|[①-⑳]|指标\d")
_OTHERS = 2  # rows that show what a column holds
_NEAR = 3  # rows looked at above the cut row and below it


@dataclass(frozen=True, slots=True)
class _Cut:
    """The last row above and the first below, with rows of the same table around them."""

    last: Row
    first: Row
    around: Rows

    def texts(self, at: int) -> list[str]:
        """What the rows around have in a column."""
        return [text_of(row[at]) for row in self.around if at < len(row)]

    def is_filled(self, at: int) -> bool:
        """Whether each of the rows around, and the last one, has a text of its own in the column,
        levels apart. A word of a level may be a name: 群众满意度.
        """
        cells = [row[at] for row in (*self.around, self.last)]
        texts = [text_of(cell) for cell in cells]
        own = len({id(cell) for cell in cells}) == len(cells) > _OTHERS
        return own and all(texts) and 2 * sum(map(is_level, texts)) < len(texts)


def is_rest(above: Rows, rows: Rows) -> bool:
    """Whether the first of ``rows`` is the rest of the last row above, a header or values."""
    first = rows[0]
    below = [at for at, cell in enumerate(first) if text_of(cell)]
    if not below or len(above[-1]) != len(first):
        return False
    if _ends_header(above[-1], first, below):
        return True
    body = _body(above)
    around = (*body[-_NEAR - 1 : -1], *rows[1 : _NEAR + 1])
    cut = _Cut(above[-1], first, tuple(row for row in around if len(row) == len(first)))
    return bool(body) and (_ends_values(cut, below) or _cuts_own_level(cut, body, rows, below))


def _body(rows: Rows) -> Rows:
    """The rows below the last header: what stands in the form above says nothing of a column."""
    heads = (at for at in range(len(rows) - 1, -1, -1) if is_header(rows[at]))
    return rows[next(heads, -1) + 1 :]


def is_header(row: Row) -> bool:
    """Whether the row names two columns of levels and names."""
    return len({cell.role for _, cell in row.filled} & _HEADS) > 1


def _ends_header(last: Row, first: Row, below: list[int]) -> bool:
    """Whether the words of columns come from both: 一级 / 指标, 年度指标 / 值. A head over several
    others is whole.
    """
    if len({id(last[at]) for at in below}) < len({id(first[at]) for at in below}):
        return False
    pairs = [(text_of(last[at]), text_of(first[at])) for at in below]
    full = all("full" in cell.repaired for at in below if (cell := last[at]) is not None)
    words = [exact_column_of(upper + lower) for upper, lower in pairs if upper]
    return full and len(words) == len(pairs) and sum(word is not None for word in words) > 1


def _ends_values(cut: _Cut, below: list[int]) -> bool:
    """Whether each text goes on with one that had not ended.

    A column that each row fills is blank below; or a number stands above without the unit that the
    other values of its column have, or a value above that awaits more.

        交工验   | =10        优良     | ≥7 | 10        每公里养护成本 | ≤1.2万元/
        收合格率 | 0%         中等路率 | 8% |                          | 公里
    """
    if not all(_is_open(cut, at) for at in below):
        return False
    if any(_is_cut(cut, at) for at in below):
        return True
    # points of its own: the unit of what is not counted is blank
    if any(_is_of_numbers(cut, at) for at in below):
        return False
    return any(_lacks(cut, at) for at in range(len(cut.first)))


def _is_open(cut: _Cut, at: int) -> bool:
    """Whether the text above fills its last line, and may go on with the one below."""
    cell, lower = cut.last[at], text_of(cut.first[at])
    upper = text_of(cell)
    if cell is None or "full" not in cell.repaired or not upper or upper.endswith(ENDS):
        return False
    if _ITEM.match(lower):
        return False
    if is_level(lower) or column_of(lower):
        # the end of a name may read like a level: 到馆读者 / 满意度
        return is_level(upper + lower) or (cut.is_filled(at) and not is_level(upper))
    return not is_level(upper)


def _cuts_own_level(cut: _Cut, above: Rows, rows: Rows, below: list[int]) -> bool:
    """Whether a level is cut that stands beside the cut row only."""
    if not all(_is_open(cut, at) for at in below):
        return False
    return any(
        cuts_level(cut.last[at], cut.first[at])
        and (len(above) < 2 or above[-2][at] is not cut.last[at])
        and (len(rows) < 2 or rows[1][at] is not cut.first[at])
        for at in below
    )


def _lacks(cut: _Cut, at: int) -> bool:
    """Whether the column is blank in the first row below, and filled in each of the others."""
    blank = not text_of(cut.first[at]) and not is_level(text_of(cut.last[at]))
    return blank and cut.is_filled(at)


def _is_of_numbers(cut: _Cut, at: int) -> bool:
    """Whether a number stands below numbers alone."""
    texts = [text_of(cut.first[at]), text_of(cut.last[at]), *filter(None, cut.texts(at))]
    return len(texts) > 2 and all(map(_NUMBER.fullmatch, texts))


def _is_cut(cut: _Cut, at: int) -> bool:
    """Whether what stands above is no whole value, and below is what may be the rest of it."""
    upper, lower = text_of(cut.last[at]), text_of(cut.first[at])
    if cut.is_filled(at) and (_HALF.fullmatch(upper) or _LAST.fullmatch(lower)):
        return True
    others = [text for text in cut.texts(at) if _STATES.search(text)]
    if len(others) < _OTHERS or not _STATES.search(upper) or _SIGN.match(lower):
        return False
    if _SIGN.fullmatch(upper) or (upper[-1].isdigit() and _DAY.match(lower)):
        return all(map(_DIGIT.search, others))
    if not _REST.fullmatch(lower):
        return False
    if upper.endswith(_AWAITS):
        return True
    return bool(_BARE.fullmatch(upper)) and not any(text[-1].isdigit() for text in others)
