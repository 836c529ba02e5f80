"""The list of what to fetch: a CSV file with department, year and address, and optionally
region_code, published_on, document_kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from flows.folder_meta import is_meta
from flows.sidecars import is_sidecar
from schemas.addresses import without_secrets
from schemas.messages import first, say
from transforms.rows.source import Sidecar, check_sidecar
from warehouse.files.csv_list import read_list
from warehouse.files.disk import WarehouseError

REQUIRED = ("department", "year", "address")
OPTIONAL = ("region", "region_code", "published_on", "document_kind")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')
_SHOWN = 3  # addresses that an error names
_MAX_NAME = 120  # bytes of UTF-8; file systems allow 255, and suffixes come on top


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of the list. ``path`` is where its file will lie, relative to the raw folder."""

    line: int
    address: str
    path: str
    facts: Sidecar


def read_sources(file: Path) -> list[Wanted]:
    """The list. Raises WarehouseError, naming file and line, for a column or a value that cannot be
    used, and for an address that is listed twice.
    """
    wanted = list(_rows(file))
    twice = [
        address for address, count in Counter(one.address for one in wanted).items() if count > 1
    ]
    if twice:
        named = without_secrets(", ".join(first(twice, _SHOWN)))
        raise WarehouseError(say("error.listed_twice", file=file, addresses=named))
    return list(_distinct(wanted))


def _rows(file: Path) -> Iterator[Wanted]:
    for one in read_list(file, REQUIRED, OPTIONAL):
        yield _wanted(file, one.number, {key: value for key, value in one.row.items() if value})


def _wanted(file: Path, line: int, row: dict[str, str]) -> Wanted:
    address = row.get("address", "")
    if not is_web(address):
        named = without_secrets(address)
        raise WarehouseError(say("error.no_http_address", file=file, line=line, address=named))
    year = row.get("year", "")
    facts = check_sidecar(
        {key: value for key, value in row.items() if key != "address"}
        | {"year": int(year) if year.isdecimal() else year, "source_url": without_secrets(address)}
    )
    if facts.problems or facts.department is None:
        problems = [what for _, what in facts.problems] or [say("register.department")]
        raise WarehouseError(
            say("error.of_line", file=file, line=line, problems="; ".join(problems))
        )
    return Wanted(
        line, address, f"{facts.year}/{_safe(facts.department)}/{file_name(address)}", facts
    )


def is_web(address: str) -> bool:
    """Whether it names a web server.

    >>> is_web("http://a.gov.cn/x"), is_web("file:///etc/passwd"), is_web("http://[::1")
    (True, False, False)
    """
    try:
        return urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).hostname)
    except ValueError:
        return False


def host_of(address: str) -> str:
    """The host and port that is asked, as one spelling whatever the user.

    >>> host_of("http://me:pw@A.gov.cn:80/x"), host_of("https://a.gov.cn/")
    ('a.gov.cn:80', 'a.gov.cn')
    """
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def file_name(address: str) -> str:
    """The name of the file at an address: the last part of its path; with a query, a hash keeps
    addresses of one script apart.

    >>> file_name('https://a.gov.cn/2024/%E7%BB%A9%E6%95%88.pdf'), file_name('http://a.gov.cn/')
    ('绩效.pdf', 'index')
    >>> file_name('http://a.gov.cn/get.jsp?id=7')
    'get-92febea0.jsp'

    No name is one that speaks for other files.

    >>> file_name('http://a.gov.cn/a.pdf.meta.yml')
    'a.pdf.meta.yml_'
    """
    parts = urlsplit(address)
    name = _safe(unquote(PurePosixPath(parts.path).name) or "index")
    name = _marked(name, address) if parts.query else name
    return f"{name}_" if is_sidecar(name) or is_meta(name) else name


def _marked(name: str, address: str) -> str:
    path = PurePosixPath(name)
    mark = sha256(address.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{path.stem}-{mark}{path.suffix}"


def _safe(name: str) -> str:
    """A name for a file: no separators, no leading dots, not too long."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "_"
    suffix = PurePosixPath(clean).suffix
    stem = (
        clean.removesuffix(suffix)
        .encode()[: _MAX_NAME - len(suffix.encode())]
        .decode(errors="ignore")
    )
    return stem + suffix


def _distinct(wanted: list[Wanted]) -> Iterator[Wanted]:
    """Different addresses never share a file: where names collide, all of them get the hash of
    their address.
    """
    count = Counter(one.path.casefold() for one in wanted)
    for one in wanted:
        folder, _, name = one.path.rpartition("/")
        yield (
            one
            if count[one.path.casefold()] == 1
            else Wanted(one.line, one.address, f"{folder}/{_marked(name, one.address)}", one.facts)
        )
