"""A download that may break off, and go on where it stopped."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.fetch.sidecar import usable
from warehouse.files.disk import read_json, write

_TOTAL = re.compile(r"bytes \d+-\d+/(\d+)")


def total_of(answer: httpx.Response) -> int | None:
    """The bytes of the whole, where a part says of how many it is one."""
    found = _TOTAL.fullmatch(answer.headers.get("content-range", "").strip())
    return int(found[1]) if found and len(found[1]) < 19 else None


@dataclass(frozen=True, slots=True)
class Part:
    """A download under way: the bytes so far and the validator of what they are a part of."""

    file: Path

    @property
    def note(self) -> Path:
        """Where the validator is kept."""
        return self.file.with_name(self.file.name + ".json")

    def headers(self) -> dict[str, str]:
        """Ask for the rest, but only of the same thing; nothing if that cannot be told."""
        validator = read_json(self.note).get("validator") if self.file.is_file() else None
        return (
            {"Range": f"bytes={self.size()}-", "If-Range": str(validator)}
            if usable(validator) and self.size()
            else {}
        )

    def size(self) -> int:
        """Bytes so far."""
        return self.file.stat().st_size if self.file.is_file() else 0

    def continues(self, answer: httpx.Response) -> bool:
        """Whether a part that came is the rest of this one."""
        said: str = answer.headers.get("content-range", "")
        return bool(self.headers()) and said.startswith(f"bytes {self.size()}-")

    def begin(self, headers: httpx.Headers) -> None:
        """Start from nothing. A weak ETag cannot vouch for a range, and a body packed for the way
        has ranges of its own.
        """
        etag = headers.get("etag", "")
        validator = (
            None
            if "content-encoding" in headers
            else etag
            if etag and not etag.startswith("W/")
            else headers.get("last-modified")
        )
        write(self.note, json.dumps({"validator": usable(validator)}).encode())
        self.file.write_bytes(b"")

    def remove(self) -> None:
        """Forget it."""
        self.file.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)
