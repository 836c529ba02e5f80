"""What people decided about the data, from files beside the raw folder: corrections/*.yml,
decisions.yml and acknowledged.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from flows.yaml_list import entries
from schemas.entries import EntryError
from schemas.lookup import rows
from schemas.messages import say
from schemas.nearest import did_you_mean
from transforms.rows.corrections import Correction, check_correction
from transforms.settling.decision import Decision, check_decision
from warehouse.files.disk import ListError, UsageError
from warehouse.files.storage import Address, File, beside

One = TypeVar("One", Correction, Decision)
_KEYS = {"document", "rule", "reason", "who", "date"}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A known problem: ``document`` is a path or a document_id. Raised no more as news (exit code
    3), and listed once it is gone.
    """

    document: str
    rule: str
    reason: str
    who: str
    date: str


def yaml_beside(raw: Address, name: str) -> list[File]:
    """The files of a name next to the raw folder, whichever way YAML is spelled there."""
    return [file for ending in (".yml", ".yaml") for file in beside(raw, name + ending)]


def corrections(raw: Address) -> dict[str, tuple[Correction, ...]]:
    """Raw file -> the corrections that name it or a member of it, by id. Raises ListError for
    a damaged file or an id used twice.
    """
    by_file: dict[str, tuple[Correction, ...]] = {}
    for correction in _checked(yaml_beside(raw, "corrections/*"), check_correction):
        path = correction.document.split("!", 1)[0]
        by_file[path] = (*by_file.get(path, ()), correction)
    return by_file


def decisions(raw: Address) -> tuple[Decision, ...]:
    """What people settled, by id. Raises ListError for a damaged file or an id used twice."""
    return tuple(_checked(yaml_beside(raw, "decisions"), check_decision))


def _checked(files: Iterable[File], check: Callable[[object], One]) -> list[One]:
    """The entries of some files, checked, in the order of their ids."""
    by_id: dict[str, One] = {}
    for entry in (entry for file in files for entry in entries(file)):
        try:
            one = check(entry.content)
        except ValueError as error:
            raise entry.fault(error) from error
        if one.id in by_id:
            raise entry.fault(EntryError(say("lists.id_twice", id=one.id), "id"))
        by_id[one.id] = one
    return [one for _, one in sorted(by_id.items())]


def fingerprint(named: Iterable[Correction | Decision]) -> str:
    """Hash of the corrections and decisions of one file; empty if there are none."""
    text = "\n".join(map(repr, named))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a run is compared with: the known problems, and the ids of the decisions. ``fault``: why
    no problem counts as known.
    """

    known: list[Acknowledged]
    ids: tuple[str, ...]
    fault: str | None = None


def decided(raw: Address) -> Decided:
    """Both, from their files. Raises WarehouseError for damaged decisions: what they publish or
    hold back is not known. Of damaged known problems nothing is known but that there is more news.
    """
    ids = tuple(one.id for one in decisions(raw))
    try:
        return Decided(acknowledged(raw), ids)
    except ListError as error:
        return Decided([], ids, str(error))


def acknowledged(raw: Address) -> list[Acknowledged]:
    """The known problems. Raises ListError for a damaged file, UsageError for an unknown rule."""
    known = []
    files = yaml_beside(raw, "acknowledged")
    for entry in (entry for file in files for entry in entries(file)):
        content = entry.content
        if not isinstance(content, dict) or content.keys() != _KEYS:
            raise entry.fault(say("lists.keys", keys=", ".join(sorted(_KEYS))))
        if str(content["rule"]) not in rules():
            problem = say("error.no_rule", rule=content["rule"])
            near = did_you_mean(str(content["rule"]), rules())
            raise UsageError(str(entry.fault(EntryError(problem + near, "rule"))))
        known.append(Acknowledged(**{key: str(value) for key, value in content.items()}))
    return known


def rules() -> list[str]:
    """The ids of all rules."""
    return [row["rule"] for row in rows("rules")]
