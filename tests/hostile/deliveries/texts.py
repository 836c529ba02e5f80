"""Texts and pages that say odd things: each is made of a sound document with something in it."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.documents import Project, document, indicators

RUNS = (
    "0",
    "≥",
    "一",
    "1、",
    "1%",
    " ",
    "\t",
    "　",
    "…",
    "（",
    "<",
    "；",
    "9",
    "-",
    "&",
    "年",
    "√",
)
SIGNS = (
    "\x00",
    "\x1b]0;x\x07",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\U0010ffff",
    "\u2028",
    "\x85",
    "=cmd|' /C calc'!A0",
    "{found}",
    "%s",
    "\\u0000",
    "<script>alert(1)</script>",
    "| a | b |",
    "🀄" * 20,
    "a\u0301" * 200,
    "9" * 400,
    "1e999999",
    "-0",
    "NaN",
    "∞",
)
Maker = Callable[[random.Random], bytes]


def odd(chance: random.Random) -> str:
    """A sign, or a run of one that a pattern may find hard."""
    if chance.random() < 0.5:
        return chance.choice(SIGNS)
    return chance.choice(RUNS) * chance.choice((3, 40, 1000, 20_000))


def text(chance: random.Random) -> bytes:
    """A document with something odd in one of its places, in some encoding."""
    said = document(
        f"某区{odd(chance) if chance.random() < 0.3 else chance.randrange(99)}局",
        [_project(chance) for _ in range(chance.choice((1, 1, 2, 30)))],
        title=f"项目支出绩效目标表{odd(chance) if chance.random() < 0.2 else ''}",
    )
    if chance.random() < 0.3:
        at = chance.randrange(len(said))
        said = said[:at] + odd(chance) + said[at:]
    encoding = chance.choice(("utf-8", "utf-8", "gb18030", "utf-16", "utf-16-be", "big5", "utf-7"))
    return said.encode(encoding, "replace")


def _project(chance: random.Random) -> Project:
    given = {
        "name": f"项目{chance.randrange(999)}",
        "amount": "1.00",
        "goal": "目标",
        "indicators": indicators(chance.randrange(10)),
    }
    changed = chance.choice(list(given))
    if changed == "amount":
        given["amount"] = chance.choice(("1e5", "9" * 60, "0.00", "-1.00", "1E+40"))
    else:
        given[changed] += odd(chance)
    return Project(**given)


def page(chance: random.Random) -> bytes:
    """HTML that nests, spans or repeats far more than any page."""
    many = chance.choice((50, 700, 20_000))
    tag = chance.choice(("div", "span", "li", "table", "td", "b", "p", "a", "ul", "font", "svg"))
    cell = chance.choice(
        ("<td>1", f"<td colspan={10 ** chance.randrange(9)}>1", f"<td rowspan={many * 99}>1")
    )
    made = chance.choice(
        (
            f"<html><body>{f'<{tag}>' * many}一",
            f"<html><body>{f'<{tag}>' * many}{f'</{tag}>' * many}</html>",
            f"<table>{'<tr>' * 9}{cell * min(many, 2000)}</table>",
            f"<table><tr><td {'x=1 ' * many}>1</table>",
            f"<p>{'&#' * many}{'&lt' * many}</p>",
            f"<!--{'--!>' * many}<table><tr><td>1",
        )
    )
    return made.encode() + text(chance)


def noise(chance: random.Random) -> bytes:
    """Bytes without sense, behind a mark of some format."""
    marks = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1 ")
    marks += (
        b"\x1f\x8b\x08",
        b"Rar!\x1a\x07\x00",
        b"7z\xbc\xaf\x27\x1c",
        b"<html>",
        b"\x89PNG\r\n",
    )
    marks += (b"<?xml version='1.0'?>", b"\xff\xfe", b"MIME-Version: 1.0\n", b"II*\x00", b"BM")
    return chance.choice(marks) + chance.randbytes(chance.choice((0, 1, 30, 4000, 100_000)))


MAKERS: tuple[tuple[str, Maker], ...] = (("txt", text), ("html", page), ("bin", noise))
