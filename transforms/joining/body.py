"""Do rows without a header go on with a table? By what stands in its columns.

一级指标 | 二级指标 | 三级指标   | 指标值     levels below levels, names below names, values
产出指标 | 数量指标 | 培训次数   | ≥7次       below values; level 1 does not begin anew
---------------------------------------
         | 质量指标 | 合格率     | ≥95%
效益指标 | 社会效益 | 受益人数   | ≥1000人
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.joining.head import LEVELS, OWNERS, SIDES, VALUES, Head, is_head
from transforms.words.folding import bare
from transforms.words.levels import level

STRONG, WEAK, NONE, AGAINST = 2, 1, 0, -1
_VALUE = re.compile(r"[≥≤≧≦><=＞＜＝%％\d]|大于|小于|等于|不[低高少超大小]|定性|达到")
_NUMBER = re.compile(r"^[\d.,/%‰分—-]+$")
_RUNNING = re.compile(r"^[(（]?[\d一二三四五六七八九十.]+[)）]?[、.]?$")
_WORDS = re.compile(r"[^\W\d_].*[^\W\d_]")
_TAIL = re.compile(
    r"^(?:合计|总计|小计|总分|得分|备注|说明|填报|填表|其他需要|改进措施)|^(?:注|备注)[:：]"
    r"|^(?:自评|综合|评价)(?:总?得?分|结[论果])|存在(?:的)?问题$"
    r"|意见$|意见[:：(]|签字|签章|盖章"
)
_LABELS = frozenset(roles("text", "term", "amount", "part", "form", "rate"))
_PATTERNS = {
    **dict.fromkeys(("name", "project", "department", "spending_unit"), _WORDS),
    **dict.fromkeys((*roles("points"), *roles("amount", "part")), _NUMBER),
    "sequence": _RUNNING,
}
"""What has to stand in the columns of a role."""
_LEVEL_COLUMNS = frozenset(("category", "subcategory", "indicators", "name", None))
_FIGURES = frozenset(roles("points"))
_FITTING = 0.75  # share of rows that have to fit
_SENTENCE = 15  # characters; a cell that is longer may state several indicators
_LOOKED_AT = 40  # rows of a part


class Body:
    """What stands in the columns of a table, below its last header."""

    def __init__(self, head: Head, rows: Sequence[Row]) -> None:
        self.head = head
        self.rows = rows[head.last + 1 :]
        self.texts = [self._texts(position) for position in range(len(head.roles))]
        self.levels = [self._is_level(position) for position in range(len(head.roles))]

    def _texts(self, position: int) -> list[str]:
        """The different texts of a column in their order."""
        cells = (row[position] for row in self.rows)
        return list(dict.fromkeys(cell.folded for cell in cells if cell and cell.folded))

    def _is_level(self, position: int) -> bool:
        """Whether a column holds levels, by its header and by what stands in it."""
        role, texts = self.head.roles[position], self.texts[position]
        if role not in _LEVEL_COLUMNS:
            return False
        named = sum(names_level(text) for text in texts)
        return 2 * named > len(texts) if texts else role in ("category", "subcategory")

    def goes_on(self, part: Sequence[Row], *, announced: bool) -> bool:
        """Whether the rows of ``part`` are further rows of this table. ``announced``: 续表, or a
        page or a sheet ends between, says so too; less evidence is needed then.
        """
        rows = list(takewhile(self._is_of_body, part[:_LOOKED_AT]))
        if not rows or self.begins_anew(rows):
            return False
        verdicts = [self._verdicts(row) for row in rows]
        fitting = [found for found in verdicts if AGAINST not in found]
        if AGAINST in verdicts[0] or len(fitting) < _FITTING * len(verdicts):
            return False
        strong = max(found.count(STRONG) for found in fitting)
        weak = max(found.count(WEAK) for found in fitting)
        needed = 2 if strong > 0 or announced else 3
        return strong > 1 or strong + weak >= needed

    def _is_of_body(self, row: Row) -> bool:
        """Whether a row may hold an indicator: no row of a form, no header, none below the body."""
        position, first = next(iter(row.filled), (0, None))
        if first is None or self.head.roles[position] == "name":
            return True
        is_label = first.role in _LABELS | LEVELS and first.role != self.head.roles[position]
        if is_label or is_head(row) or self._is_across(row):
            return False
        return not _TAIL.search(first.folded) or names_level(first.folded)

    def _is_across(self, row: Row) -> bool:
        """Whether one cell lies over the columns of names and of values."""
        names = {id(cell) for cell, role in self._pairs(row) if role == "name"}
        return any(id(cell) in names for cell, role in self._pairs(row) if role in VALUES)

    def _pairs(self, row: Row) -> Iterator[tuple[Cell | None, str | None]]:
        pairs = zip(row, self.head.roles, strict=True)
        return ((cell, role) for cell, role in pairs if cell is not None and cell.folded)

    def _verdicts(self, row: Row) -> list[int]:
        return [self._verdict(position, cell) for position, cell in row.filled]

    def _verdict(self, position: int, cell: Cell) -> int:
        """How well a cell stands in its column."""
        text, role = cell.folded, self.head.roles[position]
        if self.levels[position]:
            return self._as_level(position, text)
        if role in VALUES and _VALUE.search(text):
            return STRONG
        if text in self.texts[position] or role in VALUES:
            return WEAK
        if role == "indicators" and len(text) > _SENTENCE:
            return STRONG if "指标" in text or _VALUE.search(text) else NONE
        return _as(role, text)

    def _as_level(self, position: int, text: str) -> int:
        if names_level(text) or text in self.texts[position]:
            return STRONG
        printed = self.texts[position]
        known = bool(printed) and all(names_level(one) for one in printed)
        return AGAINST if known and not bare(text).endswith("指标") else NONE

    def begins_anew(self, rows: Sequence[Row]) -> bool:
        """Whether level 1 comes again that had been left already: another project's rows."""
        order, first = self._levels_of(rows)
        return first in order[:-1] and len(set(order)) == len(order)

    def may_begin(self, rows: Sequence[Row]) -> bool:
        """Whether the rows may be those of another table: they begin with the level 1 with which
        this one began, or say whose they are.
        """
        if self.head.is_listed:
            return self._names_owner(rows)
        order, first = self._levels_of(rows)
        return first is not None and first in order

    def _names_owner(self, rows: Sequence[Row]) -> bool:
        """Whether the first row says whose it is: one that does not goes on with the row above."""
        owners = [at for at, role in enumerate(self.head.roles) if role in OWNERS]
        return not rows or any(rows[0].words[at] for at in owners)

    def without_repeats(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows; the first without an indicator that goes on in it and is printed again.

        产出指标 | 数量指标 | 培训次数 | ≥7次 | 一季度
                 |          |          |      | 二季度
        ------------------------------------------------
        产出指标 | 数量指标 | 培训次数 | ≥7次 | 三季度
        """
        if not rows or not self.rows:
            return tuple(rows)
        rows = self._without_labels(rows)
        first = rows[0]
        same = [self._last(at) == cell.folded for at, cell in first.filled]
        ruling = [
            is_same
            for (at, _), is_same in zip(first.filled, same, strict=True)
            if self.head.roles[at] == "name" or self.head.roles[at] in VALUES
        ]
        other = any(
            self.levels[at] and not is_same
            for (at, _), is_same in zip(first.filled, same, strict=True)
        )
        if other or len(ruling) < 2 or not all(ruling) or all(same):
            return tuple(rows)
        again = [
            cell
            for (at, cell), is_same in zip(first.filled, same, strict=True)
            if is_same and not self._has_figures(at, rows)
        ]
        return blanked(rows, again)

    def _has_figures(self, position: int, part: Sequence[Row]) -> bool:
        """Whether a column has points of its own in each row over which a name goes, above the cut
        or below it.
        """
        name = next((at for at, role in enumerate(self.head.roles) if role == "name"), None)
        if name is None or self.head.roles[position] not in _FIGURES:
            return False
        pairs = (rows for rows in (self.rows[-2:], part[:2]) if len(rows) > 1)
        return any(
            above[name] is below[name] and above[position] is not below[position]
            for above, below in pairs
        )

    def _without_labels(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        """The rows without the label down the side of the header, printed again in the first."""
        labels = [
            cell
            for at, cell in rows[0].filled
            if self.head.roles[at] in SIDES and cell.folded in self.head.words[at]
        ]
        return blanked(rows, labels)

    def _last(self, position: int) -> str | None:
        """The last text that the column prints."""
        texts = (row.words[position] for row in reversed(self.rows))
        return next(filter(None, texts), None)

    def _levels_of(self, rows: Sequence[Row]) -> tuple[list[str], str | None]:
        """The texts of the first column of levels in this table, and the first one of the rows."""
        position = next((at for at, is_level in enumerate(self.levels) if is_level), None)
        if position is None or self.head.is_listed:
            return [], None
        return _changes(self.rows, position), next(iter(_changes(rows, position)), None)


def blanked(rows: Sequence[Row], cells: Sequence[Cell]) -> tuple[Row, ...]:
    """The rows with these cells blank."""
    blank = {
        id(cell): cell._replace(text="", repaired=cell.repaired | {"page_break"}) for cell in cells
    }
    return tuple(Row(blank.get(id(cell), cell) for cell in row) for row in rows)


def names_level(text: str) -> bool:
    """Whether a text is the name of a level 1 or 2 of the taxonomy."""
    known = level(text, text)
    return known.category is not None or known.subcategory is not None


def _changes(rows: Sequence[Row], position: int) -> list[str]:
    """The texts of a column, each as often as it begins."""
    found: list[str] = []
    for row in rows:
        cell = row[position]
        if cell is not None and cell.folded and found[-1:] != [cell.folded]:
            found.append(cell.folded)
    return found


def _as(role: str | None, text: str) -> int:
    """How well a text stands in a column of such a role."""
    if role == "operator":
        return STRONG if _VALUE.search(text) else NONE
    pattern = _PATTERNS.get(role or "")
    # … and / stand where the form was left blank, in any column
    if pattern is None or not any(map(str.isalnum, text)):
        return NONE
    return WEAK if pattern.search(text) else AGAINST
