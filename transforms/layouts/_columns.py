"""The header of a table of indicators: which column plays which role, by its words and, where words mislead, by its content.

指标性质 is the operator in Sichuan, 正向/反向 in Wuhai and 定量/定性 elsewhere; 指标值 is the result where 目标值 stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transforms.document import Cell, Row
from transforms.fold import fold
from transforms.layouts._grid import filled, is_numbering, is_placeholder, text_at
from transforms.layouts._header import column_of, exact_column_of
from transforms.taxonomy import level

LEVELS = ("category", "subcategory", "name")
TARGETS = frozenset(("value", "target_value", "annual_value", "period_value"))
RESULTS = frozenset(("actual_value", "score"))
SIDES = frozenset(("side", "indicators", "goal"))
PROJECT = frozenset(("project", "project_code", "department", "spending_unit", "total", "fiscal_appropriation", "special_account", "other_funds",
                     "period_total", "budget_adjusted", "executed", "goal", "overall_goal", "period_goal", "term", "attribute"))
_BEGINS, _SIGN = frozenset((*LEVELS, "indicators", "side")), re.compile("[指级級目]")  # what begins a header, and a letter that its names hold
_VALUE = re.compile(r"[≥≤≧≦><=＞＜＝%％\d]")
_SAMPLE = 200  # rows that decide which layout fits; reading looks at all
_PERIOD, _ANNUAL = re.compile("长期|中期|中长期|实施周期|实施期|总体|项目期|三年"), re.compile("年度|当年|本年|全年")
_OPERATORS = re.compile(r"[≥≤≧≦><=＞＜＝≈~]{1,2}|定性|是/否|大于等于|小于等于|大于|小于|等于|不低于|不高于|不超过|不少于")
_DIRECTIONS = re.compile(r"(?:正|反|逆|负)(?:向)?(?:指标)?|适中|区间")
_KINDS = re.compile(r"(?:定量|定性|定量与定性|必选|可选)(?:指标)?")
_PLACE = re.compile(r".*(?:镇|乡|村|街道|街道办|街道办事处|县|区|市|社区|农场|林场|州|盟|旗|省|苏木|园区|开发区|管委会)(?:\(.*\))?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the header. ``role`` None: no alias names it. ``period``: True 中期/长期, False 年度, None: it does not say."""

    role: str | None
    positions: tuple[int, ...]
    printed: str
    period: bool | None = None

    def text(self, row: Row) -> str | None:
        """Its text in ``row``; None if there is no cell."""
        return text_at(row, self.positions)


@dataclass(frozen=True, slots=True)
class LevelHeader:
    """One or two header rows, from index ``first`` to ``last``, and their columns from left to right."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[str | None]:
        """All roles that occur."""
        return frozenset(column.role for column in self.columns)


def is_listed(header: LevelHeader) -> bool:
    """Whether each row says whose indicators it holds: the header names the project, or the department with its budget or goal."""
    roles = header.roles
    return "project" in roles or bool(roles & {"department", "spending_unit"} and roles & {"total", "goal", "fiscal_appropriation"})


def header_at(rows: Sequence[Row], index: int) -> LevelHeader | None:
    """The header that begins in this row: it names two of the three levels, or the indicator's name, a value and another column."""
    row = rows[index]
    if not any(cell is not None and _SIGN.search(cell.text) and column_of(cell.text) in _BEGINS for cell in row):
        return None
    below = rows[index + 1] if index + 1 < len(rows) else None
    second = below if below is not None and _continues(row, below) else None
    last = index + (second is not None)
    numbered = last + 1 < len(rows) and is_numbering(rows[last + 1])
    header = LevelHeader(index, last + numbered, tuple(_columns(row, second)))
    return header if _is_level_header(header) else None


def find_levels(rows: Sequence[Row]) -> LevelHeader | None:
    """The first header of the table, with its roles settled by what stands below; None if it is no table of indicators."""
    found = next((header for index in range(len(rows)) if (header := header_at(rows, index))), None)
    return replace(found, columns=tuple(settled(found, rows[found.last + 1:found.last + _SAMPLE]))) if found else None


