"""Labels and values of a form: 项目名称, 主管部门, 项目资金, 年度目标 … above (or below) the rows of indicators.

A value stands to the right of its label, below it, or in the same cell behind a colon; amounts may form a small matrix (年度资金总额 by 全年预算数).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Line, Row
from transforms.fold import fold
from transforms.layouts._grid import filled, joined, span
from transforms.layouts._header import column_of
from transforms.layouts._ticks import ticked
from transforms.money import caption_unit, read_amount
from transforms.records import MONEY, Finding, Project

_TEXTS = frozenset(("project", "project_code", "department", "spending_unit", "attribute", "term", "term_start", "term_end", "goal", "overall_goal",
                    "period_goal"))
_SILENT = frozenset(("ignored", "side", "sequence", "points", "score", "execution_rate"))
"""Labels whose values are left out on purpose: contact persons; points, score and rate of the budget's execution, which follow from the amounts."""
_ACROSS = frozenset(("total", "budget_adjusted", "executed", "points", "score", "execution_rate"))
_BLANKS = frozenset(("", "-", "--", "—", "——", "/", "无", "0", "0.00"))
_GLUED = re.compile(r"(?:^|(?<=[\s;；]))([^\s:：;；]{2,20})\s*[:：]")
_UNIT = re.compile(r"\((?:单位[:：])?(元|千元|万元|亿元)\)")
_LABELS = _TEXTS | frozenset(MONEY) | {"funds", "no_column", "ignored"}
STARTS = _TEXTS | {"funds", "no_column", "ignored", "budget_adjusted", "executed", "period_total", "fiscal_appropriation"}


@dataclass(slots=True)
class Form:
    """What a form says of one project. ``spare``: cells that are neither label nor value (titles, captions, notes)."""

    texts: dict[str, tuple[str, Cell | Line]] = field(default_factory=dict)
    amounts: dict[str, tuple[str, Cell | Line, str | None]] = field(default_factory=dict)  # as printed, cell, unit of the label
    spare: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)  # ids of cells left out on purpose

    def put(self, role: str, text: str, cell: Cell | Line, printed: str) -> None:
        """Keep one value under the role of its label; the first one counts, and what has no field becomes a finding."""
        if role in _SILENT or role == "unit" or (role == "no_column" and fold(text) in _BLANKS):
            self.ignored.add(id(cell))
        elif role in MONEY or (role == "funds" and _is_amount(text)):
            self.amounts.setdefault("total" if role == "funds" else role, (text, cell, _unit(printed)))
        elif role in _TEXTS and role not in self.texts:
            self.texts[role] = (text, cell)
            self.ignored |= {id(cell)} if role == "attribute" else set()  # the boxes that are not ticked
        else:
            self.findings.append(Finding("no_column", text, cell=cell, source_text=f"{printed.strip()}\t{text}", detail=printed.strip()))


def label(text: str) -> str | None:
    """The role of a cell that is a label and nothing else; the colon behind it does not count."""
    role = column_of(text.strip().rstrip(":："))
    return role if role in _LABELS | _SILENT | {"actual_value"} else None


def split_labels(text: str) -> list[tuple[str, str, str]]:
    """(role, label, value) of every 'label：value' in a cell or line that begins with a known label; empty if it does not.

    >>> split_labels('主管部门：某局  实施单位：某站')
    [('department', '主管部门', '某局'), ('spending_unit', '实施单位', '某站')]
    >>> split_labels('目标1：完成')
    []
    """
    marks = [mark for mark in _GLUED.finditer(text) if label(mark[1]) in _LABELS or column_of(mark[1]) == "unit"]
    if not marks or text[:marks[0].start()].strip():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return [(label(mark[1]) or "unit", mark[1], text[mark.end():end].strip(" ;；\n")) for mark, end in zip(marks, ends, strict=True)]


def read_form(rows: Sequence[Row]) -> Form:
    """Pair the values of these rows with their labels; what has no label is spare."""
    form, roles = Form(), {id(cell): role for row in rows for _, cell in filled(row) if (role := label(cell.text))}
    done: set[int] = set()
    for index, row in enumerate(rows):
        for position, cell in filled(row):
            if id(cell) in roles or id(cell) in done:
                continue
            done.add(id(cell))
            if glued := split_labels(cell.text):
                for role, printed, value in glued:
                    form.put(role, value, cell, printed)
            elif (pair := _role(rows, index, position, roles)) and not (pair[0] == "funds" and not _is_amount(cell.text)):
                form.put(pair[0], cell.text.strip(), cell, pair[1])
            else:
                form.spare.append(cell)
    return form


def _role(rows: Sequence[Row], index: int, position: int, roles: dict[int, str]) -> tuple[str, str] | None:
    """Role and printed label of the value at this place: by the label to its left, the one above it, or both."""
    left, above = _left(rows[index], position), _above(rows, index, position, roles)
    beside = roles.get(id(left)) if left else None
    if above and not beside and roles[id(above)] in MONEY and _of_a_task(rows[index], position, roles):
        return "no_column", above.text
    if above and roles[id(above)] in _ACROSS and (row_label := _row_label(rows[index], position, roles)):
        return _crossed(roles[id(row_label)], roles[id(above)]), row_label.text
    if above and (not beside or beside in ("side", "funds") or _beside_both(rows[:index], left, above)):
        return roles[id(above)], above.text
    if not beside and (far := _row_label(rows[index], position, roles)) and roles[id(far)] == "no_column":
        return "no_column", far.text  # a row of several values
    return (_under_period(rows, index, left, beside, roles), left.text) if left and beside else None


