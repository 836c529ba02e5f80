"""Which label of a form a value belongs to.

It stands to the right of its label or below it, and amounts may form a small matrix:

    项目资金（万元） |            | 年初预算数 | 全年执行数
                     | 资金总额   | 100        | 90
                     | 财政拨款   | 80         | 75
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.roles import roles
from transforms.document import Cell, Row
from transforms.layouts.shared.amounts import is_amount
from transforms.layouts.shared.labels import SILENT, label
from transforms.records import MONEY, PARTS
from transforms.words.terms import is_of_term

_ACROSS = frozenset(roles(mark="across"))
_OF_SUM = re.compile(
    r"(?:资金|拨款|补助|补贴|经费|收入|安排|配套|自筹|结转|结余|贷款|债券|其[他它])"
)
# 中期资金 | 资金总额, 年度预算 | 总额: what a group of rows makes of the labels beside it
_OF_TERM = {
    ("total", True): "period_total",
    ("period_total", False): "total",
    **{(part, True): "no_column" for part in PARTS},
}
_CHANGED = {"调整前": "no_column", "调整后": "budget_adjusted"}
_WHOLE = re.compile("^(?:项目)?总(?:额|投资|资金|预算)$")
_TERM = re.compile(
    r"(?:(?:项目)?(?:中?长期|中期|实施周?期|[三五]年|年度|本年度?|当年|全年)(?:\(.{1,16}\))?"
    r"(?:项目)?(?:资金|预算)?(?:总?额|总量|金额|数)?|(?:项目)?总(?:额|投资|资金|预算))"
    r"(?:\([万千]?元\))?"
)
_CODE = re.compile(r"(?=.*\d{3})[A-Za-z\d-]{5,40}")
_WORDS = re.compile(r"[^\W\d_a-zA-Z]{2}")
_GROUPS = frozenset(("side", "funds"))  # labels beside other labels: what is above says more


@dataclass(frozen=True, slots=True)
class Labelled:
    """Rows of a form. ``roles``: id of each cell that is a label, and the role that it names;
    ``terms``: those that head the amounts of the whole term beside those of the year.
    """

    rows: Sequence[Row]
    roles: dict[int, str]
    terms: frozenset[int] = frozenset()

    def label_of(self, index: int, position: int) -> tuple[str, str] | None:
        """Role and printed label of the value at this place; None if it has no label."""
        row = self.rows[index]
        left, above = _left(row, position), self._above(index, position)
        beside, over = self._role(left), self._role(above)
        if above and not beside and over in MONEY and self._is_of_task(row, position):
            return "no_column", above.text
        row_label = self._row_label(row, position)
        if above and row_label and (over in _ACROSS or id(above) in self.terms):
            return _crossed(self._role(row_label), over), row_label.text
        if above and (not beside or beside in _GROUPS or self._is_beside(left, above, index)):
            return over, above.text
        if row_label and not beside and self._role(row_label) == "no_column":
            return "no_column", row_label.text  # a row of several values
        return (self._under_period(index, left, beside), left.text) if left and beside else None

    def coded(self, index: int, cell: Cell) -> tuple[str, str] | None:
        """Role and label of a code that stands before the project's name, or of that name:

        项目名称 | P2024001 | 数字图书馆建设
        """
        cells = [own for _, own in self.rows[index].filled]
        at = next(number for number, own in enumerate(cells) if own is cell)
        for first, role in ((at - 1, "project_code"), (at - 2, "project")):
            three = cells[first : first + 3] if first >= 0 else []
            if len(three) == 3 and self._role(three[0]) == "project" and not self._role(three[2]):
                label, code, name = three
                if _are_code_and_name(code, name):
                    return role, label.text
        return None

    def _role(self, cell: Cell | None) -> str:
        """The role that a label names; blank for any other cell."""
        return self.roles.get(id(cell), "") if cell is not None else ""

    def _is_of_task(self, row: Row, position: int) -> bool:
        """Whether the row of amounts is a task's and not the project's: its label has no column, or
        it begins with other words.

            年度主要任务 | 任务名称 | 财政拨款
                         | 采购设备 | 20
        """
        row_label = self._row_label(row, position)
        if row_label:
            return self._role(row_label) == "no_column"
        first = next(cell for _, cell in row.filled)
        return not self._role(first) and not is_amount(first.text)

    def _row_label(self, row: Row, position: int) -> Cell | None:
        """The nearest label to the left, over the values between."""
        return next(
            (cell for cell in reversed(row[:position]) if self._role(cell) not in ("", "funds")),
            None,
        )

    def _is_beside(self, left: Cell | None, above: Cell, index: int) -> bool:
        """Whether the label at the left is a group that stands beside the label above too."""
        return any(
            any(cell is left for cell in row) and any(cell is above for cell in row)
            for row in self.rows[:index]
        )

    def _under_period(self, index: int, left: Cell, role: str) -> str:
        """Parts below 中期资金总额, and sums and parts beside 中期资金, are of the whole term.

        The contract has a total for that, and no parts.
        """
        group = next(cell for _, cell in self.rows[index].filled)
        term = is_of_term(group.folded) if group is not left else None
        if term is not None and (role, term) in _OF_TERM:
            return _OF_TERM[role, term]
        if role not in PARTS:
            return role
        position = next(column for column, cell in enumerate(self.rows[index]) if cell is left)
        for row in reversed(self.rows[:index]):
            over = self._role(row[position])
            if over in ("total", "period_total"):
                return "no_column" if over == "period_total" else role
        return role

    def _above(self, index: int, position: int) -> Cell | None:
        """The label at the head of this column: one whose own row has no value for it to its
        right.
        """
        here = self.rows[index][position]
        for row in reversed(self.rows[:index]):
            cell = row[position]
            if cell is None or cell is here or not cell.text.strip():
                continue
            if id(cell) in self.roles:
                return cell if self._heads(row, cell) else None
            if not (self._row_label(row, position) or _is_of_sums(row, position)):
                return None
        return None

    def _heads(self, row: Row, cell: Cell) -> bool:
        """Whether the label heads a column: what follows it in its row is another label, or
        nothing.
        """
        end = next(column for column, other in enumerate(row) if other is cell) + row.span(cell)
        following = (other for other in row[end:] if other is not None and other.text.strip())
        first = next(following, None)
        return first is None or id(first) in self.roles


def _is_of_sums(row: Row, position: int) -> bool:
    """Whether a row of the matrix has a name that no alias knows, and amounts behind it:
    一般预算内拨款 | 63 | 63 | 100%.
    """
    cells = [cell for at, cell in row.filled if at <= position]
    texts = [cell for cell in cells if not is_amount(cell.text)]
    return len(texts) == 1 and texts[0] is cells[0] and bool(_OF_SUM.search(cells[0].folded))


def _are_code_and_name(code: Cell, name: Cell) -> bool:
    return bool(_CODE.fullmatch(code.folded) and _WORDS.search(name.folded))


def labelled(rows: Sequence[Row]) -> Labelled:
    """The rows, with the role of every cell that is a label and nothing else."""
    cells = {id(cell): cell for row in rows for _, cell in row.filled}
    roles_of = ((key, label(cell.text)) for key, cell in cells.items())
    known = {key: role for key, role in roles_of if role}
    heads = _terms(rows) | _other_heads(rows, known)
    return Labelled(rows, known | heads, frozenset(heads))


def _terms(rows: Sequence[Row]) -> dict[int, str]:
    """The heads of amounts of the whole term and of the year, side by side in one row:

    资金情况 | 实施期 | 年度
    资金总额 | 300    | 100
    """
    found: dict[int, str] = {}
    for row, below in pairwise(rows):
        heads = {
            id(cell): period
            for at, cell in row.filled
            if (period := _term_of(cell)) is not None and _has_amount(below, at)
        }
        if set(heads.values()) == {True, False} and len(heads) == 2:
            found |= {key: "period_total" if period else "total" for key, period in heads.items()}
    return found


def _other_heads(rows: Sequence[Row], known: Mapping[int, str]) -> dict[int, str]:
    """The heads of a matrix that the dataset has no column for: beside 年初预算数 and 全年执行数
    stand 上年预算数, 调整数, 到位数. 调整前 beside 调整后 is one.
    """
    found: dict[int, str] = {}
    for row, below in pairwise(rows):
        cells = [cell for at, cell in row.filled if _has_amount(below, at)]
        if {cell.folded for cell in cells} >= _CHANGED.keys():
            found |= _changed(cells)
        elif _is_matrix(cells, known):
            found |= dict.fromkeys(_without_column(cells, known), "no_column")
    return found


def _changed(cells: Sequence[Cell]) -> dict[int, str]:
    return {id(cell): _CHANGED[cell.folded] for cell in cells if cell.folded in _CHANGED}


def _without_column(cells: Sequence[Cell], known: Mapping[int, str]) -> Iterator[int]:
    """The ids of the heads that name no column."""
    for cell in cells:
        if known.get(id(cell), "no_column") == "no_column" and not is_amount(cell.text):
            yield id(cell)


def _is_matrix(cells: Sequence[Cell], known: Mapping[int, str]) -> bool:
    """Whether heads over amounts name several sums, or one beside others that have no column."""
    across = [cell for cell in cells if known.get(id(cell)) in _ACROSS]
    return len(across) > 1 or (bool(across) and len(cells) > 1 and _all_known(cells, known))


def _all_known(cells: Sequence[Cell], known: Mapping[int, str]) -> bool:
    """Whether each head over amounts names a sum, or one that has no column: 2023年预算."""
    return all(known.get(id(cell)) in _ACROSS | {"no_column"} for cell in cells)


def _term_of(cell: Cell) -> bool | None:
    """True for a head of the whole term, False for one of the year, None for any other cell."""
    if not _TERM.fullmatch(cell.folded):
        return None
    return bool(_WHOLE.search(cell.folded)) or bool(is_of_term(cell.folded))


def _has_amount(row: Row, position: int) -> bool:
    cell = row[position]
    return cell is not None and any(map(str.isdigit, cell.text)) and is_amount(cell.text)


def _crossed(row_role: str, column_role: str) -> str:
    """Where a row of the money matrix meets a column.

    财政拨款 by 年初预算数 is the appropriation, by 执行数 it has no column of its own.
    """
    if column_role == "total":
        return row_role
    if column_role == "period_total":
        return column_role if row_role in ("total", "period_total") else "no_column"
    return column_role if row_role == "total" or column_role in SILENT else "no_column"


def _left(row: Row, position: int) -> Cell | None:
    """The nearest filled cell to the left, or None."""
    here = row[position]
    return next(
        (
            cell
            for cell in reversed(row[:position])
            if cell is not None and cell is not here and cell.text.strip()
        ),
        None,
    )
