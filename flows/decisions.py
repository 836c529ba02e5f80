"""What people decided about the data, from files beside the raw folder: corrections/*.yml and acknowledged.yml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from transforms.corrections import Correction, check_correction
from warehouse.disk import WarehouseError
from warehouse.storage import Address, File, beside

_KEYS = {"document", "rule", "reason", "who", "date"}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A known problem: ``document`` is a path or a document_id. Raised no more as news (exit code 3), and listed once it is gone."""

    document: str
    rule: str
    reason: str
    who: str
    date: str


def corrections(raw: Address) -> dict[str, tuple[Correction, ...]]:
    """Raw file -> the corrections that name it or a member of it, by id. Raises WarehouseError for a damaged file or an id used twice."""
    found: dict[str, Correction] = {}
    for file in beside(raw, "corrections/*.yml"):
        for number, entry in enumerate(_entries(file), 1):
            try:
                one = check_correction(entry)
            except ValueError as error:
                raise WarehouseError(f"{file}, entry {number}: {error}") from error
            if one.id in found:
                raise WarehouseError(f"{file}, entry {number}: the id {one.id} is used twice")
            found[one.id] = one
    by_file: dict[str, tuple[Correction, ...]] = {}
    for _, one in sorted(found.items()):
        path = one.document.split("!", 1)[0]
        by_file[path] = (*by_file.get(path, ()), one)
    return by_file


def fingerprint(named: Iterable[Correction]) -> str:
    """Hash of the corrections of one file; empty if there are none."""
    text = "\n".join(map(repr, named))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def acknowledged(raw: Address) -> list[Acknowledged]:
    """The known problems. Raises WarehouseError for a damaged file."""
    known = []
    for file in beside(raw, "acknowledged.yml"):
        for number, entry in enumerate(_entries(file), 1):
            if not isinstance(entry, dict) or entry.keys() != _KEYS:
                raise WarehouseError(f"{file}, entry {number}: the keys are {', '.join(sorted(_KEYS))}")
            known.append(Acknowledged(**{key: str(value) for key, value in entry.items()}))
    return known


def _entries(file: File) -> list[object]:
    import yaml

    try:
        content = yaml.safe_load(file.read_bytes())
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise WarehouseError(f"{file}: {' '.join(str(error).split())}") from error
    if content is not None and not isinstance(content, list):
        raise WarehouseError(f"{file} is no list")
    return content or []
