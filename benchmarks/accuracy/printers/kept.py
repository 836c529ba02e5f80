"""What a program printed is kept by what it was given: a second run prints nothing again."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Sequence
from hashlib import sha256

from benchmarks.accuracy.home import HOME

_DATED = "docProps/core.xml"  # says when the file was made


def kept(
    name: str,
    files: Sequence[bytes],
    make: Callable[[list[bytes]], list[bytes | None]],
) -> list[bytes | None]:
    """What ``make`` makes of the files, in order; it is given only those that are new."""
    places = [HOME / "prints" / name / content(data) for data in files]
    new = {place: data for place, data in zip(places, files, strict=True) if not place.is_file()}
    for place, printed in zip(new, make(list(new.values())) if new else [], strict=True):
        if printed is not None:
            place.parent.mkdir(parents=True, exist_ok=True)
            # another process may look for it
            half = place.with_name(f"{place.name}.{os.getpid()}")
            half.write_bytes(printed)
            half.replace(place)
    return [place.read_bytes() if place.is_file() else None for place in places]


def content(data: bytes) -> str:
    """A hash of a file; of a package that of its parts, without the time at which it was made."""
    if not data.startswith(b"PK"):
        return sha256(data).hexdigest()
    digest = sha256()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(set(package.namelist()) - {_DATED}):
            digest.update(name.encode() + b"\0" + package.read(name))
    return digest.hexdigest()
