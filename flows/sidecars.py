"""The text beside a document that says what it is: ``<file>.meta.yml`` or ``<file>.meta.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flows.folder_meta import together
from schemas.messages import english
from transforms.rows.source import Sidecar, check_sidecar
from warehouse.files.disk import WarehouseError

if TYPE_CHECKING:
    from flows.discover import Found
    from warehouse.files.storage import Entry

SIDECAR = ".meta.yml"
_ENDINGS = (SIDECAR, ".meta.yaml")


def is_sidecar(path: str) -> bool:
    """Whether a file is one by its name, in whatever case.

    >>> is_sidecar("a.pdf.meta.yml"), is_sidecar("a.pdf.META.YAML"), is_sidecar("a.yml")
    (True, True, False)
    """
    return path.lower().endswith(_ENDINGS)


def document_of(path: str) -> str:
    """The path of the document for which a sidecar speaks; empty for what is none.

    >>> document_of("2024/a.pdf.META.yaml"), document_of("2024/a.pdf")
    ('2024/a.pdf', '')
    """
    return path[: path.lower().rindex(".meta.")] if is_sidecar(path) else ""


def sidecars_of(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The sidecars by the file that they stand beside. More than one may stand there."""
    found: dict[str, tuple[Entry, ...]] = {}
    for one in entries:
        if of := document_of(str(one.file)):
            found[of] = (*found.get(of, ()), one)
    return found


def read_sidecar(found: Found) -> Sidecar:
    """What the folders above and its own sidecar say of a document."""
    own = _own(found)
    return together([*(one.said for one in found.metas), own]) if found.metas else own


def _own(found: Found) -> Sidecar:
    """The sidecar's content, checked; whatever is wrong with it is a problem of the document."""
    if not found.sidecars:
        return Sidecar()
    if len(found.sidecars) > 1:
        names = ", ".join(sorted(str(one).rpartition("/")[2] for one in found.sidecars))
        return _invalid(english("found.sidecars", names=names))
    import yaml

    from flows.yaml_file import load_flat

    try:
        return check_sidecar(load_flat(found.sidecars[0].read_bytes()))
    except yaml.YAMLError as error:
        return _invalid(" ".join(str(error).split()))
    except (OSError, WarehouseError) as error:
        return _invalid(english("found.raw_refused", error=getattr(error, "strerror", "") or error))


def _invalid(why: str) -> Sidecar:
    return Sidecar(problems=(("sidecar_invalid", why),))
