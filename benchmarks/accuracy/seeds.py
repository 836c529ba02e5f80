"""Seed -> document: a table, a printer and changes. The same seed is the same document anywhere.

Each choice goes to whoever draws the lowest lot for the seed, so a new table, change or printer
takes its share of the documents and leaves the others as they were.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from benchmarks.accuracy.changes import changes
from benchmarks.accuracy.changes.change import Change
from benchmarks.accuracy.form import Form
from benchmarks.accuracy.material import tables
from benchmarks.accuracy.printers import printers

_COUNTS = {"0": 8.0, "1": 52.0, "2": 25.0, "3": 15.0}  # how many documents have so many changes


@dataclass(frozen=True)
class Plan:
    """What a document is made of; ``Plan.form`` makes it."""

    seed: int
    table: str
    printer: str
    changes: tuple[str, ...]

    def form(self) -> Form:
        """The table with its changes, in the order of their stages."""
        return self.changed(tables()[self.table])

    def changed(self, form: Form) -> Form:
        """A form with these changes; those that it does not admit are left out."""
        for name in self.changes:
            new = changes()[name].apply(form, Random(f"{self.seed} {name}"))
            form = new or form
        return form

    def parts(self) -> list[Plan]:
        """The table without changes, then each change alone where there are several."""
        alone = [(name,) for name in self.changes] if len(self.changes) > 1 else []
        return [Plan(self.seed, self.table, self.printer, one) for one in ((), *alone)]


def lots(seed: int, what: str, shares: Mapping[str, float]) -> list[str]:
    """The names in the order of their lots; a greater share draws a lower one more often.

    >>> lots(1, "printer", {"a": 1, "b": 1}) == lots(1, "printer", {"b": 1, "a": 1})
    True
    """

    def lot(name: str) -> float:
        digest = sha256(f"{seed} {what} {name}".encode()).digest()
        chance = (int.from_bytes(digest[:8], "big") + 1) / 2**64
        return -math.log(chance) / shares[name]

    return sorted(shares, key=lot)


def printer_of(seed: int) -> str:
    """The printer of a seed."""
    return lots(seed, "printer", {name: one.share for name, one in printers().items()})[0]


def plan(seed: int) -> Plan:
    """The document of a seed. Changes that the table does not admit are left out."""
    printer = printer_of(seed)
    table = lots(seed, "table", dict.fromkeys(tables(), 1.0))[0]
    count = int(lots(seed, "count", _COUNTS)[0])
    fitting = {name: 1.0 for name, one in changes().items() if _fits(one, printer)}
    chosen: tuple[str, ...] = ()
    for name in lots(seed, "change", fitting):
        if len(chosen) == count:
            break
        chosen = _with(seed, table, chosen, name)
    return Plan(seed, table, printer, chosen)


def _fits(change: Change, printer: str) -> bool:
    return not change.formats or printer in change.formats


def _with(seed: int, table: str, chosen: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The changes and one more, if each of them can be made."""
    order = list(changes())
    tried = tuple(sorted((*chosen, name), key=order.index))
    form = tables()[table]
    for one in tried:
        new = changes()[one].apply(form, Random(f"{seed} {one}"))
        if new is None:
            return chosen
        form = new
    return tried
