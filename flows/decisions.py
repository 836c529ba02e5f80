"""What people decided about the data, from files beside the raw folder: corrections/*.yml,
decisions.yml and acknowledged.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from schemas.chinese import shown
from schemas.lookup import rows
from schemas.messages import say
from schemas.nearest import did_you_mean
from transforms.rows.corrections import Correction, check_correction
from transforms.settling.decision import Decision, check_decision
from warehouse.files.disk import UsageError, WarehouseError
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
    """Raw file -> the corrections that name it or a member of it, by id. Raises WarehouseError for
    a damaged file or an id used twice.
    """
    by_file: dict[str, tuple[Correction, ...]] = {}
    for correction in _checked(yaml_beside(raw, "corrections/*"), check_correction):
        path = correction.document.split("!", 1)[0]
        by_file[path] = (*by_file.get(path, ()), correction)
    return by_file


def decisions(raw: Address) -> tuple[Decision, ...]:
    """What people settled, by id. Raises WarehouseError for a damaged file or an id used twice."""
    return tuple(_checked(yaml_beside(raw, "decisions"), check_decision))


def _checked(files: Iterable[File], check: Callable[[object], One]) -> list[One]:
    """The entries of some files, checked, in the order of their ids."""
    by_id: dict[str, One] = {}
    for file in files:
        for number, entry in enumerate(entries(file), 1):
            try:
                one = check(entry)
            except ValueError as error:
                raise WarehouseError(
                    say("error.of_entry", file=file, number=number, error=shown(str(error)))
                ) from error
            if one.id in by_id:
                raise WarehouseError(
                    say("error.id_used_twice", file=file, number=number, id=one.id)
                )
            by_id[one.id] = one
    return [one for _, one in sorted(by_id.items())]


def fingerprint(named: Iterable[Correction | Decision]) -> str:
    """Hash of the corrections and decisions of one file; empty if there are none."""
    text = "\n".join(map(repr, named))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a run is compared with: the known problems, and the ids of the decisions."""

    known: list[Acknowledged]
    ids: tuple[str, ...]


def decided(raw: Address) -> Decided:
    """Both, from their files. Raises WarehouseError for a damaged one."""
    return Decided(acknowledged(raw), tuple(one.id for one in decisions(raw)))


def acknowledged(raw: Address) -> list[Acknowledged]:
    """The known problems. Raises WarehouseError for a damaged file."""
    known = []
    for file in yaml_beside(raw, "acknowledged"):
        for number, entry in enumerate(entries(file), 1):
            if not isinstance(entry, dict) or entry.keys() != _KEYS:
                raise WarehouseError(
                    say("error.entry_keys", file=file, number=number, keys=", ".join(sorted(_KEYS)))
                )
            if str(entry["rule"]) not in rules():
                problem = say("error.no_rule", rule=entry["rule"])
                near = did_you_mean(str(entry["rule"]), rules())
                raise UsageError(
                    say("error.of_entry", file=file, number=number, error=problem + near)
                )
            known.append(Acknowledged(**{key: str(value) for key, value in entry.items()}))
    return known


def rules() -> list[str]:
    """The ids of all rules."""
    return [row["rule"] for row in rows("rules")]


def entries(file: File) -> list[object]:
    """The entries of a YAML file that holds a list. Raises WarehouseError for any other, and for
    what is no file: a pipe would be read for ever.
    """
    import yaml

    from flows.yaml_file import load

    if isinstance(file, Path) and not file.is_file():
        raise WarehouseError(say("error.of_file", file=file, error=say("error.no_file")))
    try:
        content = load(file.read_bytes())
    except OSError as error:
        said = error.strerror or str(error)
        raise WarehouseError(say("error.cannot_read", file=file, error=said)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WarehouseError(
            say("error.of_file", file=file, error=" ".join(str(error).split()))
        ) from error
    if content is not None and not isinstance(content, list):
        raise WarehouseError(say("error.no_list", file=file))
    return content or []
