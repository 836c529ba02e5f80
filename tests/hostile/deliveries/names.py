"""Names as people, other systems and attackers give them: bytes, not text."""

from __future__ import annotations

import random
from pathlib import Path

ODD = (
    "绩效 目标".encode(),
    "绩效目标".encode("gb18030"),
    b"\xbc\xa8",
    b"\xff\xfe",
    b"\xed\xa0\x80",  # half a surrogate pair, as old converters write it
    b"\x1b[31m",
    b"a\nb",
    b"a\r",
    b"\x07",
    "\u202efdp".encode(),
    "\u200b".encode(),
    b" a ",
    b"a.",
    b"-rf",
    b"a!b.txt",
    b"!",
    b"*",
    b"[a-z]?",
    b"{rule}",
    b"%s%n",
    b"'; DROP TABLE documents; --",
    b'"a"',
    b"a\\b",
    b"$(id)",
    "é".encode(),
    "e\u0301".encode(),
    "Ａ".encode(),
    b"CON",
    b"2024",
    b"meta.yml.txt",
    b"a.meta.yml.txt",
    "表".encode() * 70,
)
LONGEST = 255  # bytes of a name on most file systems


def name(chance: random.Random, number: int, suffix: str) -> bytes:
    """A name for hostile file ``number``; half of them are plain. Two may print alike: each has its
    number somewhere, as a rule.
    """
    odd = chance.choice(ODD) if chance.random() < 0.5 else b"file"
    if chance.random() < 0.1:
        suffix = chance.choice(("pdf", "xls", "docx", "TXT", "", "zip.txt", "yml", "\u202excod"))
    ending = f"{number:05d}.{suffix}".encode() if suffix else f"{number:05d}".encode()
    return odd[: LONGEST - len(ending) - 10] + ending


def free(folder: Path, wanted: bytes) -> bytes:
    """The full path as bytes."""
    return bytes(folder) + b"/" + wanted
