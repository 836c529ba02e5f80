"""The rows of a listing in groups of one project, or one sum, each; and what they say of amounts
that are not one project's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from transforms.document import Cell, Row
from transforms.layouts.level_table.columns import Column
from transforms.layouts.shared.amounts import no_column
from transforms.layouts.shared.grid_rows import joined
from transforms.records import MONEY, Finding
from transforms.words.amounts import read_amount
from transforms.words.folding import fold

_OF_WHICH = re.compile(r"其中[:：]?.*")


@dataclass(slots=True)
class Group:
    """The rows of one project, or one row of sums. ``texts``: what its project columns say."""

    rows: list[Row]
    cell: Cell
    texts: dict[str, str]
    number: str = ""  # the running number of its first row
    findings: list[Finding] = field(default_factory=list)

    def differs(self, texts: dict[str, str]) -> bool:
        """Whether a row that says ``texts`` belongs to another project.

        It says something that this one does not say, or says it otherwise.
        """
        return any(text and text != self.texts.get(role) for role, text in texts.items())

    def leave(self, role: str, rule: str, said: str) -> None:
        """Take an amount away that is not this project's own, and tell of it."""
        text = self.texts.pop(role, "")
        self.findings.append(Finding(rule, text, cell=self.cell, source_text=said, detail=said))


def groups_of(
    body: Sequence[Row], columns: Sequence[Column], numbers: Column | None
) -> tuple[list[Group], list[Finding]]:
    """The groups, and a finding for each row without a project before any project: it is held back,
    whole.
    """
    groups: list[Group] = []
    lost: list[Finding] = []
    parts = _parts(body, columns)
    for at, row in enumerate(body):
        texts = _texts(row, columns)
        if groups and _goes_on(groups[-1], row, columns, texts, is_part=at in parts):
            groups[-1].rows.append(row)
        elif texts:
            number = (numbers.text(row) or "") if numbers else ""
            groups.append(Group([row], _cell_of_project(row, columns), texts, fold(number)))
        else:
            first = next(cell for _, cell in row.filled)
            lost.append(Finding("row_without_project", cell=first, source_text=joined([row])))
    _part_shared(groups, columns)
    _part_parents(groups)
    return groups, lost


def _goes_on(
    group: Group, row: Row, columns: Sequence[Column], texts: dict[str, str], *, is_part: bool
) -> bool:
    """Whether a row is one more of a project; what it says of further amounts is told."""
    if is_part:
        group.findings += _told(row, columns, texts)
    elif texts and group.differs(texts):
        if not _is_one_project(group, row, columns):
            return False
        group.findings += _several(group, columns, texts, row)
    return True


def _texts(row: Row, columns: Sequence[Column]) -> dict[str, str]:
    return {column.role or "": text for column in columns if (text := column.text(row))}


def _parts(body: Sequence[Row], columns: Sequence[Column]) -> set[int]:
    """The rows that are parts of the project above: 其中：清淤工程, and those behind it that add up
    with it to the project's amount.
    """
    found: set[int] = set()
    whole: Decimal | None = None
    for at, row in enumerate(body):
        texts = _texts(row, columns)
        if at in found or not texts.get("project"):
            continue
        if not _OF_WHICH.fullmatch(fold(texts["project"])):
            whole = _amount(texts)
            continue
        found.add(at)
        if whole is not None:
            found.update(_adding_up(body, columns, at, whole))
    return found


def _adding_up(
    body: Sequence[Row], columns: Sequence[Column], first: int, whole: Decimal
) -> Iterator[int]:
    running = Decimal(0)
    for at in range(first, len(body)):
        running += _amount(_texts(body[at], columns)) or 0
        if running == whole:
            yield from range(first, at + 1)
        if running >= whole:
            return


def _amount(texts: dict[str, str]) -> Decimal | None:
    amount = read_amount(texts.get("total"), "万元")
    return amount.value if amount else None


def _told(row: Row, columns: Sequence[Column], texts: dict[str, str]) -> Iterator[Finding]:
    """The amounts of a part, which have no column."""
    name = texts.get("project", "")
    cell = _cell_of_project(row, columns)
    for role in MONEY:
        if text := texts.get(role):
            yield no_column(name, text, cell)


def _is_one_project(group: Group, row: Row, columns: Sequence[Column]) -> bool:
    """Whether the cell with the project's name is merged over the row too, and the first row holds
    an indicator: one without any is a sum.
    """
    at = next((column.positions[0] for column in columns if column.role == "project"), None)
    own = {position for column in columns for position in column.positions}
    first = group.rows[0]
    says_more = any(position not in own for position, _ in first.filled)
    return says_more and at is not None and row[at] is not None and row[at] is first[at]


def _several(
    group: Group, columns: Sequence[Column], texts: dict[str, str], row: Row
) -> Iterator[Finding]:
    """The further amounts of a project whose name is merged over several of them: which is its own,
    or whether their sum is, nothing says.
    """
    for role in MONEY:
        text, own = texts.get(role), group.texts.get(role)
        if text and text != own:
            cell = _cell_of_project(row, columns)
            said = f"{group.texts.get('project', '')}\t{own or ''}\t{text}"
            group.texts.pop(role, None)
            yield Finding("amount_unreadable", text, cell=cell, source_text=said)


def _part_shared(groups: Sequence[Group], columns: Sequence[Column]) -> None:
    """One amount over several projects is of none of them."""
    for column in columns:
        for shared in _by_cell(groups, column) if column.role in MONEY else ():
            names = "、".join(group.texts.get("project", "") for group in shared)
            for group in shared:
                text = group.texts.get(column.role or "", "")
                group.leave(column.role or "", "amount_unreadable", f"{names}\t{text}")


def _by_cell(groups: Sequence[Group], column: Column) -> Iterator[list[Group]]:
    """The groups over which a cell of the column is merged."""
    owners: dict[int, list[Group]] = {}
    for group in groups:
        cell = group.rows[0][column.positions[0]]
        if cell is not None and cell.text.strip():
            owners.setdefault(id(cell), []).append(group)
    yield from (shared for shared in owners.values() if len(shared) > 1)


def _part_parents(groups: Sequence[Group]) -> None:
    """The amount of project 1 that adds up 1.1 and 1.2 below it is theirs."""
    for at, group in enumerate(groups):
        below = [one for one in groups[at + 1 :] if _is_below(one.number, group.number)]
        total = _amount(group.texts)
        if below and total and sum((_amount(one.texts) or 0 for one in below), Decimal(0)) == total:
            name = group.texts.get("project", "")
            group.leave("total", "no_column", f"{name}\t{group.texts['total']}")


def _is_below(number: str, above: str) -> bool:
    stem = above.rstrip(".、")
    return bool(stem) and re.fullmatch(rf"{re.escape(stem)}[.-]\d{{1,2}}", number) is not None


def _cell_of_project(row: Row, columns: Sequence[Column]) -> Cell:
    """The first filled cell of the row that stands in one of the project's columns."""
    of_project = {
        id(row[position])
        for column in columns
        for position in column.positions
        if position < len(row)
    }
    return next(cell for _, cell in row.filled if id(cell) in of_project)
