"""Labels of a form: which cell is one, and texts that hold their value behind a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from schemas.roles import roles
from transforms.document import Row
from transforms.records import MONEY
from transforms.words.amounts import FACTORS, caption_unit
from transforms.words.folding import fold
from transforms.words.headers import column_of

TEXTS = frozenset(roles("text", "term"))
"""Labels of texts that a form keeps."""
SILENT = frozenset(roles(mark="silent"))
"""Labels whose values are left out on purpose: contact persons; points, score and rate of the
budget's execution, which follow from the amounts.
"""
STARTS = TEXTS | frozenset(roles(mark="starts_form"))
"""Labels with which a row of a form may begin."""
GOALS = frozenset(("goal", "period_goal", "overall_goal"))
"""Labels of goals: what stands under them may be another label, of goals or of results."""
_LABELS = TEXTS | frozenset(roles("amount", "part", "form"))
_ALONE = _LABELS | SILENT | {"actual_value"}
_GLUED = re.compile(r"(?:^|(?<=[\s;；]))([^\s:：;；]{2,20})\s*[:：]")
_RUN = re.compile(r"(?<=[:：])([^\s:：;；]{4,60})(?=[:：])")
_ITEM = re.compile(r"\d{1,2}[.．、)）]|[(（]\d{1,2}[)）]")
_LONGEST = 8  # characters of a label
_OF_GOALS = re.compile(
    r"(?:年度|年初|全年|总体?|项目|绩效|预期|设定|\(?调整后?\)?|实施期?|[中长]期|当年|本年度?|实际)*"
    r"目标(?:实际)?(?:(?:完成|实现)(?:情况)?)?(?:的?(?:综述|概述|说明|描述))?"
)
# texts of one word each: what stands behind a gap is another label's
_NAMES = frozenset(("project", "project_code", "department", "spending_unit", "no_column"))
_GAPS = ("\u3000", "\t")  # that part two labels alone; blanks do so by twos
_UNIT = re.compile(r"[(、,](?:金额)?(?:单位[:：])?(?:人民币)?(元|千元|万元|亿元)\)")


def label(text: str) -> str | None:
    """The role of a cell that is a label and nothing else; the colon behind it does not count."""
    role = column_of(text.strip().rstrip(":："))
    return role if role in _ALONE else None


def split_labels(text: str) -> list[tuple[str, str, str]]:
    """(role, label, value) of every 'label：value' in a cell or line.

    Empty if it does not begin with a known label. A label that nobody listed ends a name before
    it, and says what has no column.

    >>> split_labels('主管部门：某局  实施单位：某站')
    [('department', '主管部门', '某局'), ('spending_unit', '实施单位', '某站')]
    >>> split_labels('目标1：完成'), split_labels('1. 项目名称：某项目')
    ([], [('project', '项目名称', '某项目')])
    >>> split_labels('项目名称：某项目  负责科室：某科')
    [('project', '项目名称', '某项目'), ('no_column', '负责科室', '某科')]
    >>> split_labels('项目名称：培训费预算金额：58万元')
    [('project', '项目名称', '培训费'), ('total', '预算金额', '58万元')]
    >>> split_labels('项目名称：培训费。预算金额：58万元。')
    [('project', '项目名称', '培训费'), ('total', '预算金额', '58万元')]
    """
    text = _RUN.sub(_parted, text)
    found = list(_marks(text))
    lead = text[: found[0][1].start()].strip() if found else ""
    if not found or (lead and not _ITEM.fullmatch(lead)):
        return []
    ends = [*(mark.start() for _, mark in found[1:]), len(text)]
    return [
        (role, mark[1], _value(role, text[mark.end() : end]))
        for (role, mark), end in zip(found, ends, strict=True)
    ]


def _value(role: str, text: str) -> str:
    """What stands behind a label. A name or an amount that ends a sentence ends before its stop."""
    value = text.strip(" \u3000;；\n")
    return value.rstrip("。，,") if role in _NAMES or role in MONEY else value


def _parted(run: re.Match[str]) -> str:
    """A value with a blank before the label that is glued to its end."""
    text = run[1]
    for size in range(_LONGEST, 1, -1):
        if len(text) > size + 1 and label(text[-size:]) in _LABELS:
            return f"{text[:-size]} {text[-size:]}"
    return run[0]


def _marks(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The labels before colons with their roles; an unknown one behind a name and two blanks."""
    before = ""
    for mark in _GLUED.finditer(text):
        role = label(mark[1])
        if role not in _LABELS:
            role = "unit" if column_of(mark[1]) == "unit" else None
        if role is None and before in _NAMES and _ends_in_gap(text[: mark.start()]):
            role = "no_column"
        if role:
            before = role
            yield role, mark


def _ends_in_gap(text: str) -> bool:
    gap = text[len(text.rstrip()) :]
    return len(gap) > 1 or gap in _GAPS


def spaced_label(text: str) -> tuple[str, str] | None:
    """(role, value) of a line that was a row of two cells, a label and a text: '项目名称 某项目'.

    >>> spaced_label('项目名称  城区绿化')
    ('project', '城区绿化')
    >>> spaced_label('资金总额  58万元')
    ('total', '58万元')
    >>> spaced_label('项目名称 主管部门'), spaced_label('项目名称 甲 乙')
    (None, None)
    """
    parts = text.split()
    role = label(parts[0]) if len(parts) == 2 and not label(parts[1]) else None
    return (role, parts[1]) if role is not None and role in TEXTS | set(MONEY) else None


def is_goal_label(text: str) -> bool:
    """Whether a text is made of the words of labels only, and says no goal.

    >>> is_goal_label('年度总体目标完成情况综述'), is_goal_label('全年（调整）绩效目标')
    (True, True)
    >>> is_goal_label('完成年度目标'), is_goal_label('保障系统运行')
    (False, False)
    """
    return bool(_OF_GOALS.fullmatch(fold(text).rstrip(":")))


_BARE_UNIT = re.compile(r"\(([万千]?元|亿元)\)")
_NAMES_UNIT = re.compile("(?:金额|货币|计量|资金)?单位:?")


def unit_of(printed: str) -> str | None:
    """The unit in the brackets of a label, 项目资金（万元）; None if it bears none."""
    match = _UNIT.search(fold(printed))
    return match[1] if match else None


def units(rows: Sequence[Row]) -> Iterator[str]:
    """Units that labels carry, 项目资金（万元）, or that a caption states, 单位：万元, or 金额单位
    with 万元 in the cell beside it.
    """
    cells = [cell for row in rows for _, cell in row.filled if len(cell.text) < 60]
    for cell in cells:
        if cell.role in ("funds", *MONEY) and (unit := unit_of(cell.text)):
            yield unit
    yield from (unit for cell in cells if (unit := caption_unit(cell.text)))
    yield from (found[1] for cell in cells if (found := _BARE_UNIT.fullmatch(cell.folded)))
    for row in rows:
        pairs = pairwise([cell for _, cell in row.filled])
        yield from (
            value.folded
            for name, value in pairs
            if _NAMES_UNIT.fullmatch(name.folded) and value.folded in FACTORS
        )


def unit_of_columns(headers: Iterable[tuple[str | None, str]]) -> str | None:
    """The one unit that headers of amounts print, 预算金额（万元）; ``headers``: role and text."""
    said = {unit_of(printed) for role, printed in headers if role in MONEY}
    return said.pop() if len(said) == 1 else None
