"""Files by address: a folder of a disk, or a prefix of an object store (``s3://bucket/raw``;
``gs://`` and ``az://`` go the same way).

A file is a ``Path`` or a ``Blob``; both have ``read_bytes``. Credentials and endpoint of a store
are those of its usual environment variables (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …). obstore is
imported only for a URL.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from schemas.messages import say
from schemas.system import of_system
from warehouse.files.credentials import check
from warehouse.files.disk import WarehouseError
from warehouse.files.folder import Lost, files_below

if TYPE_CHECKING:
    from obstore.store import ObjectStore

Address = Path | str
"""A folder, or the URL of a prefix."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Blob:
    """One object: what a Path is on a disk."""

    url: str
    path: str

    def __str__(self) -> str:
        return f"{self.url}/{self.path}"

    def read_bytes(self) -> bytes:
        """Its content. Raises WarehouseError if it cannot be read."""
        with store_errors(str(self)):
            return bytes(store(self.url).get(self.path).bytes())

    def blocks(self) -> Iterator[bytes]:
        """Its content in parts, for objects of any size."""
        with store_errors(str(self)):
            for block in store(self.url).get(self.path).stream():
                yield bytes(block)


File = Path | Blob | Lost


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below an address. ``path``: relative, as the tables have it; ``facts``: they change
    when its content does.
    """

    path: str
    file: File
    facts: list[Any]


def place(text: str) -> Address:
    """What a user typed: a URL stays text, everything else is a folder."""
    return text.rstrip("/") if "://" in text else Path(text)


def listed(address: Address) -> Iterator[Entry]:
    """Every file below but hidden ones. Raises WarehouseError if the place is missing or cannot be
    read.
    """
    yield from _objects(address) if isinstance(address, str) else _files(address)


def beside(address: Address, pattern: str) -> list[File]:
    """Files next to a folder or prefix, ``corrections/*.yml`` say, in order. On a disk also what
    bears such a name and is no file: whoever reads it says so.
    """
    if isinstance(address, Path):
        one = address.parent / pattern
        if os.path.lexists(one):  # glob passes over a link to nothing
            return [one]
        return [*sorted(address.parent.glob(pattern))]
    parent = address.rpartition("/")[0]
    if parent.endswith(":/"):
        return []  # the prefix is a whole bucket
    folder = str(PurePosixPath(pattern).parent)
    with store_errors(parent):
        paths = [
            one["path"]
            for one in store(parent).list_with_delimiter("" if folder == "." else folder)["objects"]
        ]
    return [Blob(parent, path) for path in sorted(paths) if PurePosixPath(path).match(pattern)]


def digest(file: File) -> str:
    """sha256 of the content, read in parts. Raises OSError, for a Blob WarehouseError."""
    if isinstance(file, Lost):
        return file.digest
    hashed = sha256()
    for block in file.blocks() if isinstance(file, Blob) else _blocks(file):
        hashed.update(block)
    return hashed.hexdigest()


@cache
def store(url: str) -> ObjectStore:
    """The store at a URL; one per process, because it holds the connections. Raises WarehouseError
    if obstore is not installed, and as `warehouse.files.credentials.check`.
    """
    check(url)
    try:
        from obstore.store import from_url
    except ImportError as error:
        raise WarehouseError(say("error.needs_obstore", url=url)) from error
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    with store_errors(url):
        return from_url(url, client_options={"allow_http": True} if plain else {})


@contextmanager
def store_errors(what: str) -> Iterator[None]:
    """Turns an error of a store into one line for the operator."""
    try:
        yield
    except OSError as error:
        raise WarehouseError(
            say("error.cannot_reach", place=what, error=_first_line(error))
        ) from error
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "obstore":
            raise
        raise WarehouseError(
            say("error.cannot_reach", place=what, error=_first_line(error))
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            yield block


def _files(root: Path) -> Iterator[Entry]:
    if not root.is_dir():
        raise WarehouseError(say("error.no_folder", folder=root))
    try:
        yield from (Entry(*one) for one in files_below(root))
    except OSError as error:
        raise WarehouseError(
            say("error.cannot_read", file=error.filename or root, error=of_system(error))
        ) from error


def _objects(url: str) -> Iterator[Entry]:
    """Empty objects without an extension are the folder marks that consoles leave."""
    with store_errors(url):
        objects = [one for part in store(url).list() for one in part]
    for one in sorted(objects, key=lambda one: one["path"]):
        path = PurePosixPath(one["path"])
        if (one["size"] or path.suffix) and not any(part.startswith(".") for part in path.parts):
            yield Entry(
                one["path"],
                Blob(url, one["path"]),
                [one["size"], one["e_tag"] or one["last_modified"].isoformat()],
            )
