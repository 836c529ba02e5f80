"""One entry of data/decisions.yml, checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from schemas.entries import EntryError
from schemas.lookup import rows
from schemas.messages import english
from schemas.roles import roles

if TYPE_CHECKING:  # the plan of a run knows decisions, and loads no reader
    from transforms.document import Cell, Line

CONFIRM, REFUSE = "confirm", "refuse"
SETTLED, REFUSED, UNMATCHED = "settled", "refused", "decision_unmatched"
"""The rules of what became of a decision."""
_COMMON = frozenset(("id", "kind", "answer", "document", "expect", "reason", "who", "date"))
_PLACE = frozenset(("page", "sheet", "row"))
# kind -> the keys that it needs, and those that it may have
_KINDS = {
    "line": (frozenset(("rule",)), _PLACE | {"found"}),
    "alias": (frozenset(("word", "role")), frozenset[str]()),
    "join": (frozenset[str](), _PLACE),
    "role": (frozenset(("column", "role")), _PLACE),
}
_NUMBERS = frozenset(("page", "row", "column"))


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    ``kind``: ``line`` (a finding that holds rows back), ``alias`` (a header word), ``role`` (of a
    column) or ``join`` (a table goes on with the one before it). ``answer``: ``confirm`` or
    ``refuse``. ``document``: its path in the tables; ``*`` stands for anything, so that one entry
    may speak of a folder. ``expect``: what must stand there. The keys of a kind: the ``rule`` of a
    line and what it ``found``; the ``word`` of an alias; the ``column`` from 1; a place. Those that
    are None do not matter.
    """

    id: str
    kind: str
    answer: str
    document: str
    expect: str
    reason: str
    who: str
    date: str
    rule: str | None = None
    found: str | None = None
    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    word: str | None = None
    role: str | None = None
    column: int | None = None

    @property
    def confirms(self) -> bool:
        """Whether it confirms; else it refuses."""
        return self.answer == CONFIRM

    @property
    def is_for_many(self) -> bool:
        """Whether it speaks of all documents whose paths are like a pattern."""
        return "*" in self.document

    def concerns(self, path: str) -> bool:
        """Whether it speaks of the document at this path, or of a member of the archive there.

        >>> one = Decision("a", "line", "confirm", "2024/*.zip!b.txt", "", "", "", "")
        >>> one.concerns("2024/a.zip"), one.concerns("2024/a.zip!b.txt"), one.concerns("2023/a.zip")
        (True, True, False)
        """
        archive = self.document.split("!", 1)[0]
        return _like(self.document, path) or ("!" not in path and _like(archive, path))

    def stands(self, at: Cell | Line | None) -> bool:
        """Whether it speaks of this place; what it does not say does not matter."""
        there = (at.page, at.sheet, at.row) if at else (None, None, None)
        wanted = (self.page, self.sheet, self.row)
        return all(want in (None, own) for want, own in zip(wanted, there, strict=True))

    def signed(self, what: str) -> str:
        """Which decision, about what, why, by whom and when: for a finding."""
        return f"{self.id}, {what}: {self.reason} ({self.who}, {self.date})"


def _like(pattern: str, path: str) -> bool:
    return bool(re.fullmatch(re.escape(pattern).replace(re.escape("*"), ".*"), path, re.DOTALL))


def check_decision(content: object) -> Decision:
    """One entry of the file, checked. Raises EntryError that says what is wrong."""
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise EntryError(english("found.no_mapping"))
    _known("kind", content.get("kind"), tuple(_KINDS))
    needed, more = _KINDS[content["kind"]]
    needed |= _COMMON
    if wrong := sorted(needed - content.keys()) or sorted(content.keys() - needed - more):
        raise EntryError(english("found.keys", names=", ".join(wrong)), wrong[0])
    values = {key: _value(key, value) for key, value in content.items() if value is not None}
    if blank := sorted(key for key in needed - {"expect"} if not str(values.get(key, "")).strip()):
        raise EntryError(english("found.blank_keys", names=", ".join(blank)), blank[0])
    if re.search(r"[\s,]", values["id"]):
        raise EntryError(english("found.plain_id", id=values["id"]), "id")
    _known("answer", values["answer"], (CONFIRM, REFUSE))
    if "rule" in values:
        _known("rule", values["rule"], rules_of(values["kind"]))
    if "role" in values:
        _known("role", values["role"], _column_roles())
    return Decision(**{"expect": ""} | values)


def _value(key: str, value: object) -> Any:
    if key in _NUMBERS and type(value) is not int:
        raise EntryError(english("found.page_and_row"), key)
    return value if key in _NUMBERS else str(value)


def _known(key: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        text = english("found.none_of", value=value, known=", ".join(known))
        raise EntryError(f"{key}: {text}", key)


@cache
def way_of(rule: str) -> str | None:
    """How a person settles a finding of a rule: the kind of a decision, or what else
    schemas/settling.csv says. An error that does not stand there is a line; None: nothing is held
    back for it.
    """
    stated = {row["rule"]: row["kind"] for row in rows("settling")}
    errors = (row["rule"] for row in rows("rules") if row["severity"] == "error")
    return stated.get(rule) or ("line" if rule in errors else None)


@cache
def rules_of(kind: str) -> tuple[str, ...]:
    """The rules whose findings a decision of this kind settles."""
    return tuple(row["rule"] for row in rows("rules") if way_of(row["rule"]) == kind)


@cache
def _column_roles() -> tuple[str, ...]:
    """The roles that a header may name."""
    derived = set(roles("derived"))
    return tuple(role for role in roles() if role not in derived)
