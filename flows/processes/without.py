"""Libraries that others load when they find them, at a cost, and that this process has no use for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.abc import MetaPathFinder


class _Hidden(MetaPathFinder):
    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        """Of no module; raises ModuleNotFoundError for the hidden one."""
        if fullname == self.name:
            raise ModuleNotFoundError(fullname, name=fullname)


def hide(name: str) -> _Hidden:
    """From now on the library is not found, unless it is loaded already."""
    finder = _Hidden(name)
    sys.meta_path.insert(0, finder)
    return finder


@contextmanager
def without(name: str) -> Iterator[None]:
    """The library is not found inside the block, unless it is loaded already."""
    finder = hide(name)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
