"""Document -> projects and indicators, one file a published layout.

A layout is a module of this package with ``LAYOUT`` (its name), ``recognise(section) -> bool`` and
``read(section) -> Extract``. Modules whose name begins with an underscore are helpers. To add a layout, add a file.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Protocol, cast

from transforms.records import Extract, Section


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
    """The layouts that recognise the section: one in the normal case; none or several is a finding."""
    return [one for one in layouts() if one.recognise(section)]