def _of_a_task(row: Row, position: int, roles: dict[int, str]) -> bool:
    """Whether the row of amounts is a task's (年度主要任务) and not the project's: its label has no column, or it begins with other words."""
    far = _row_label(row, position, roles)
    first = next(cell for _, cell in filled(row))
    return roles[id(far)] == "no_column" if far else id(first) not in roles and not _is_amount(first.text)


def _row_label(row: Row, position: int, roles: dict[int, str]) -> Cell | None:
    """The nearest label to the left, over the values between."""
    return next((cell for cell in reversed(row[:position]) if cell is not None and roles.get(id(cell), "funds") != "funds"), None)


def _beside_both(rows: Sequence[Row], left: Cell | None, above: Cell) -> bool:
    """Whether the label at the left is a group that stands beside the label above too."""
    return any(any(cell is left for cell in row) and any(cell is above for cell in row) for row in rows)


def _crossed(row_role: str, column_role: str) -> str:
    """Where a row of the money matrix meets a column: 财政拨款 by 年初预算数 is the appropriation, by 执行数 it has no column of its own."""
    if column_role == "total":
        return row_role
    return column_role if row_role == "total" or column_role in _SILENT else "no_column"


def _under_period(rows: Sequence[Row], index: int, left: Cell, role: str, roles: dict[int, str]) -> str:
    """Parts below 中期资金总额 belong to the whole term, for which the contract has a total and no parts."""
    if role not in ("fiscal_appropriation", "special_account", "other_funds"):
        return role
    position = next(place for place, cell in enumerate(rows[index]) if cell is left)
    for row in reversed(rows[:index]):
        cell = row[position]
        over = roles.get(id(cell)) if cell is not None else None
        if over in ("total", "period_total"):
            return "no_column" if over == "period_total" else role
    return role


def _left(row: Row, position: int) -> Cell | None:
    """The nearest filled cell to the left, or None."""
    here = row[position]
    return next((cell for cell in reversed(row[:position]) if cell is not None and cell is not here and cell.text.strip()), None)


def _above(rows: Sequence[Row], index: int, position: int, roles: dict[int, str]) -> Cell | None:
    """The label at the head of this column: one whose own row has no value for it to its right."""
    for number in range(index - 1, -1, -1):
        cell = rows[number][position]
        if cell is None or cell is rows[index][position] or not cell.text.strip():
            continue
        if id(cell) in roles:
            return cell if _heads(rows[number], cell, roles) else None
        if not _row_label(rows[number], position, roles):
            return None
    return None


def _heads(row: Row, cell: Cell, roles: dict[int, str]) -> bool:
    """Whether the label heads a column: what follows it in its row is another label, or nothing."""
    end = next(place for place, other in enumerate(row) if other is cell) + span(row, cell)
    following = next((other for other in row[end:] if other is not None and other.text.strip()), None)
    return following is None or id(following) in roles


def _is_amount(text: str) -> bool:
    amount = read_amount(text, "万元")
    return amount is not None and amount.problem is None


def _unit(printed: str) -> str | None:
    found = _UNIT.search(fold(printed))
    return found[1] if found else None


def units(rows: Sequence[Row]) -> Iterator[str]:
    """Units that labels carry, 项目资金（万元）, or that a caption states, 单位：万元."""
    cells = [cell for row in rows for _, cell in filled(row) if len(cell.text) < 60]
    for cell in cells:
        if column_of(cell.text) in ("funds", *MONEY) and (unit := _unit(cell.text)):
            yield unit
    yield from (unit for cell in cells if (unit := caption_unit(cell.text)))


def fill(project: Project, form: Form, unit: str | None) -> None:
    """Put what the form says into the project; amounts without a unit of their own are in ``unit``."""
    for role, (text, cell) in form.texts.items():
        if role in ("overall_goal", "term_start", "term_end"):
            continue
        setattr(project, role, ticked(text) if role == "attribute" else text)
        if role == "project":
            project.cell = cell
    if "overall_goal" in form.texts:
        setattr(project, "goal" if project.goal is None else "period_goal", form.texts["overall_goal"][0])
    if project.term is None and (ends := [form.texts[role][0] for role in ("term_start", "term_end") if role in form.texts]):
        project.term = "至".join(ends)
    for role, (text, cell, own) in form.amounts.items():
        amount = read_amount(text, own or unit)
        project.amounts[role] = amount
        if amount and amount.problem:
            project.findings.append(Finding(amount.problem, amount.printed, cell=cell, detail=project.project))
    if "total" not in project.amounts and "budget_adjusted" in project.amounts:
        project.amounts["total"] = project.amounts["budget_adjusted"]
    project.findings += form.findings


def unread(form: Form, rows: Sequence[Row]) -> Iterator[Finding]:
    """One finding for each row of the form that holds text without a known label."""
    spare = {id(cell) for cell in form.spare}
    for row in rows:
        cells = [cell for _, cell in filled(row) if id(cell) in spare]
        spare -= {id(cell) for cell in cells}
        if cells and any(column_of(cell.text) is None for cell in cells):
            yield Finding("cell_unread", cells[0].text.strip(), cell=cells[0], source_text=joined([row]))
