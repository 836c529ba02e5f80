"""The list of what to fetch: a CSV file with department, year and address, and optionally region_code, published_on, document_kind."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from transforms.identity import Sidecar, check_sidecar
from warehouse.disk import WarehouseError

REQUIRED = ("department", "year", "address")
OPTIONAL = ("region", "region_code", "published_on", "document_kind")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_MAX_NAME = 120  # bytes of UTF-8; file systems allow 255, and suffixes come on top


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of the list. ``path`` is where its file will lie, relative to the raw folder."""

    line: int
    address: str
    path: str
    facts: Sidecar


def read_sources(file: Path) -> list[Wanted]:
    """The list. Raises WarehouseError, naming file and line, for a column or a value that cannot be used, and for an address that is listed twice."""
    found = list(_rows(file))
    twice = [address for address, count in Counter(one.address for one in found).items() if count > 1]
    if twice:
        raise WarehouseError(f"{file}: listed more than once: {', '.join(twice[:3])}")
    return list(_distinct(found))


def _rows(file: Path) -> Iterator[Wanted]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = csv.DictReader(text)
        columns = set(rows.fieldnames or ())
        if missing := [name for name in REQUIRED if name not in columns]:
            raise WarehouseError(f"{file}: no column {', '.join(missing)}")
        if unknown := columns - {*REQUIRED, *OPTIONAL}:
            raise WarehouseError(f"{file}: unknown columns {', '.join(sorted(unknown))}; known are {', '.join((*REQUIRED, *OPTIONAL))}")
        for row in rows:
            yield _wanted(file, rows.line_num, {key: value.strip() for key, value in row.items() if key and value and value.strip()})


def _wanted(file: Path, line: int, row: dict[str, str]) -> Wanted:
    address = row.get("address", "")
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise WarehouseError(f"{file}, line {line}: no http address: {address!r}")
    year = row.get("year", "")
    facts = check_sidecar({key: value for key, value in row.items() if key != "address"} | {
        "year": int(year) if year.isdecimal() else year, "source_url": address})
    if facts.problems or facts.department is None:
        raise WarehouseError(f"{file}, line {line}: " + "; ".join(what for _, what in facts.problems or (("", "no department"),)))
    return Wanted(line, address, f"{facts.year}/{_safe(facts.department)}/{file_name(address)}", facts)


def file_name(address: str) -> str:
    """The name of the file at an address: the last part of its path; with a query, a hash keeps addresses of one script apart.

    >>> file_name('https://a.gov.cn/2024/%E7%BB%A9%E6%95%88.pdf'), file_name('http://a.gov.cn/'), file_name('http://a.gov.cn/get.jsp?id=7')
    ('绩效.pdf', 'index', 'get-92febea0.jsp')
    """
    parts = urlsplit(address)
    name = _safe(unquote(PurePosixPath(parts.path).name) or "index")
    return _marked(name, address) if parts.query else name


def _marked(name: str, address: str) -> str:
    path = PurePosixPath(name)
    return f"{path.stem}-{sha256(address.encode()).hexdigest()[:8]}{path.suffix}"


def _safe(name: str) -> str:
    """A name for a file: no separators, no leading dots, not too long."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "_"
    suffix = PurePosixPath(clean).suffix
    stem = clean.removesuffix(suffix).encode()[:_MAX_NAME - len(suffix.encode())].decode(errors="ignore")
    return stem + suffix


def _distinct(found: list[Wanted]) -> Iterator[Wanted]:
    """Different addresses never share a file: where names collide, all of them get the hash of their address."""
    count = Counter(one.path.casefold() for one in found)
    for one in found:
        folder, _, name = one.path.rpartition("/")
        yield one if count[one.path.casefold()] == 1 else Wanted(one.line, one.address, f"{folder}/{_marked(name, one.address)}", one.facts)
