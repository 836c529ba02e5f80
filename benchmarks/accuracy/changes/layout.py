"""How the paper lies: size, scale, where a page ends, what is drawn."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.accuracy.changes.change import PAPER, Change, Stage
from benchmarks.accuracy.form import Form

_DRAWN = frozenset(("calc", "reportlab", "chromium", "writer"))


def _lay(**choices: Callable[[Random], Any]) -> Callable[[Form, Random], Form]:
    def change(form: Form, chance: Random) -> Form:
        return form.laid(**{name: choose(chance) for name, choose in choices.items()})

    return change


def _paper(chance: Random) -> str:
    return chance.choice(("A3", "A4", "A5", "B5", "letter"))


def _change(name: str, formats: frozenset[str], **choices: Callable[[Random], Any]) -> Change:
    return Change(name, Stage.LAYOUT, _lay(**choices), formats)


def _yes(_chance: Random) -> bool:
    return True


def _either(chance: Random) -> bool:
    return chance.random() < 0.5


def _lead(chance: Random) -> float:
    return chance.uniform(0, 480)


def _no(_chance: Random) -> bool:
    return False


CHANGES = (
    _change("page break at a height", PAPER, lead=_lead),
    _change("paper", PAPER, paper=_paper, landscape=_either),
    _change("scale", PAPER, scale=lambda chance: chance.choice((0.6, 0.75, 0.9, 1.15, 1.3, 1.6))),
    _change("fit to width off", frozenset(("calc",)), fit=_no, landscape=_either),
    _change("header row repeated", PAPER - {"ofd"}, repeat=_yes, lead=_lead),
    _change("rows kept whole", PAPER - {"calc", "ofd"}, whole_rows=_yes),
    _change("no rules", _DRAWN, rules=lambda _: "none"),
    _change("dotted rules", _DRAWN, rules=lambda _: "dotted"),
    _change("page numbers", _DRAWN, numbered=_yes, lead=_lead),
)
