"""Labels and values of a form, above (or below) the rows of indicators.

项目名称, 主管部门, 项目资金, 年度目标 …

A value stands to the right of its label, below it, or in the same cell behind a colon; amounts may
form a small matrix (年度资金总额 by 全年预算数).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transforms.document import Cell, Line, Row
from transforms.layouts.shared.amounts import is_amount, no_column, unreadable
from transforms.layouts.shared.grid_rows import joined
from transforms.layouts.shared.labels import (
    GOALS,
    SILENT,
    TEXTS,
    is_goal_label,
    split_labels,
    unit_of,
)
from transforms.layouts.shared.pairing import Labelled, labelled
from transforms.layouts.shared.ticks import ticked
from transforms.records import MONEY, Finding, Project
from transforms.words.amounts import read_amount
from transforms.words.folding import fold

_SCORE = re.compile(r"\d[\d.]*分?")
_BLANKS = frozenset(("", "-", "--", "—", "——", "/", "无", "0", "0.00"))
_NO_NAME = re.compile(r"[\d.]+")


@dataclass(slots=True)
class Form:
    """What a form says of one project.

    ``spare``: cells that are neither label nor value (titles, captions, notes).
    """

    texts: dict[str, tuple[str, Cell | Line]] = field(default_factory=dict)
    # as printed, cell, unit of the label
    amounts: dict[str, tuple[str, Cell | Line, str | None]] = field(default_factory=dict)
    spare: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ignored: set[int] = field(default_factory=set)  # ids of cells left out on purpose

    def put(self, role: str, text: str, cell: Cell | Line, printed: str) -> None:
        """Keep one value under the role of its label; the first one counts.

        What has no field becomes a finding.
        """
        if _says_nothing(role, text):
            self.ignored.add(id(cell))
        elif role in MONEY or (role == "funds" and is_amount(text)):
            self.amounts.setdefault(
                "total" if role == "funds" else role, (text, cell, unit_of(printed))
            )
        elif role in TEXTS and role not in self.texts:
            self.texts[role] = (text, cell)
            # the boxes that are not ticked
            self.ignored |= {id(cell)} if role == "attribute" else set()
        else:
            self.findings.append(no_column(printed, text, cell))


def _says_nothing(role: str, text: str) -> bool:
    """Whether a value needs no field and no finding. A score in words (自评得分：优) needs one."""
    if role == "score":
        return fold(text) in _BLANKS or bool(_SCORE.fullmatch(fold(text)))
    return role in SILENT or role == "unit" or (role == "no_column" and fold(text) in _BLANKS)


def read_form(rows: Sequence[Row]) -> Form:
    """Pair the values of these rows with their labels; what has no label is spare."""
    form, labels = Form(), labelled(rows)
    read = set(labels.roles)
    form.ignored |= labels.terms
    for index, row in enumerate(rows):
        for position, cell in row.filled:
            if id(cell) not in read:
                read.add(id(cell))
                _read_cell(form, labels, index, position, cell)
    return form


def _read_cell(form: Form, labels: Labelled, index: int, position: int, cell: Cell) -> None:
    """Keep what one cell says, by the labels in it, else by the one that it belongs to."""
    inside = split_labels(cell.text)
    for role, printed, value in inside:
        form.put(role, value, cell, printed)
    if inside:
        return
    role, printed = labels.coded(index, cell) or labels.label_of(index, position) or ("", "")
    if role in GOALS and is_goal_label(cell.text):
        form.spare.append(cell)
    elif role and (role != "funds" or is_amount(cell.text)):
        form.put(role, cell.text.strip(), cell, printed)
    else:
        form.spare.append(cell)


def fill(project: Project, form: Form, unit: str | None) -> None:
    """Put what the form says into the project.

    Amounts without a unit of their own are in ``unit``.
    """
    _fill_texts(project, form)
    _fill_amounts(project, form, unit)
    project.findings += form.findings


def _fill_texts(project: Project, form: Form) -> None:
    for role, (text, cell) in _of_project(form):
        project.put(role, ticked(text) if role == "attribute" else text)
        if role == "project":
            project.cell = cell
    if "overall_goal" in form.texts:
        field = "goal" if project.goal is None else "period_goal"
        project.put(field, form.texts["overall_goal"][0])
    ends = [form.texts[role][0] for role in ("term_start", "term_end") if role in form.texts]
    if project.term is None and ends:
        project.term = "至".join(ends)


def _of_project(form: Form) -> Iterator[tuple[str, tuple[str, Cell | Line]]]:
    """The texts that are the project's own. A number beside 项目名称 counts the rows: it is left
    over.
    """
    for role, (text, cell) in form.texts.items():
        if role == "project" and _NO_NAME.fullmatch(text.strip()) and isinstance(cell, Cell):
            form.spare.append(cell)
        elif role not in ("overall_goal", "term_start", "term_end"):
            yield role, (text, cell)


def _fill_amounts(project: Project, form: Form, unit: str | None) -> None:
    for role, (text, cell, own) in form.amounts.items():
        amount = read_amount(text, own or unit)
        project.amounts[role] = amount
        project.findings += unreadable(amount, cell, project.project)
    if "total" not in project.amounts and "budget_adjusted" in project.amounts:
        project.amounts["total"] = project.amounts["budget_adjusted"]


def unread(form: Form, rows: Sequence[Row]) -> Iterator[Finding]:
    """One finding for each row of the form that holds text without a known label."""
    spare = {id(cell) for cell in form.spare}
    for row in rows:
        cells = [cell for _, cell in row.filled if id(cell) in spare]
        spare -= {id(cell) for cell in cells}
        if cells and any(cell.role is None for cell in cells):
            yield Finding(
                "cell_unread", cells[0].text.strip(), cell=cells[0], source_text=joined([row])
            )
