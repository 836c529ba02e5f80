"""Forms that stand apart: a table of labels and amounts right above a table of targets.

    项目名称 | 城区绿化 | 主管部门 | 某局
    项目资金（万元） | 年度资金总额 | 120

    一级指标 | 二级指标 | 三级指标 | 指标值

Its amounts are those of the project, whether the reader joined the two or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from transforms.crosscheck.claims import Doubt
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed
from transforms.crosscheck.targets import Target

_NAMED = re.compile(r"(?:项目|部门|单位)+(?:\(.{1,6}\)|（.{1,6}）)?名称[:：]?")
_TITLE = re.compile(r"绩效(?:目标|自评|监控|评价).{0,8}表")
_PROJECT = re.compile(r"项目(?:支出)?名称")
_GOAL = re.compile(r"(?:项目|年度|总体|年度总体|预期)?(?:绩效)?目标(?:[(（].{1,8}[)）])?")
_HEADS = 4  # rows that may stand above the heads of a listing
_TITLED = 3  # lines
_BETWEEN = 4  # lines
_LINES = 24
_ROWS = 40
_PAIRS = 2  # labels with their texts in the row that names the project


def above(targets: Iterable[Target], parts: list[Part]) -> Iterator[Part]:
    """Each form that stands apart right above targets."""
    for target in targets:
        first = max(target.part.number - _BETWEEN - 1, 0)
        tables = [part for part in parts[first : target.part.number] if part.is_table]
        if tables and is_form(tables[-1]) and not is_form(target.part):
            yield tables[-1]


def lines_above(targets: Iterable[Target], parts: list[Part]) -> Iterator[Printed]:
    """The lines right above targets, up to the table before: a form without rules may be lines."""
    for target in targets:
        first = max(target.part.number - _LINES, 0)
        for part in reversed(parts[first : target.part.number]):
            if part.is_table:
                break
            yield from part.rows


def doubts(targets: Iterable[Target], parts: list[Part], known: Known) -> Iterator[Doubt]:
    """Each form under a title of targets of which no row is printed: a page is missing."""
    filled = {id(target.part) for target in targets}
    yield from _listings(parts, known) if not filled else ()
    for part in parts:
        row = next((row for row in part.rows if names_form(row)), None)
        if row is None or not is_form(part) or not _is_titled(part, parts):
            continue
        label, name = row.filled[:2]
        is_blank = name.first > label.last + 1
        if not is_blank and not _has_rows(part, parts, filled) and not _is_told(row, known):
            yield Doubt("no_indicators", name.text, name.source, _said(row))


def _listings(parts: list[Part], known: Known) -> Iterator[Doubt]:
    """Each listing of projects with their goals, under such a title, in a document without targets:

    序号 | 项目名称 | 预算金额 | 绩效目标
    """
    for part in parts:
        head = next((row for row in part.rows[:_HEADS] if _lists(row)), None)
        if head is None or not _is_titled(part, parts):
            continue
        if not any(known.by_row.get(row) for row in part.rows) and not _is_told(head, known):
            name = next(cell for cell in head.filled if _PROJECT.fullmatch(cell.text))
            yield Doubt("no_indicators", name.text, name.source, _said(head))


def _lists(row: Printed) -> bool:
    texts = [cell.text for cell in row.filled]
    named = any(map(_PROJECT.fullmatch, texts))
    return named and any(map(_GOAL.fullmatch, texts)) and len(texts) > _PAIRS


def _is_told(row: Printed, known: Known) -> bool:
    return any(known.is_told(row, cell, errors=False) for cell in row.filled)


def _has_rows(form: Part, parts: list[Part], filled: set[int]) -> bool:
    """Whether targets stand in the form or below it, before the next form."""
    below = takewhile(lambda part: part is form or not is_form(part), parts[form.number :])
    return any(id(part) in filled for part in below)


def _is_titled(part: Part, parts: list[Part]) -> bool:
    above = reversed(parts[max(part.number - _TITLED, 0) : part.number])
    lines = (row for one in takewhile(lambda one: not one.is_table, above) for row in one.rows)
    return any(_TITLE.search(cell.text) for row in lines for cell in row.filled)


def _said(row: Printed) -> str:
    return "\t".join(cell.source.text for cell in row.filled)


def is_form(part: Part) -> bool:
    """Whether a row of the table names a project or a unit beside the label for it."""
    return len(part.rows) <= _ROWS and any(names_form(row) for row in part.rows)


def names_form(row: Printed) -> bool:
    """Whether a row begins a form: 项目名称 beside its text."""
    cells = row.filled
    if not 2 <= len(cells) <= 2 * _PAIRS or not _NAMED.fullmatch(cells[0].text):
        return False
    return not cells[1].is_header and not cells[1].level
