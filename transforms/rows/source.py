"""Where a document comes from and what that says about it: path, sidecar, folder, options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from schemas.addresses import without_secrets
from schemas.messages import english
from transforms.records import Finding
from transforms.rows.corrections import Correction
from transforms.settling.decision import Decision

_YEAR_FOLDER = re.compile(r"(?:19|20)\d{2}")
# for the next request, not for the tables
_OF_THE_FETCH = frozenset(("fetched_at", "sha256", "etag", "last_modified"))
_ALIKE = 0.75  # of 1: yaer is year, colour is none
_LONGEST = 200  # characters that are quoted
_KINDS = ("target", "adjusted", "monitoring", "self_evaluation")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What ``<file>.meta.yml`` says, checked. ``problems`` are (rule, what is wrong)."""

    year: int | None = None
    region: str | None = None
    region_code: str | None = None
    department: str | None = None
    document_kind: str | None = None
    published_on: date | None = None
    source_url: str | None = None
    problems: tuple[tuple[str, str], ...] = ()
    department_source: str | None = None  # sidecar, or meta: a meta.yml of a folder


@dataclass(frozen=True, slots=True)
class Source:
    """One document as discovered.

    ``path`` is relative to the raw root, '/' between parts, ``archive.zip!member`` inside archives.
    """

    path: str
    sidecar: Sidecar = Sidecar()
    assume_year: int | None = None
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    again: str = ""  # the year folder, where a file of another year has the same bytes

    @property
    def folder_year(self) -> int | None:
        """The year that the first folder under the raw root names."""
        first = self.path.split("/", 1)[0]
        return int(first) if "/" in self.path and _YEAR_FOLDER.fullmatch(first) else None


def check_sidecar(content: object) -> Sidecar:
    """Check the parsed YAML of a sidecar.

    Unknown keys and wrong values become problems, never exceptions.

    >>> found = check_sidecar({'year': 2024, 'colour': 'red'})
    >>> found.year, found.region, found.problems
    (2024, None, (('sidecar_key_unknown', 'colour'),))
    """
    if not isinstance(content, dict):
        return Sidecar(problems=(("sidecar_invalid", english("found.not_mapping")),))
    values: dict[str, object] = {}
    problems: list[tuple[str, str]] = []
    for key, value in content.items():
        if key in _OF_THE_FETCH:
            continue
        reader = _READERS.get("year" if key == "fiscal_year" else str(key))
        if reader is None:
            problems.append(_unknown(str(key), content))
            continue
        name, read = reader
        try:
            said = read(value)
        except (ValueError, TypeError) as error:
            problems.append(("sidecar_invalid", f"{key}: {error}"[:_LONGEST]))
            continue
        if values.setdefault(name, said) != said:
            why = english("found.said_twice", key=name, one=values[name], other=said)
            problems.append(("sidecar_invalid", why[:_LONGEST]))
    if "department" in values:
        values["department_source"] = "sidecar"
    # each reader gives its field's type
    return Sidecar(**values, problems=tuple(problems))  # type: ignore[arg-type]


def _unknown(key: str, content: dict[object, object]) -> tuple[str, str]:
    """An unknown key is an error if it looks like one that is missing: what it says would be
    lost.
    """
    meant = get_close_matches(key.strip().lower(), _READERS, 1, _ALIKE)
    if meant and meant[0] not in content:
        return "sidecar_invalid", english("found.key_meant", key=key[:_LONGEST], meant=meant[0])
    return "sidecar_key_unknown", key[:_LONGEST]


def _year(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1990 <= value <= 2100:
        raise ValueError(english("found.no_year", value=value))
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(english("found.no_string", value=value))
    return value.strip()


def _address(value: object) -> str:
    return without_secrets(_text(value))


def _region_code(value: object) -> str:
    if not re.fullmatch(r"[1-9]\d{5}", str(value)):
        raise ValueError(english("found.no_region_code", value=value))
    return str(value)


def _kind(value: object) -> str:
    if value not in _KINDS:
        raise ValueError(english("found.none_of", value=value, known=", ".join(_KINDS)))
    return str(value)


def _date(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


_READERS = {
    "year": ("year", _year),
    "region": ("region", _text),
    "region_code": ("region_code", _region_code),
    "department": ("department", _text),
    "document_kind": ("document_kind", _kind),
    "kind": ("document_kind", _kind),
    "published_on": ("published_on", _date),
    "source_url": ("source_url", _address),
}


@dataclass(frozen=True, slots=True)
class Year:
    """The fiscal year of a document and what it rests on.

    Sidecar, title, folder or option, in this order of trust.
    """

    value: int | None
    source: str | None


def resolve_year(source: Source, title_year: int | None) -> Year:
    """The most trusted statement of the year; ``year_findings`` says where the others differ."""
    said = (
        ("sidecar", source.sidecar.year),
        ("title", title_year),
        ("folder", source.folder_year),
        ("option", source.assume_year),
    )
    return next((Year(value, name) for name, value in said if value is not None), Year(None, None))


def year_findings(source: Source, title_year: int | None) -> Iterator[Finding]:
    """No year at all, or years that contradict each other.

    The option only fills a gap, so it contradicts nothing.
    """
    said = {"sidecar": source.sidecar.year, "title": title_year, "folder": source.folder_year}
    years = {value for value in said.values() if value is not None}
    if not years and source.assume_year is None:
        yield Finding("year_missing")
    if len(years) > 1:
        yield Finding(
            "year_contradiction",
            ", ".join(
                english(f"found.year_{name}", year=value)
                for name, value in said.items()
                if value is not None
            ),
        )
