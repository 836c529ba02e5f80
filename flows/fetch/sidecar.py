"""The sidecar of a fetched file: what it is, where it is from, and what makes the next request for
it cheap.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from flows.fetch.limits import FetchError
from flows.fetch.sources import Wanted
from flows.sidecars import SIDECAR
from flows.yaml_file import load_flat
from schemas.messages import say
from warehouse.files.disk import write

VALIDATORS = {"etag": "ETag", "last_modified": "Last-Modified"}
_LONGEST_VALIDATOR = 1024
_META_DATE = re.compile(
    rb"""<meta\s[^>]*name=["']PubDate["'][^>]*content=["'](\d{4})-(\d\d?)-(\d\d?)|"""
    rb"""<meta\s[^>]*content=["'](\d{4})-(\d\d?)-(\d\d?)[^>]*name=["']PubDate["']""",
    re.IGNORECASE,
)
_ADDRESS_DATE = re.compile(r"/[tP]?(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[_/.]|\d{6,})")


def beside(file: Path) -> Path:
    """The sidecar's own path."""
    return file.with_name(file.name + SIDECAR)


def load(file: Path) -> dict[str, Any]:
    """What the sidecar of ``file`` says; {} if there is none. Raises FetchError for one that cannot
    be read: what a person wrote there is not written over.
    """
    try:
        return load_flat(beside(file).read_bytes())
    except FileNotFoundError:
        return {}
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise FetchError(say("fetch.sidecar", file=beside(file).name, error=why)) from error


def validators(file: Path, known: dict[str, Any]) -> dict[str, str]:
    """Headers of a conditional request; none unless the file is still the one that was fetched."""
    if not file.is_file() or sha256(file.read_bytes()).hexdigest() != known.get("sha256"):
        return {}
    asked = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}
    return {asked[name]: said for name in VALIDATORS if (said := usable(known.get(name)))}


def usable(validator: object) -> str | None:
    """A validator that can be sent back, else None: hosts send what no header may hold.

    >>> usable('"a1"'), usable('"表"'), usable('"' + 'a' * 5000)
    ('"a1"', None, None)
    """
    text = str(validator or "")
    fits = text.isascii() and text.isprintable() and len(text) <= _LONGEST_VALIDATOR
    return text if text and fits else None


_NOT_SAID = ("problems", "department_source")
"""What a sidecar is found to be, and does not say."""


def save(
    file: Path, wanted: Wanted, known: dict[str, Any], content: bytes, headers: dict[str, str]
) -> None:
    """Write the sidecar. What a person added to it (a region_code, say) is kept; what the list says
    wins.
    """
    facts = {
        name: value
        for name, value in asdict(wanted.facts).items()
        if value is not None and name not in _NOT_SAID
    }
    facts.setdefault(
        "published_on", known.get("published_on") or published_on(content, wanted.address)
    )
    http = {name: usable(headers.get(name)) for name in VALIDATORS}
    new = {
        **known,
        **facts,
        "fetched_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": sha256(content).hexdigest(),
        **http,
    }
    said = {name: value for name, value in new.items() if value is not None}
    write(beside(file), yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode())


def published_on(content: bytes, address: str) -> date | None:
    """The date of publication: the page's PubDate (a required meta tag of government sites), else
    the date in the address (t20240205_…).

    >>> published_on(b'', 'http://a.gov.cn/xxgk/t20240205_1152890.html')
    datetime.date(2024, 2, 5)
    >>> published_on(b'', 'http://a.gov.cn/2024/x.pdf') is None
    True
    """
    date_parts = _META_DATE.search(content[:65536])
    parts = [int(part) for part in date_parts.groups() if part] if date_parts else []
    match = _ADDRESS_DATE.search(address)
    for year, month, day in filter(
        None, (parts, [int(part) for part in match.groups()] if match else [])
    ):
        try:
            return date(year, month, day)
        except ValueError:
            continue  # 2024-02-31 is no date: the next source is asked
    return None
