"""Every pattern that the program compiles, and every public function that takes one text."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from tests.hostile.families import WORDS, Case, Pattern, Where

PACKAGES = ("transforms", "schemas", "flows", "warehouse")
FUNCTIONS = ("transforms", "schemas")
ROOT = Path(__file__).parents[2]


def compiled(tried: Callable[[Case], object]) -> dict[Pattern, Where]:
    """Every pattern that is compiled while all modules are loaded, and who compiled it.

    Each function is tried once: some compile with the first call.
    """
    found: dict[Pattern, Where] = {}
    original = re._compile

    def noted(pattern, flags):
        made = original(pattern, flags)
        if where := _caller():
            found.setdefault(made, where)
        return made

    re._compile = noted
    try:
        for case in functions(PACKAGES):
            tried(case)
    finally:
        re._compile = original
    return found


def _caller() -> Where | None:
    """The line of the program that asked re for a pattern; None where another library did."""
    frame = sys._getframe(2)
    while frame and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    path = Path(frame.f_code.co_filename) if frame else Path()
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in PACKAGES:
        return None
    return Where(path, frame.f_lineno)


def functions(packages: tuple[str, ...] = FUNCTIONS) -> Iterator[Case]:
    """Public functions that can be called with one text; all packages are loaded."""
    for module in list(modules(packages)):
        if module.__name__.startswith(FUNCTIONS):
            yield from _of_module(module)


def modules(packages: tuple[str, ...]) -> Iterator[ModuleType]:
    """All modules of the packages but those that run when they are loaded."""
    for package in packages:
        root = importlib.import_module(package)
        yield root
        for one in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not one.name.endswith((".__main__", ".make", ".manual")):
                yield importlib.import_module(one.name)


def _of_module(module: ModuleType) -> Iterator[Case]:
    for name, function in vars(module).items():
        bare = inspect.unwrap(function) if callable(function) else None
        own = inspect.isfunction(bare) and bare.__module__ == module.__name__
        if own and not name.startswith("_") and _takes_text(bare):
            yield Case(f"{module.__name__}.{name}", function, ("",), WORDS)


def _takes_text(function: Callable[..., object]) -> bool:
    given = list(inspect.signature(function).parameters.values())
    needed = [one for one in given if one.default is one.empty]
    if len(needed) != 1 or needed[0].kind >= inspect.Parameter.VAR_POSITIONAL:
        return False
    return str(needed[0].annotation) in ("str", "str | None")
