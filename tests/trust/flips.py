"""Damage to a build, one at a time, and whether ``verify`` notices it.

``python -m tests.trust.flips [N]`` flips N random bits over all files of a build, and prints one
line of figures: ``make test-verify``.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.conftest import ROOT
from warehouse.build.verify import verify
from warehouse.catalogue.query import published


@contextmanager
def flip(file: Path, at: int, bit: int = 3) -> Iterator[str]:
    """One bit of a file, for as long as the block runs."""
    _turn(file, at, bit)
    try:
        yield f"{file.name}: bit {bit} of byte {at}"
    finally:
        _turn(file, at, bit)


def _turn(file: Path, at: int, bit: int) -> None:
    with file.open("r+b") as content:
        content.seek(at)
        byte = content.read(1)[0]
        content.seek(at)
        content.write(bytes([byte ^ (1 << bit)]))


@contextmanager
def replaced(file: Path, data: bytes | None) -> Iterator[str]:
    """A file with other bytes, or (None) without the file."""
    whole = file.read_bytes() if file.exists() else None
    _put(file, data)
    try:
        yield f"{file.name}: {len(data) if data is not None else 'no'} bytes"
    finally:
        _put(file, whole)


@contextmanager
def swapped(one: Path, other: Path) -> Iterator[str]:
    """Two files under each other's names."""
    with replaced(one, other.read_bytes()), replaced(other, one.read_bytes()):
        first = one.read_bytes()
        yield f"{one.name} and {other.name}: {len(first)} bytes"


def _put(file: Path, data: bytes | None) -> None:
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)


def bits(build: Path, chance: random.Random, count: int) -> Iterator[AbstractContextManager[str]]:
    """Random bits of random bytes over all files: a file is met as often as it is large, and every
    file once.
    """
    files = sorted(path for path in build.rglob("*") if path.is_file())
    sizes = [file.stat().st_size for file in files]
    for file in [*files, *chance.choices(files, sizes, k=max(0, count - len(files)))]:
        yield flip(file, chance.randrange(file.stat().st_size), chance.randrange(8))


def damages(
    build: Path, chance: random.Random, flips: int
) -> Iterator[AbstractContextManager[str]]:
    """Flips, and of every file: missing, empty, cut off, longer; files added, and two swapped."""
    yield from bits(build, chance, flips)
    files = sorted(path for path in build.rglob("*") if path.is_file())
    for file in files:
        whole = file.read_bytes()
        for data in (None, b"", whole[: len(whole) // 2], whole[:-1], whole + b"\0"):
            yield replaced(file, data)
    for folder in sorted({file.parent for file in files}):
        yield replaced(folder / "added.parquet", files[0].read_bytes())
        yield replaced(folder / ".hidden", b"")
    for _ in range(10):
        yield swapped(*chance.sample(files, 2))


def main(count: int) -> str:
    """Figures of ``count`` flips and of the other damages, on the sample."""
    from flows.options import Options
    from flows.pipeline import run
    from flows.runners import Direct

    with tempfile.TemporaryDirectory() as folder:
        curated = Path(folder, "curated")
        run(Options(ROOT / "data" / "raw", curated, workers=1), Direct())
        build = published(curated)
        tried = missed = 0
        for damage in damages(build, random.Random(5000), count):
            with damage as told:
                tried += 1
                if not verify(build).lines():
                    missed += 1
                    print(told, file=sys.stderr)
        assert not verify(build).lines()
        size = sum(file.stat().st_size for file in build.rglob("*") if file.is_file())
    others = tried - count
    return (
        f"{count} bits flipped over {size:,} bytes of a build and {others} other damages: "
        f"{tried - missed} noticed, {missed} not"
    )


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