def _is_level_header(header: LevelHeader) -> bool:
    roles = header.roles
    named = {"name", "indicators"} & roles
    thresholds = sum(column.role == "threshold" for column in header.columns)
    known = len(roles & (TARGETS | RESULTS | {"unit", "operator", "nature", "points", "explanation", "category", "subcategory"}))
    return len(roles & set(LEVELS)) >= 2 or bool(named and thresholds >= 3) or bool("name" in roles and TARGETS & roles and known >= 2)


def _continues(top: Row, below: Row) -> bool:
    """Whether the row is the second one of the header: levels merged over both, or nothing but known words under wide or blank cells."""
    if any(cell is not None and cell is top[position] and column_of(cell.text) in LEVELS for position, cell in enumerate(below)):
        return True
    fresh = [(position, cell) for position, cell in filled(below) if cell is not top[position]]
    if _under_blanks(top, fresh):
        return True
    roles = {column_of(cell.text) for _, cell in fresh}
    over = {column_of(cell.text) for _, cell in filled(top)}
    if len(roles & set(LEVELS)) >= 2 and not over & set(LEVELS) and (over & (TARGETS | RESULTS) or (over & SIDES and over & PROJECT - SIDES)):
        return True  # 绩效指标 over 一级指标 二级指标 三级指标, with the columns of values or projects beside it
    return bool(fresh) and roles <= TARGETS | RESULTS | {"threshold", "points", "explanation", "deviation_note", "unit", "operator", "nature"}


def _under_blanks(top: Row, fresh: list[tuple[int, Cell]]) -> bool:
    """Without merged cells: words under the blank cells behind a group's word, and nothing under levels and values."""
    headed = {position: column_of(cell.text) for position, cell in filled(top)}
    blank = {position for position, _ in fresh if position not in headed and not _bears_text(top[position])}
    taken = any(headed.get(position) in {*LEVELS, "side"} or (headed.get(position) in TARGETS and position + 1 not in blank) for position, _ in fresh)
    words = all(position > 0 and len(cell.text) < 10 and not _VALUE.search(cell.text) for position, cell in fresh)
    return len(fresh) > 1 and bool(blank) and not taken and words


def _bears_text(cell: Cell | None) -> bool:
    return cell is not None and bool(cell.text.strip())


def _columns(top: Row, second: Row | None) -> Iterable[Column]:
    groups: list[tuple[Cell | None, Cell | None, list[int]]] = []
    group: Cell | None = None
    for position, own in enumerate(top):
        group = own if _bears_text(own) else group
        under = second[position] if second is not None else None
        under = under if under is not own else None
        cell = group if _bears_text(under) else own
        if groups and groups[-1][0] is cell and groups[-1][1] is under and cell is not None:
            groups[-1][2].append(position)
        else:
            groups.append((cell, under, [position]))
    for cell, under, positions in groups:
        words = [one.text.strip() for one in (cell, under) if one is not None and one.text.strip()]
        if words:
            yield Column(_role(words), tuple(positions), words[-1], _period("".join(words)))


def _role(words: list[str]) -> str | None:
    if len(words) == 1:
        return column_of(words[0])
    return exact_column_of(words[1]) or exact_column_of("".join(words)) or _below(column_of(words[0]), column_of(words[1]))


def _below(above: str | None, under: str | None) -> str | None:
    """The role of a word that does not say it itself, by the one above it: what stands below 偏差原因 are its kinds, ticked;
    below 指标值 it may be a place, which its neighbours tell.
    """
    return under or {"deviation_note": "kind"}.get(above or "", None if above in TARGETS else above)


def _period(text: str) -> bool | None:
    folded = fold(text)
    return True if _PERIOD.search(folded) else False if _ANNUAL.search(folded) else None


