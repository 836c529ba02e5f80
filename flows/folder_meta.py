"""``meta.yml`` in a folder speaks for every document below it: year, region, department, kind.

It has the keys of a sidecar. A nearer folder's and the document's own sidecar say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from hashlib import sha256

from transforms.rows.source import Sidecar, check_sidecar
from warehouse.files.disk import WarehouseError
from warehouse.files.storage import Entry

NAME = "meta.yml"
_OWN = ("problems", "department_source")


@dataclass(frozen=True, slots=True)
class Meta:
    """What one file says, and the hash of its bytes."""

    said: Sidecar
    hash: str


def metas(entries: Iterable[Entry], hashes: dict[str, str]) -> dict[str, Meta]:
    """Folder ('' is the raw folder) -> what its meta.yml says. A damaged one becomes a problem of
    each document below.
    """
    found = [one for one in entries if is_meta(one.path)]
    return {_folder(one.path): Meta(_read(one), hashes[one.path]) for one in found}


def is_meta(path: str) -> bool:
    """Whether a file speaks for its folder."""
    return path.rpartition("/")[2] == NAME


def above(path: str, known: dict[str, Meta]) -> tuple[Meta, ...]:
    """Those that speak for a document, the farthest first."""
    return tuple(known[folder] for folder in _folders(path) if folder in known)


def together(said: Iterable[Sidecar]) -> Sidecar:
    """What holds for a document: what is said later wins. A region named without its code takes
    away the code that was said before.
    """
    whole = Sidecar()
    for one in said:
        values = {
            field.name: value
            for field in fields(one)
            if field.name not in _OWN and (value := getattr(one, field.name)) is not None
        }
        if "region" in values or "region_code" in values:
            whole = replace(whole, region=None, region_code=None)
        if "department" in values:
            whole = replace(whole, department_source=one.department_source)
        whole = replace(whole, **values, problems=whole.problems + one.problems)
    return whole


def fingerprint(hashes: list[str]) -> str:
    """One hash for all that speak for a document; that of its sidecar where nothing else does."""
    if len(hashes) < 2:
        return "".join(hashes)
    return sha256("\n".join(hashes).encode()).hexdigest()


def _read(entry: Entry) -> Sidecar:
    import yaml

    from flows.yaml_file import load_flat

    try:
        content = load_flat(entry.file.read_bytes())
    except (yaml.YAMLError, OSError, WarehouseError) as error:
        problems = (("sidecar_invalid", " ".join(str(error).split())),)
        return Sidecar(problems=_placed(entry, problems))
    said = check_sidecar({} if content is None else content)
    source = "meta" if said.department else None
    return replace(said, department_source=source, problems=_placed(entry, said.problems))


def _placed(entry: Entry, problems: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The problems with the file in which they stand: the document's own sidecar may have some."""
    return tuple((rule, f"{entry.path}: {what}") for rule, what in problems)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _folders(path: str) -> Iterator[str]:
    """The raw folder, then each folder on the way down to the document."""
    parts = path.split("/")[:-1]
    for depth in range(len(parts) + 1):
        yield "/".join(parts[:depth])
