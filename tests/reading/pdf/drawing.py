"""Draws the PDFs of these tests: tables whose every rule and character stands where the test wants
it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

# one of the fonts every reader knows: nothing is embedded, its widths are 1 em and 1/2 em
FONT = "STSong-Light"
SIZE = 9
PAGE = (842, 595)
PAD = 3
HEADER = ["项目名称", "总计", "财政拨款", "绩效目标", "绩效指标"]
WIDTHS = [90, 60, 60, 180, 240]
Cell = str | Sequence[str]


def pdf(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """One page a function."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1, **options)
    for page in pages:
        canvas.setFont(FONT, SIZE)
        canvas.setLineWidth(0.5)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def wrap(text: Cell, width: float) -> list[str]:
    if not isinstance(text, str):
        return list(text)
    lines, line = [], ""
    for character in text:
        if pdfmetrics.stringWidth(line + character, FONT, SIZE) > width - 2 * PAD:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    return (
        max(len(wrap(cell, width)) for cell, width in zip(row, widths, strict=True)) * 12 + 6 or 18
    )


def text(canvas: Canvas, x: float, y: float, words: str) -> None:
    """Words at x, y from the top left."""
    canvas.drawString(x, PAGE[1] - y, words)


def fill(
    canvas: Canvas,
    x: float,
    top: float,
    widths: Sequence[float],
    row: Sequence[Cell],
    *,
    right: Iterable[int] = (1, 2),
) -> None:
    """The texts of one row; columns ``right`` are aligned to the right."""
    for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
        for number, line in enumerate(wrap(cell, width)):
            at = x + sum(widths[:index]) + PAD
            if index in right:
                at += width - 2 * PAD - pdfmetrics.stringWidth(line, FONT, SIZE)
            text(canvas, at, top + 11 + 12 * number, line)


def table(
    canvas: Canvas,
    rows: Sequence[Sequence[Cell]],
    *,
    x: float = 60,
    top: float = 80,
    widths: Sequence[float] = WIDTHS,
    without: Iterable[int] = (),
    rules: str = "lines",
) -> float:
    """A ruled table; ``without`` numbers horizontal rules left out. Returns the y of its lower end.

    ``rules``: ``lines``, ``rects`` (thin filled rectangles), ``cells`` (a stroked rectangle a
    cell), ``dots``, ``discs`` and ``dashes`` (filled one by one), ``none``.
    """
    ys = [top]
    for row in rows:
        fill(canvas, x, ys[-1], widths, row)
        ys.append(ys[-1] + height(row, widths))
    xs = [x + sum(widths[:index]) for index in range(len(widths) + 1)]
    if rules == "cells":
        for upper, lower in pairwise(ys):
            for left, right in pairwise(xs):
                canvas.rect(left, PAGE[1] - lower, right - left, lower - upper)
        return ys[-1]
    draw = {
        "lines": _line,
        "rects": _rect,
        "dots": _dots,
        "discs": _discs,
        "dashes": _dashes,
        "none": lambda *_: None,
    }[rules]
    for index, y in enumerate(ys):
        if index not in set(without):
            draw(canvas, xs[0], y, xs[-1], y)
    for one in xs:
        draw(canvas, one, ys[0], one, ys[-1])
    return ys[-1]


def _line(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.line(x0, PAGE[1] - y0, x1, PAGE[1] - y1)


def _rect(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    canvas.rect(x0, PAGE[1] - y1, max(x1 - x0, 0.6), max(y1 - y0, 0.6), stroke=0, fill=1)


def _steps(x0: float, y0: float, x1: float, y1: float, step: float) -> list[tuple[float, float]]:
    """The points that lie so far apart on a line along one axis."""
    count = int(max(x1 - x0, y1 - y0) / step)
    across = x1 - x0 > y1 - y0
    return [(x0 + n * step * across, y0 + n * step * (not across)) for n in range(count + 1)]


def _dots(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y in _steps(x0, y0, x1, y1, 1.5):
        canvas.rect(x, PAGE[1] - y, 0.75, 0.75, stroke=0, fill=1)


def _discs(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    for x, y in _steps(x0, y0, x1, y1, 3):
        canvas.circle(x, PAGE[1] - y, 0.6, stroke=0, fill=1)


def _dashes(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    wide, high = (2.2, 0.7) if x1 - x0 > y1 - y0 else (0.7, 2.2)
    for x, y in _steps(x0, y0, x1, y1, 4):
        canvas.rect(x, PAGE[1] - y, wide, high, stroke=0, fill=1)


def by_hand(
    content: bytes, to_unicode: dict[str, str], encoding: bytes = b"/WinAnsiEncoding"
) -> bytes:
    """A page with a font whose ToUnicode map says what each ASCII character of ``content`` stands
    for; without one if the map is empty.
    """
    font = (
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding "
        + encoding
        + (b"/ToUnicode 6 0 R>>" if to_unicode else b">>")
    )
    return assemble(content, font, to_unicode)


def in_gbk(content: bytes) -> bytes:
    """A page with a Chinese font in the GBK encoding, not embedded and without a ToUnicode map."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/GBK-EUC-H"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000>>]>>"
    )
    return assemble(content, font, {})


def assemble(content: bytes, font: bytes, to_unicode: dict[str, str]) -> bytes:
    """A document of one page with one font."""
    pairs = "\n".join(
        f"<{ord(code):02X}> <{one.encode('utf-16-be').hex().upper()}>"
        for code, one in to_unicode.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(to_unicode)} beginbfchar {pairs} endbfchar endcmap end end"
    ).encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]"
            b"/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>"
        ),
        _stream(content),
        font,
        _stream(cmap),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 7\n0000000000 65535 f \n"
        + table_
        + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)
    )


def _stream(data: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(data), data)
