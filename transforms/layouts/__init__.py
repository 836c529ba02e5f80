"""Sections -> projects and indicators, one module or variant per published layout.

A layout has ``LAYOUT`` (its name), ``recognise(section) -> bool`` and ``read(section) -> Extract``;
one that is a particular case of others names them in ``OVER``. Tables with level columns are
variants: one row each of ``level_table/variants.py``. Any other layout is a module, named in
``MODULES``.
"""

from __future__ import annotations

import importlib
import re
from functools import cache
from typing import Protocol, cast

from transforms.layouts.level_table.read import speaks_of_performance
from transforms.layouts.level_table.variants import VARIANTS
from transforms.layouts.sections import split_prose
from transforms.records import Extract, Section
from transforms.words.folding import bare

_SIGNS = (
    re.compile(
        r"[一二三四][级級](?:绩效)?[指目][标標](?:名称)?|(?:产出|效益|满意度|效果|项目完成)指标(?:\(.*\))?"
    ),
    re.compile(r"(?:三级|绩效)?指标(?:名称|内容)|绩效指标|三级指标"),
    re.compile(r".{0,10}(?:指标|目标|完成|实现)值.{0,8}|计算符号|度量单位|评价标准"),
    re.compile(r"绩效目标"),
)

MODULES = (
    "listing.one_cell",
    "listing.rows_of_projects",
    "listing.wide",
    "prose.cells_of_lines",
    "prose.counted_string",
    "prose.glued_text",
    "prose.running_text",
    "prose.spaced_text",
)
"""The layouts that are modules of this package."""
_EVALUATION = frozenset(("决策", "过程"))


class Layout(Protocol):
    """What every layout offers."""

    # modules have it as a constant
    @property
    def LAYOUT(self) -> str:  # noqa: N802
        """Its name."""
        ...

    def recognise(self, section: Section) -> bool:
        """Tell by the header and its arrangement whether this layout reads the section."""
        ...

    def read(self, section: Section) -> Extract:
        """Read it. Every cell ends in a project, an indicator or a finding, or means nothing."""
        ...


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, by name."""
    modules = (cast("Layout", importlib.import_module(f"{__name__}.{name}")) for name in MODULES)
    return tuple(sorted((*modules, *VARIANTS), key=lambda one: one.LAYOUT))


def fitting(section: Section) -> list[Layout]:
    """The layouts that recognise the section: one in the normal case; none or several is a finding.

    A layout that is a particular case of others names them in ``OVER``: they yield to it where it
    fits, and need not know of it. Of the variants of the level table the first one counts.
    """
    fit = [layout for layout in layouts() if layout.recognise(section)]
    general = {name for layout in fit for name in getattr(layout, "OVER", ())}
    variants = [layout.LAYOUT for layout in VARIANTS if layout in fit]
    general.update(variants[1:])
    return [layout for layout in fit if layout.LAYOUT not in general]


def looks_like_target(section: Section) -> bool:
    """Whether the section holds performance targets, known layout or not.

    Its cells show two of level, indicator and value column words.

    The scheme by which an evaluation gives points (决策, 过程, 产出, 效益) holds none.

    Text without a table looks like it if two kinds of indicators are announced with a colon
    (数量指标：…).
    """
    if section.table is None:
        return bool(split_prose(list(section.above))[0])
    texts = [
        bare(cell.text)
        for row in section.table.rows
        for _, cell in row.filled
        if len(cell.text) < 30
    ]
    if set(texts) >= _EVALUATION:
        return False
    words = [text for text in texts if "标" in text or "標" in text]
    shown = [any(sign.fullmatch(word) for word in words) for sign in _SIGNS]
    return sum(shown) >= 2 and (shown[0] or speaks_of_performance(section))
