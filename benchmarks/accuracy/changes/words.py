"""The same words printed otherwise: blanks and line breaks in them, full width, other signs,
traditional characters, other header words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.accuracy.anatomy import Anatomy
from benchmarks.accuracy.changes.change import Change, Stage, of_the_parts, with_grid
from benchmarks.accuracy.form import Cell, Form, Project, Want
from benchmarks.accuracy.judge import level, squeeze

# each line of simplified characters has the traditional ones below it
_PAIRS = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").split()
_TRADITIONAL = str.maketrans("".join(_PAIRS[::2]), "".join(_PAIRS[1::2]))
_FULL = str.maketrans("0123456789%<>=,.()", "０１２３４５６７８９％＜＞＝，．（）")
_SIGNS = {"≥": (">=", "≧", "＞＝", "≥ "), "≤": ("<=", "≦", "＜＝", "≤ ")}
_NAMES = ("三级指标", "指标名称", "三级指标名称", "指标内容", "具体指标", "绩效指标名称")
_VALUES = ("指标值", "年度指标值", "目标值", "年度目标值", "绩效目标值", "计划指标值", "预期指标值")
_SECOND = ("数量", "质量", "时效", "成本", "社会效益")
_UNKNOWN = ("预算设定指标值", "本年应达到", "拟完成数", "设定指标值水平", "年度工作目标")


def _levels(parts: Anatomy) -> set[Cell]:
    return {parts.grid.rows[r][c] for r in parts.rows for c in parts.levels}


def _header(parts: Anatomy) -> set[Cell]:
    return {cell for row in parts.grid.rows[parts.header : parts.body] for cell in row}


def _split(text: str, chance: Random, between: str) -> str:
    """A blank or break in the middle of a word, or between all its characters."""
    if len(text) < 3 or not text.isalpha():
        return text
    if len(text) < 6 and chance.random() < 0.3:
        return between.join(text)
    at = chance.randrange(1, len(text))
    return f"{text[:at]}{between}{text[at:]}"


def _in(cells: Callable[[Anatomy], set[Cell]], between: str) -> Callable[..., Form]:
    def change(form: Form, parts: Anatomy, chance: Random) -> Form:
        chosen = cells(parts)

        def text(cell: Cell) -> str:
            return _split(cell.text, chance, between) if cell in chosen else cell.text

        return with_grid(form, parts, parts.grid.map(text))

    return change


def _names(parts: Anatomy) -> set[Cell]:
    return {parts.grid.rows[r][parts.name] for r in parts.rows}


def full_width(form: Form, _chance: Random) -> Form:
    """Digits and signs of the cells as wide as a Chinese character."""
    return form.map(lambda cell: cell.text.translate(_FULL))


def reworded(form: Form, text: Callable[[str], str]) -> Form:
    """Other texts in lines, cells and what must come out; levels are compared as they are."""
    blocks = (
        text(one) if isinstance(one, str) else one
        for one in form.map(lambda cell: text(cell.text)).blocks
    )
    return replace(
        form,
        blocks=tuple(blocks),
        wants=tuple(_texts(one, text) for one in form.wants),
        maybe=frozenset(map(text, form.maybe)),
        projects=tuple(_texts(one, text) for one in form.projects),
    )


_TEXTS = ("name", "annual_value", "period_value", "actual_value", "project")


def _texts(wanted: Want | Project, text: Callable[[str], str]) -> dict[str, Any]:
    return wanted | {field: text(wanted[field]) for field in _TEXTS if wanted.get(field)}


def traditional(form: Form, _chance: Random) -> Form:
    """Traditional characters."""
    return reworded(form, lambda text: text.translate(_TRADITIONAL))


def other_signs(form: Form, chance: Random) -> Form | None:
    """≥ written as >=, ≧ or ＞＝."""
    signs = str.maketrans({old: chance.choice(new) for old, new in _SIGNS.items()})
    new = reworded(form, lambda text: text.translate(signs))
    return new if new.wants != form.wants else None


def _renamed(column: str, words: tuple[str, ...]) -> Callable[..., Form | None]:
    def change(form: Form, parts: Anatomy, chance: Random) -> Form | None:
        at = getattr(parts, column)
        if at is None:
            return None
        old = parts.grid.rows[parts.body - 1][at]
        top, left, _, right = parts.grid.places()[old]
        said = {squeeze(cell.text) for cell in _header(parts)}
        word = chance.choice([one for one in words if one not in said])
        if left != right or top < parts.header:
            return None
        if level(parts.grid.rows[top][parts.name].text) in _SECOND:
            return None  # a row above the first one wanted, no header
        grid = parts.grid.map(lambda cell: word if cell is old else cell.text)
        return with_grid(form, parts, grid)

    return change


def _change(name: str, apply: Callable[..., Form | None]) -> Change:
    return Change(name, Stage.WORDS, of_the_parts(apply))


CHANGES = (
    _change("blanks in levels", _in(_levels, " ")),
    _change("blanks in headers", _in(_header, " ")),
    _change("line breaks in levels", _in(_levels, "\n")),
    _change("line breaks in headers", _in(_header, "\n")),
    _change("line breaks in names", _in(_names, "\n")),
    _change("blanks in names", _in(_names, " ")),
    Change("full width", Stage.WORDS, full_width),
    Change("traditional characters", Stage.WORDS, traditional),
    Change("other signs", Stage.WORDS, other_signs),
    _change("header synonym: name", _renamed("name", _NAMES)),
    _change("header synonym: value", _renamed("value", _VALUES)),
    _change("unknown header: value", _renamed("value", _UNKNOWN)),
)
