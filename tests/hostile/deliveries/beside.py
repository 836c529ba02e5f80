"""What stands beside documents: sidecars, meta.yml of a folder, and the lists of decisions."""

from __future__ import annotations

import random

from tests.hostile.mutations import CHANGES
from tests.hostile.test_delivery import BOMB, SIDECARS

KEYS = ("year", "region", "region_code", "department", "published_on", "source_url", "yaer", "kind")
VALUES = (
    "2024",
    "99999",
    "-1",
    "0x7e8",
    "2024-02-30",
    "2024-05-06",
    '"\\ud800"',
    '"\\0"',
    "~",
    "yes",
    "!!binary aGk=",
    "*a",
    "&a 1",
    "[1, 2]",
    "{a: 1}",
    "1:30:00",
    ".inf",
    "|\n  a\n  b",
    "'\u202e'",
    "某区财政局",
    "440105",
    "999999999999999999999",
    "https://user:secret@example.org/",
    "9" * 4000,
)
WHOLE = (BOMB.encode() + b"year: *i", b"", b"\xff\xfe", b"\x00" * 9, b"- a", b"a", b"%YAML 9.9")


def sidecar(chance: random.Random) -> bytes:
    """One that somebody mistyped, or that attacks the parser."""
    if chance.random() < 0.3:
        return chance.choice((*SIDECARS.values(), *WHOLE))
    made = "\n".join(
        f"{chance.choice(KEYS)}: {chance.choice(VALUES)}" for _ in range(chance.randrange(5))
    ).encode("utf-8", "surrogatepass")
    if made and chance.random() < 0.3:
        made = chance.choice(CHANGES)(chance, bytearray(made), b"year: 2024\n" * 9)
    return made


def decisions(chance: random.Random) -> bytes:
    """A list of corrections, decisions or known problems with something wrong in it."""
    keys = ("id", "document", "field", "expect", "value", "reason", "author", "date", "page", "who")
    keys += ("rule", "kind", "answer", "word", "role", "column")
    good = {"document": "2024/sound/0.txt", "field": "annual_value", "rule": "needs_ocr"}
    made = "".join(
        f"{'  ' if number else '- '}{key}: "
        f"{good.get(key, 'x') if chance.random() < 0.6 else chance.choice(VALUES)}\n"
        for number, key in enumerate(chance.sample(keys, chance.randrange(1, len(keys))))
    ).encode("utf-8", "surrogatepass")
    return chance.choice((made, made, sidecar(chance)))
