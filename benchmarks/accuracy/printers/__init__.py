"""What prints a form. A module here is a printer; what its ``PRINTERS`` lists is taken up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from benchmarks.accuracy.printers.printer import Printer


@cache
def printers() -> dict[str, Printer]:
    """All printers by name."""
    return {one.name: one for one in _all()}


def _all() -> Iterator[Printer]:
    for module in iter_modules(__path__):
        yield from getattr(import_module(f"{__name__}.{module.name}"), "PRINTERS", ())
