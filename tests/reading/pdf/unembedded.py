"""PDFs written byte for byte: one ruled table, in any font, its text placed in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from tests.reading.pdf.named_fonts import BEFORE, CHARACTERS, ROWS, Font

WIDTHS = (130, 110, 240, 110, 110)
SIZE, LEFT, TOP, LEAD, PAD = 9.0, 60.0, 500.0, 13.0, 3.0
PAGE = (842, 595)
TURNS = {
    0: "1 0 0 1 0 0",
    90: f"0 1 -1 0 {PAGE[1]} 0",
    180: f"-1 0 0 -1 {PAGE[0]} {PAGE[1]}",
    270: f"0 -1 1 0 0 {PAGE[0]}",
}


class Whole:
    """A line of a cell is one text object."""

    least = 0.0  # height of a row

    def __init__(self, font: Font, second: Font | None = None) -> None:
        self.font, self.second = font, second

    def text(self, x: float, y: float, words: str) -> str:
        return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td <{self.code(words)}> Tj ET"

    def code(self, words: str) -> str:
        return self.font.encode(words).hex()

    def step(self, character: str) -> float:
        return self.font.width(character) * SIZE


class Single(Whole):
    """A text object for each character."""

    def text(self, x: float, y: float, words: str) -> str:
        starts = accumulate(map(self.step, words), initial=x)
        return "\n".join(
            super(Single, self).text(at, y, one) for at, one in zip(starts, words, strict=False)
        )


class Kerned(Whole):
    def text(self, x: float, y: float, words: str) -> str:
        shown = "-20 ".join(f"<{self.code(one)}>" for one in words)
        return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td [{shown}] TJ ET"

    def step(self, character: str) -> float:
        return super().step(character) + 0.02 * SIZE


class Spaced(Whole):
    def text(self, x: float, y: float, words: str) -> str:
        return "1.5 Tc " + super().text(x, y, words)

    def step(self, character: str) -> float:
        return super().step(character) + 1.5


class Narrow(Whole):
    def text(self, x: float, y: float, words: str) -> str:
        return "70 Tz " + super().text(x, y, words)

    def step(self, character: str) -> float:
        return super().step(character) * 0.7


class Scaled(Whole):
    """The size stands in the text matrix."""

    def text(self, x: float, y: float, words: str) -> str:
        matrix = f"{SIZE} 0 0 {SIZE} {x:.2f} {y:.2f}"
        return f"BT /F1 1 Tf {matrix} Tm <{self.code(words)}> Tj ET"


class Flipped(Whole):
    """The page upside down, and the text in it too."""

    def text(self, x: float, y: float, words: str) -> str:
        shown = f"1 0 0 -1 {x:.2f} {PAGE[1] - y:.2f} Tm <{self.code(words)}> Tj"
        return f"q 1 0 0 -1 0 {PAGE[1]} cm BT /F1 {SIZE} Tf {shown} ET Q"


class Bold(Whole):
    """Printed twice, a little apart."""

    def text(self, x: float, y: float, words: str) -> str:
        return super().text(x, y, words) + "\n" + super().text(x + 0.3, y, words)


class Mixed(Whole):
    """ASCII and ≥ in the second font, each character by itself."""

    def text(self, x: float, y: float, words: str) -> str:
        assert self.second
        shown = []
        for run in re.findall(r"[!-~≥]|[^!-~≥]+", words):
            font, number = (self.second, 2) if re.match("[!-~≥]", run) else (self.font, 1)
            code = font.encode(run).hex()
            shown.append(f"BT /F{number} {SIZE} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET")
            x += sum(map(self.step, run))
        return "\n".join(shown)


class Down(Whole):
    """The first column from top to bottom, in the second font."""

    least = 11 * SIZE + 10

    def text(self, x: float, y: float, words: str) -> str:
        if x > LEFT + PAD:
            return super().text(x, y, words)
        assert self.second
        code, at = self.second.encode(words).hex(), f"{x + SIZE:.2f} {y + 8:.2f}"
        return f"BT /F2 {SIZE} Tf {at} Td <{code}> Tj ET"


WAYS = (Whole, Single, Kerned, Spaced, Narrow, Scaled, Flipped, Bold)


def made(way: Whole, turn: int = 0) -> bytes:
    """The PDF; ``turn``: degrees counter-clockwise by which all that is printed is turned."""
    content = "\n".join((f"q {TURNS[turn]} cm 0.5 w", *_table(way), "Q"))
    return _file(way, content, PAGE if turn % 180 == 0 else PAGE[::-1])


def _table(way: Whole) -> Iterator[str]:
    lines = [
        [_wrapped(way, cell, width - 2 * PAD) for cell, width in zip(row, WIDTHS, strict=True)]
        for row in ROWS
    ]
    heights = [max(way.least, max(map(len, row)) * LEAD + 5) for row in lines]
    ys = list(accumulate(heights, lambda y, height: y - height, initial=TOP))
    xs = list(accumulate(WIDTHS, initial=LEFT))
    yield from (f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys)
    yield from (f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs)
    for row, (top, _) in zip(lines, pairwise(ys), strict=True):
        for cell, x in zip(row, xs, strict=False):
            for number, line in enumerate(cell):
                yield way.text(x + PAD, top - 12 - number * LEAD, line)


def _wrapped(way: Whole, text: str, room: float) -> list[str]:
    lines, used = [""], 0.0
    for one in text:
        if used + way.step(one) > room:
            lines.append("")
            used = 0.0
        lines[-1] += one
        used += way.step(one)
    return lines


def _file(way: Whole, content: str, page: tuple[int, ...]) -> bytes:
    fonts = [way.font.objects, way.second.objects if way.second else ()]
    second, last = 5 + len(fonts[0]), 5 + len(fonts[0]) + len(fonts[1])
    named = "/F1 5 0 R" + (f"/F2 {second} 0 R" if way.second else "")
    resources = f"/Contents 4 0 R/Resources<</Font<<{named}>>>>"
    bodies = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page[0]} {page[1]}]{resources}>>",
        _stream(content),
    ]
    for body in (*fonts[0], *fonts[1]):
        bodies.append(body % {"next": len(bodies) + 2, "map": last})
    bodies.append(_stream(_to_unicode()))
    out = "%PDF-1.7\n" + "".join(
        f"{number} 0 obj\n{body}\nendobj\n" for number, body in enumerate(bodies, 1)
    )
    return f"{out}trailer<</Root 1 0 R/Size {len(bodies) + 1}>>\n%%EOF\n".encode("latin-1")


def _to_unicode() -> str:
    rows = "\n".join(
        f"<{BEFORE + index:04x}> <{ord(one):04x}>" for index, one in enumerate(CHARACTERS)
    )
    return (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(CHARACTERS)} beginbfchar\n{rows}\nendbfchar endcmap"
    )


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"
