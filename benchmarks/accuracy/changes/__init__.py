"""What may be done to a table without a change of its meaning. A module here is a kind of change;
what its ``CHANGES`` lists is taken up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from benchmarks.accuracy.changes.change import Change


@cache
def changes() -> dict[str, Change]:
    """All changes by name, in the order in which they are made."""
    found = sorted(_all(), key=lambda one: one.stage)
    return {one.name: one for one in found}


def _all() -> Iterator[Change]:
    for module in iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{module.name}"), "CHANGES", ())