def settled(header: LevelHeader, body: Sequence[Row]) -> Iterable[Column]:
    """The columns with every role that depends on content or on the neighbours decided."""
    columns = [_widened(column, header.columns, body) for column in (_side(column, body) for column in header.columns)]
    roles = {column.role for column in columns}
    first_level = min((column.positions[0] for column in columns if column.role in LEVELS), default=0)
    for column in _shifted(columns, body):
        role = column.role
        if role == "unit" and column.positions[0] < first_level:
            role = "spending_unit"
        elif role == "nature":
            role = _nature(column, body)
        elif role == "value" and "target_value" in roles:
            role = "actual_value"
        elif role == "value_text":
            role = "explanation" if roles & TARGETS else "value"
        elif role is None and not (roles & TARGETS) and _places(columns):
            role = "place"
        yield replace(column, role=role)


def _widened(column: Column, columns: Sequence[Column], body: Sequence[Row]) -> Column:
    """A column of names that holds nothing but 指标1, 指标2: the names stand in the column behind it, whose header is blank (no merged cells)."""
    behind = column.positions[-1] + 1
    if column.role != "name" or any(behind in other.positions for other in columns):
        return column
    texts = [text for row in body if (text := column.text(row)) is not None]
    if not any(texts) or any(text and not is_placeholder(text) for text in texts):
        return column
    return replace(column, positions=(*column.positions, behind)) if any(text_at(row, (behind,)) for row in body) else column


def _side(column: Column, body: Sequence[Row]) -> Column:
    """A label such as 绩效指标 that runs down the side of the form says nothing about single rows."""
    if column.role not in SIDES:
        return column
    below = {text for row in body[:3] if (text := column.text(row))}
    return replace(column, role="side") if column.role == "side" or below <= {column.printed} else column


def _places(columns: Sequence[Column]) -> bool:
    return any(column.role is None and _PLACE.fullmatch(fold(column.printed)) for column in columns)


def _nature(column: Column, body: Sequence[Row]) -> str | None:
    """What a column named 指标性质, 指标方向 or 指标属性 holds: operators, directions, or 定量/定性."""
    texts = {fold(text) for row in body if (text := column.text(row)) and column_of(text) is None}
    for role, pattern in (("kind", _KINDS), ("operator", _OPERATORS), ("direction", _DIRECTIONS)):
        if texts and all(pattern.fullmatch(text) for text in texts):
            return role
    return "explanation"


def _shifted(columns: list[Column], body: Sequence[Row]) -> list[Column]:
    """A header without 三级指标: what stands below tells which column holds the names.

    绩效指标 may head them; or level 2 stands under the words 一级指标 and the names under 二级指标 (Ezhou); or the names stand
    in a column of explanations.
    """
    roles = [column.role for column in columns]
    if "indicators" in roles and "category" not in roles and _names_level_1(columns, body):
        return _renamed(columns, {"indicators": "category"})
    if "name" in roles:
        return columns
    if "indicators" in roles:
        return _renamed(columns, {"indicators": "name"})
    if _known(columns, "subcategory", body):
        return _renamed(columns, {"explanation": "name"})
    if _known(columns, "category", body):
        return _renamed(columns, {"category": "subcategory", "subcategory": "name"})
    return _renamed(columns, {"subcategory": "name"})


def _names_level_1(columns: list[Column], body: Sequence[Row]) -> bool:
    """Whether all that stands below 绩效指标 are names of level 1."""
    column = next(column for column in columns if column.role == "indicators")
    texts = {text for row in body if (text := column.text(row)) and text != column.printed}
    return bool(texts) and all(level(text, None).category for text in texts)


def _known(columns: list[Column], role: str, body: Sequence[Row]) -> bool:
    """Whether most cells of the column name a level 2 of the taxonomy."""
    column = next((column for column in columns if column.role == role), None)
    texts = {text for row in body if column and (text := column.text(row))}
    return bool(texts) and sum(level(None, text).subcategory is not None for text in texts) * 2 > len(texts)


def _renamed(columns: list[Column], names: dict[str, str]) -> list[Column]:
    """Roles exchanged; of several columns with one old role only the first is."""
    left = dict(names)
    return [replace(column, role=left.pop(column.role)) if column.role in left else column for column in columns]
