"""Broken copies of the sample files: bytes flipped, runs cut out, doubled or overwritten, ends cut
off, two files spliced.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"
Change = Callable[[random.Random, bytearray, bytes], bytes]


def samples() -> dict[str, bytes]:
    """The sound files by suffix."""
    return {
        file.name.partition(".")[2]: file.read_bytes() for file in sorted(CORPUS.glob("sample.*"))
    }


def flip(chance: random.Random, data: bytearray, _: bytes) -> bytes:
    for _number in range(chance.choice((1, 1, 3, 10, 100))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def scribble(chance: random.Random, data: bytearray, _: bytes) -> bytes:
    """A run of bytes becomes noise, zeros or 0xFF, as a bad sector makes it."""
    start, length = chance.randrange(len(data)), chance.choice((4, 64, 512, 4096))
    noise = chance.choice((chance.randbytes(length), bytes(length), b"\xff" * length))
    data[start : start + length] = noise[: len(data) - start]
    return bytes(data)


def cut(chance: random.Random, data: bytearray, _: bytes) -> bytes:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 2, 16, 256, 4096))]
    return bytes(data)


def truncate(chance: random.Random, data: bytearray, _: bytes) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def double(chance: random.Random, data: bytearray, _: bytes) -> bytes:
    start = chance.randrange(len(data))
    run = data[start : start + chance.choice((8, 128, 2048))]
    at = chance.choice((start, chance.randrange(len(data))))
    return bytes(data[:at] + run * chance.choice((1, 2, 50)) + data[at:])


def splice(chance: random.Random, data: bytearray, other: bytes) -> bytes:
    """The head of one file and the tail of another."""
    return bytes(data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :])


def insert(chance: random.Random, data: bytearray, other: bytes) -> bytes:
    """A piece of another file in the middle."""
    start, at = chance.randrange(len(other)), chance.randrange(len(data))
    return bytes(data[:at] + other[start : start + chance.choice((16, 512, 8192))] + data[at:])


CHANGES: tuple[Change, ...] = (flip, flip, scribble, cut, truncate, double, splice, insert)


def mutated(number: int, seed: int = 1) -> tuple[str, bytes]:
    """Suffix and bytes of broken file ``number``. All formats in turn; the same seed makes the same
    bytes.
    """
    chance = random.Random(f"{seed}/{number}")
    sound = samples()
    suffix = list(sound)[number % len(sound)]
    data = bytes(sound[suffix])
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        other = sound[suffix if chance.random() < 0.5 else chance.choice(list(sound))]
        data = chance.choice(CHANGES)(chance, bytearray(data or b"\0"), other)
    return suffix, data


def write(folder: Path, numbers: range, seed: int = 1) -> None:
    """Write broken files below ``folder``/2024."""
    target = folder / "2024"
    target.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        suffix, data = mutated(number, seed)
        (target / f"{number:05d}.{suffix}").write_bytes(data)
