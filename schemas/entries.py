"""What is wrong with one entry of a list that people keep."""

from __future__ import annotations


class EntryError(ValueError):
    """``key``: in which of its keys; None for the entry as a whole."""

    def __init__(self, said: str, key: str | None = None) -> None:
        super().__init__(said)
        self.key = key
