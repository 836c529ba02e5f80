"""Document -> projects and indicators, one file a published layout.

A layout is a module of this package with ``LAYOUT`` (its name), ``recognise(section) -> bool`` and
``read(section) -> Extract``; one that is a particular case of others names them in ``OVER``. Modules whose name begins with an
underscore are helpers. To add a layout, add a file.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from functools import cache
from typing import Protocol, cast

from transforms.fold import bare, fold
from transforms.layouts._grid import filled
from transforms.layouts._levels import speaks_of_performance
from transforms.records import Extract, Section
from transforms.sections import split_prose

_SIGNS = (re.compile(r"[一二三四][级級](?:绩效)?[指目][标標](?:名称)?|(?:产出|效益|满意度|效果|项目完成)指标(?:\(.*\))?"),
          re.compile(r"(?:三级|绩效)?指标(?:名称|内容)|绩效指标|三级指标"),
          re.compile(r".{0,10}(?:指标|目标|完成|实现)值.{0,8}|计算符号|度量单位|评价标准"),
          re.compile(r"绩效目标"))


_EVALUATION = frozenset(("决策", "过程"))


class Layout(Protocol):
    """What every module of this package offers."""

    LAYOUT: str

    def recognise(self, section: Section) -> bool:
        """Tell by the header and its arrangement whether this layout reads the section."""
        ...

    def read(self, section: Section) -> Extract:
        """Read it. Every cell ends in a project, an indicator or a finding, or means nothing."""
        ...


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, by name."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted((cast("Layout", importlib.import_module(f"{__name__}.{name}")) for name in names), key=lambda one: one.LAYOUT))


def fitting(section: Section) -> list[Layout]:
    """The layouts that recognise the section: one in the normal case; none or several is a finding.

    A layout that is a particular case of others names them in ``OVER``: they stand back where it fits, and need not know of it.
    """
    fit = [one for one in layouts() if one.recognise(section)]
    general = {name for one in fit for name in getattr(one, "OVER", ())}
    return [one for one in fit if one.LAYOUT not in general]


def looks_like_target(section: Section) -> bool:
    """Whether the section holds performance targets, known layout or not: its cells show two of level, indicator and value column words.

    The scheme by which an evaluation gives points (决策, 过程, 产出, 效益) holds none.

    Text without a table looks like it if two kinds of indicators are announced with a colon (数量指标：…).
    """
    if section.table is None:
        return bool(split_prose(list(section.above))[0])
    texts = [fold(cell.text) for row in section.table.rows for _, cell in filled(row) if len(cell.text) < 30]
    if {bare(text) for text in texts} >= _EVALUATION:
        return False
    words = [text for text in texts if "标" in text or "標" in text]
    shown = [any(sign.fullmatch(word) for word in words) for sign in _SIGNS]
    return sum(shown) >= 2 and (shown[0] or speaks_of_performance(section))
