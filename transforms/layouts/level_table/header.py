"""The header of a table of indicators: one or two rows whose words name columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.layouts.level_table.adjusted import groups_changes, since
from transforms.layouts.level_table.columns import (
    LEVELS,
    PROJECT,
    RESULTS,
    SIDES,
    TARGETS,
    Column,
    LevelHeader,
)
from transforms.layouts.level_table.headless import headless
from transforms.layouts.level_table.level_rows import beside
from transforms.layouts.level_table.settled import settled
from transforms.layouts.level_table.unlisted import below_header, unlisted
from transforms.layouts.shared.grid_rows import is_numbering
from transforms.words.folding import fold
from transforms.words.headers import column_of, exact_column_of

_TELLS_HEADER = frozenset(roles(mark="tells_header"))
_SECOND_ROW = frozenset(roles(mark="second_row"))
# what begins a header, and a letter that its names hold
_BEGINS = frozenset((*LEVELS, *roles("aside", "indicators", mark="side")))
_RULING = frozenset(("operator", "unit"))
_SIGN = re.compile("[指级級目]")
_VALUE = re.compile(r"[≥≤≧≦><=＞＜＝%％\d]")
_OF_ANY = ("value", "target_value")  # 数值 below 完成情况 is a result
_OF_GOALS = (None, "goal", "period_goal", "overall_goal")
_SAMPLE = 200  # rows that decide which layout fits; reading looks at all
_PERIOD, _ANNUAL = (
    re.compile("长期|中期|中长期|实施周期|实施期|总体|项目期|三年"),
    re.compile(r"年度|当年|本年|全年|(?<![-—~至])20\d\d年(?=目标|指标|绩效|预期|计划)"),
)


def header_at(rows: Sequence[Row], index: int) -> LevelHeader | None:
    """The header that begins in this row.

    It names two of the three levels, or the indicator's name, a value and another column.
    """
    row = rows[index]
    if not any(
        cell is not None and _SIGN.search(cell.text) and cell.role in _BEGINS for cell in row
    ):
        return None
    below = rows[index + 1] if index + 1 < len(rows) else None
    second = below if below is not None and _continues(row, below) else None
    last = index + (second is not None)
    numbered = last + 1 < len(rows) and is_numbering(rows[last + 1])
    over = rows[index - 1] if index and groups_changes(rows[index - 1]) else None
    columns = tuple(since(list(_columns(row, second)), over))
    header = LevelHeader(index - (over is not None), last + numbered, columns)
    return header if _is_level_header(header) else None


def find_levels(rows: Sequence[Row]) -> LevelHeader | None:
    """The first header of the table; None if it is no table of indicators.

    Its roles are settled by what stands below.
    """
    for header_of in (header_at, unlisted):
        for index in range(len(rows)):
            if header := header_of(rows, index):
                body = below_header(rows[: header.last + _SAMPLE], header.first, header.last)
                return replace(header, columns=tuple(settled(header, body)))
    return headless(rows) or headless(beside(rows) or ())


def _is_level_header(header: LevelHeader) -> bool:
    roles = header.roles
    named = {"name", "indicators"} & roles
    thresholds = sum(column.role == "threshold" for column in header.columns)
    known = len(roles & _TELLS_HEADER)
    return (
        len(roles & set(LEVELS)) >= 2
        or bool(named and thresholds >= 3)
        or bool("name" in roles and TARGETS & roles and known >= 2)
    )


def _continues(top: Row, below: Row) -> bool:
    """Whether the row is the second one of the header: levels merged over both, or nothing but
    known words under wide or blank cells.
    """
    if any(
        cell is not None and cell is top[position] and cell.role in LEVELS
        for position, cell in enumerate(below)
    ):
        return True
    fresh = [(position, cell) for position, cell in below.filled if cell is not top[position]]
    if _under_blanks(top, fresh) or _under_group(top, fresh):
        return True
    roles = {cell.role for _, cell in fresh}
    over = {cell.role for _, cell in top.filled}
    if (
        len(roles & set(LEVELS)) >= 2
        and not over & set(LEVELS)
        and (over & (TARGETS | RESULTS) or (over & SIDES and over & PROJECT - SIDES))
    ):
        # 绩效指标 over 一级指标 二级指标 三级指标, with the columns of values or projects beside it
        return True
    return bool(fresh) and (roles <= _SECOND_ROW or _parts_values(top, fresh))


def _parts_values(top: Row, fresh: list[tuple[int, Cell]]) -> bool:
    """Whether words part the columns of values, and nothing stands under the others:

    一级指标 | 二级指标 | 三级指标 | 指标值 |
             |          |          | 符号   | 多少
    """
    over = {position: cell.role for position, cell in enumerate(top) if cell is not None}
    under_values = all(over.get(at) in TARGETS | RESULTS | {None} for at, _ in fresh)
    words = all(len(cell.text) < 10 and not _VALUE.search(cell.text) for _, cell in fresh)
    return under_values and words and any(cell.role in _RULING for _, cell in fresh)


def _under_blanks(top: Row, fresh: list[tuple[int, Cell]]) -> bool:
    """Without merged cells: words under the blank cells behind a group's word, and nothing under
    levels and values.

        一级指标 | 二级指标 | 三级指标 | 指标值 |        | 备注
                 |          |          | 城关镇 | 高山镇 |

    A word under a level would be the first row of indicators, and so would a value or a sentence.
    """
    headed = {position: cell.role for position, cell in top.filled}
    blank = {
        position
        for position, _ in fresh
        if position not in headed and not _bears_text(top[position])
    }
    taken = any(
        headed.get(position) in {*LEVELS, "side"}
        or (headed.get(position) in TARGETS and position + 1 not in blank)
        for position, _ in fresh
    )
    words = all(
        position > 0 and len(cell.text) < 10 and not _VALUE.search(cell.text)
        for position, cell in fresh
    )
    return len(fresh) > 1 and bool(blank) and not taken and words


def _under_group(top: Row, fresh: list[tuple[int, Cell]]) -> bool:
    """Whether words part one merged word of the header, and nothing stands under the others:

    一级指标 | 二级指标 | 三级指标 | 目标值 (merged)
             |          |          | 城关镇 | 高山镇
    """
    over = {id(cell): cell for position, _ in fresh if (cell := top[position]) is not None}
    words = all(len(cell.text) < 10 and not _VALUE.search(cell.text) for _, cell in fresh)
    of_values = all(cell.role in TARGETS | RESULTS for cell in over.values())
    return len(fresh) > 1 and len(over) == 1 and of_values and words


def _bears_text(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _columns(top: Row, second: Row | None) -> Iterable[tuple[Column, str]]:
    """The columns of a header of one or two rows, with all words over each; a column without any
    word is none, unless people decided what it holds.
    """
    for group, under, positions in _cells_of_columns(top, second):
        cells = [cell for cell in (group, under) if cell is not None]
        words = [word for cell in cells if (word := cell.text.strip())]
        decided = _decided(cells)
        if words or decided:
            role, printed = decided or _role(words), "".join(words[-1:])
            over = "".join(words)
            yield Column(role, tuple(positions), printed, _period(over)), over


def _decided(cells: Sequence[Cell]) -> str | None:
    """The role that people gave the column; the lower cell says it first."""
    return next((cell.decided for cell in reversed(cells) if cell.decided), None)


def _cells_of_columns(
    top: Row, second: Row | None
) -> list[tuple[Cell | None, Cell | None, list[int]]]:
    """The cell of each column in the first row, the one below it, and the positions of both.

    A word of the second row under a blank cell belongs to the group's word left of the blank:

        绩效指标 |          |          | 指标值
        一级指标 | 二级指标 | 三级指标 |
    """
    columns: list[tuple[Cell | None, Cell | None, list[int]]] = []
    group: Cell | None = None
    for position, own in enumerate(top):
        group = own if _bears_text(own) else group
        under = second[position] if second is not None else None
        under = under if under is not own else None
        cell = group if _bears_text(under) else own
        if columns and cell is not None and columns[-1][0] is cell and columns[-1][1] is under:
            columns[-1][2].append(position)
        else:
            columns.append((cell, under, [position]))
    return columns


def _role(words: list[str]) -> str | None:
    if len(words) == 1:
        return column_of(words[0])
    above, under = column_of(words[0]), column_of(words[1])
    if above in RESULTS and under in _OF_ANY:
        return above
    return (
        _of_term(above, under, words[1])
        or exact_column_of(words[1])
        or exact_column_of("".join(words))
        or _below(above, under)
    )


def _of_term(above: str | None, under: str | None, word: str) -> str | None:
    """The role of a word below 目标值 that only says whose value it is: 三年总目标, 本年."""
    term = _period(word)
    if above not in TARGETS or under not in _OF_GOALS or term is None:
        return None
    return "period_value" if term else "annual_value"


def _below(above: str | None, under: str | None) -> str | None:
    """The role of a word that does not say it itself, by the one above it.

    What stands below 偏差原因 are its kinds, ticked. Below 指标值 it may be a place, which its
    neighbours tell; below 绩效指标 it may be any column of theirs, which its content tells.
    """
    open_below = above in TARGETS | SIDES
    return under or {"deviation_note": "kind"}.get(above or "", None if open_below else above)


def _period(text: str) -> bool | None:
    folded = fold(text)
    return True if _PERIOD.search(folded) else False if _ANNUAL.search(folded) else None
