"""Columns of a table of indicators, their roles, and the header that they make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.roles import roles
from transforms.document import Row
from transforms.layouts.shared.grid_rows import text_at
from transforms.words.folding import fold

LEVELS = roles("level")
TARGETS = frozenset(roles("target"))
RESULTS = frozenset(roles(mark="reported"))
SIDES = frozenset(roles(mark="side"))
PROJECT = frozenset(roles("text", "amount", "part"))
_STANDARDS = frozenset(roles("standard"))
_JOINT = re.compile(r"(\d+(?:\.\d+)?)分?[/、(](\d+(?:\.\d+)?)分?\)?")
_BRACKETED = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")
_SLASH = re.compile("[/／]")
_FIGURES = re.compile(r"[\d\s.,，≥≤≧≦><＞＜=＝~—-]+|[年月日前底初末]")
_PLACE = re.compile(
    r".*(?:镇|乡|村|街道|街道办|街道办事处|县|区|市|社区|农场|林场|州|盟|旗|省|苏木|园区|开发区|管委会)(?:\(.*\))?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the header.

    ``role`` None: no alias names it. ``period``: True 中期/长期, False 年度, None: it does not say.
    ``seen``: of a role that no alias gives, how many of its cells fit it. ``part``: which of the
    two numbers of a cell is its own (分值/得分 over 10/9.5), from 0; None: the whole cell.
    """

    role: str | None
    positions: tuple[int, ...]
    printed: str
    period: bool | None = None
    seen: str = ""
    part: int | None = None

    def text(self, row: Row) -> str | None:
        """Its text in ``row``; None if there is no cell."""
        text = text_at(row, self.positions)
        return text if self.part is None or text is None else self._own_part(text)

    def _own_part(self, text: str) -> str:
        """One of the two numbers or values of a cell; the whole text if it holds no two."""
        both = halves(text)
        return both[self.part or 0] if both else text


@dataclass(frozen=True, slots=True)
class LevelHeader:
    """One or two header rows and their columns from left to right.

    The rows go from index ``first`` to ``last``.
    """

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[str | None]:
        """All roles that occur."""
        return frozenset(column.role for column in self.columns)

    @property
    def of_standards(self) -> bool:
        """Whether a column holds standards (标准值): the table says how points are given."""
        return bool(self.roles & _STANDARDS)


def halves(text: str) -> tuple[str, str] | None:
    """The two numbers, or the two values of one kind, that a slash or brackets part; None for
    another text.

    >>> halves("10/9.5"), halves("≥300天/312天"), halves("80元/人·月/85元/人·月")
    (('10', '9.5'), ('≥300天', '312天'), ('80元/人·月', '85元/人·月'))
    >>> halves("80元/人"), halves("≤10/10万"), halves("明显提升/明显提升"), halves("≥85%（88%）")
    (None, None, ('明显提升', '明显提升'), ('≥85%', '88%'))
    """
    if both := _JOINT.fullmatch(fold(text)):
        return both[1], both[2]
    if both := _BRACKETED.fullmatch(text.strip()):
        return (both[1], both[2]) if _are_alike(both[1], both[2]) else None
    signs = [found.start() for found in _SLASH.finditer(text)]
    if len(signs) % 2 == 0:
        return None
    at = signs[len(signs) // 2]
    one, other = text[:at].strip(), text[at + 1 :].strip()
    return (one, other) if one and other and _are_alike(one, other) else None


def _are_alike(one: str, other: str) -> bool:
    """Whether two values count the same, or both are words."""
    if not any(map(str.isdecimal, one + other)):
        return True
    both = all(any(map(str.isdecimal, text)) for text in (one, other))
    return both and _FIGURES.sub("", one) == _FIGURES.sub("", other)


def is_place(printed: str) -> bool:
    """Whether a header is the name of a place: 山城镇, 全县."""
    return bool(_PLACE.fullmatch(fold(printed)))


def is_listed(header: LevelHeader) -> bool:
    """Whether each row says whose indicators it holds.

    The header names the project, or the department with its budget or goal.
    """
    roles = header.roles
    return "project" in roles or bool(
        roles & {"department", "spending_unit"}
        and roles & {"total", "goal", "fiscal_appropriation"}
    )
