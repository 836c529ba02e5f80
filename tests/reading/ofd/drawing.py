"""Writes the OFD files of these tests: tables whose every rule and character stands where the test
wants it, in millimetres.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape

SIZE = 3.0  # millimetres of an em
LINE = 4.2
PAD = 1.0
WIDE, HIGH = 297.0, 210.0
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def width(character: str) -> float:
    return SIZE / 2 if character.isascii() else SIZE


def wrap(text: str, room: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for character in text:
        if used + width(character) > room - 2 * PAD:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + character, used + width(character)
    return [*lines, line] if line else lines


def steps(text: str) -> str:
    """Equal steps are written as ``g n d``, as the common writers do."""
    widths = [width(one) for one in text[:-1]]
    if len(set(widths)) == 1 and len(widths) > 1:
        return f"g {len(widths)} {widths[0]}"
    return " ".join(map(str, widths))


def text(x: float, y: float, words: str, *, attributes: str = "") -> str:
    """One text object with its foot at y."""
    step = f' DeltaX="{steps(words)}"' if len(words) > 1 else ""
    length = sum(map(width, words))
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{SIZE}" '
        f'Boundary="{x} {y - SIZE} {length} {SIZE * 1.2}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{SIZE}"{step}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, *, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject ID="1" Boundary="0 0 {WIDE} {HIGH}" LineWidth="0.25" '
        f"{attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    return path(f"M {x0} {y0} L {x1} {y1}")


def bar(x0: float, y0: float, x1: float, y1: float) -> str:
    """A rule drawn as a thin filled area."""
    x1, y1 = max(x1, x0 + 0.2), max(y1, y0 + 0.2)
    return path(
        f"M {x0} {y0} L {x1} {y0} L {x1} {y1} L {x0} {y1} C",
        attributes='Stroke="false" Fill="true"',
    )


def table(
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    x: float = 20,
    top: float = 30,
    rules: str = "lines",
    wide: Mapping[tuple[int, int], int] = {},
    tall: Mapping[tuple[int, int], int] = {},
) -> str:
    """A ruled table. ``wide`` and ``tall``: how many columns or rows the cell at (row, column)
    covers.
    """
    xs = [x + sum(widths[:index]) for index in range(len(widths) + 1)]
    ys, out = [top], []
    for number, row in enumerate(rows):
        rooms = [
            xs[column + wide.get((number, column), 1)] - xs[column] for column in range(len(row))
        ]
        cells = [wrap(cell, room) for cell, room in zip(row, rooms, strict=True)]
        for column, lines in enumerate(cells):
            out += [
                text(xs[column] + PAD, ys[-1] + PAD / 2 + SIZE + index * LINE, line)
                for index, line in enumerate(lines)
            ]
        ys.append(ys[-1] + PAD + max(1, *map(len, cells)) * LINE)
    lines = [*levels(xs, ys, tall), *uprights(xs, ys, wide)]
    if rules == "one path":
        return path(" ".join(f"M {x0} {y0} L {x1} {y1}" for x0, y0, x1, y1 in lines)) + "".join(out)
    draw = {"lines": rule, "bars": bar}[rules]
    return "".join(draw(*one) for one in lines) + "".join(out)


Rule = tuple[float, float, float, float]


def levels(xs: list[float], ys: list[float], tall: Mapping[tuple[int, int], int]) -> list[Rule]:
    """The level rules, but for those inside cells that are ``tall``."""
    inside = {
        (row + step, column) for (row, column), count in tall.items() for step in range(1, count)
    }
    return [
        (left, y, right, y)
        for level, y in enumerate(ys)
        for column, (left, right) in enumerate(pairwise(xs))
        if (level, column) not in inside
    ]


def uprights(xs: list[float], ys: list[float], wide: Mapping[tuple[int, int], int]) -> list[Rule]:
    """The upright rules, but for those inside cells that are ``wide``."""
    inside = {
        (row, column + step) for (row, column), count in wide.items() for step in range(1, count)
    }
    return [
        (x, top, x, bottom)
        for side, x in enumerate(xs)
        for row, (top, bottom) in enumerate(pairwise(ys))
        if (row, side) not in inside
    ]


def content(body: str, *, head: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {NAMESPACE}>{head}<ofd:Content>'
        f'<ofd:Layer ID="3" Type="Body">{body}</ofd:Layer></ofd:Content></ofd:Page>'
    )


def parts(
    *pages: str, templates: Sequence[str] = (), size: tuple[float, float] = (WIDE, HIGH)
) -> dict[str, str]:
    """The parts of a file with one body a page; every page uses every template."""
    head = "".join(
        f'<ofd:Template TemplateID="{90 + number}" ZOrder="Background"/>'
        for number in range(len(templates))
    )
    found = {
        "OFD.xml": (
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NAMESPACE} Version="1.0" '
            'DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>绩效目标表</ofd:Title>'
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:PageArea>"
            f"<ofd:PhysicalBox>0 0 {size[0]} {size[1]}</ofd:PhysicalBox></ofd:PageArea>"
        )
        + "".join(
            f'<ofd:TemplatePage ID="{90 + number}" BaseLoc="Tpls/Tpl_{number}.xml"/>'
            for number in range(len(templates))
        )
        + "</ofd:CommonData><ofd:Pages>"
        + "".join(
            f'<ofd:Page ID="{10 + number}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(pages))
        )
        + "</ofd:Pages></ofd:Document>",
    }
    found |= {
        f"Doc_0/Pages/Page_{number}/Content.xml": content(page, head=head)
        for number, page in enumerate(pages)
    }
    return found | {
        f"Doc_0/Tpls/Tpl_{number}.xml": content(one) for number, one in enumerate(templates)
    }


def packed(found: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, one in found.items():
            opened.writestr(name, one)
    return out.getvalue()


def ofd(
    *pages: str, templates: Sequence[str] = (), size: tuple[float, float] = (WIDE, HIGH)
) -> bytes:
    return packed(parts(*pages, templates=templates, size=size))
