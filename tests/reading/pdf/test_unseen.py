"""What nobody sees on a page is not read; what is seen stays, however it is coloured."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.colors import Color, black, blue, gray, red, white, yellow
from reportlab.pdfgen.canvas import Canvas

from tests.reading.pdf.drawing import PAGE, pdf, text
from transforms.document import Table
from transforms.reading import read

LEFT, TOP, WIDE, HIGH = 40, 60, 120, 24
ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "培训次数", "≥12次"],
    ["产出指标", "质量指标", "合格率", "≥95%"],
]
# right of the value of the first row
X, Y = LEFT + 3 * WIDE + 60, TOP + 1.7 * HIGH
Draw = Callable[[Canvas], None]


def box(canvas: Canvas, fill: Color, left: float = X - 4) -> None:
    canvas.setFillColor(fill)
    right = LEFT + 4 * WIDE - 2
    canvas.rect(left, PAGE[1] - TOP - 2 * HIGH + 2, right - left, HIGH - 4, stroke=0, fill=1)


def written(colour: Color, ground: Color | None = None) -> Draw:
    def draw(canvas: Canvas) -> None:
        if ground is not None:
            box(canvas, ground)
        canvas.setFillColor(colour)
        text(canvas, X, Y, "作废")

    return draw


def covered(with_what: Color) -> Draw:
    def draw(canvas: Canvas) -> None:
        text(canvas, X, Y, "作废")
        box(canvas, with_what)

    return draw


def on_a_layer(canvas: Canvas) -> None:
    canvas._code.append("/OC /MC0 BDC")
    text(canvas, X, Y, "作废")
    canvas._code.append("EMC")


def page(extra: Draw) -> bytes:
    def draw(canvas: Canvas) -> None:
        xs = [LEFT + WIDE * at for at in range(5)]
        ys = [PAGE[1] - TOP - HIGH * at for at in range(len(ROWS) + 1)]
        canvas.grid(xs, ys)
        for number, row in enumerate(ROWS):
            for at, words in enumerate(row):
                text(canvas, LEFT + WIDE * at + 4, TOP + HIGH * (number + 0.7), words)
        extra(canvas)

    return pdf(draw, pageCompression=0)


def with_layer(data: bytes, state: bytes) -> bytes:
    """The layer MC0 is on or off; PDFium finds the objects although they have moved."""
    layer = b"/OCProperties <</OCGs [999 0 R] /D <</%b [999 0 R]>>>> /Type /Catalog" % state
    return (
        data.replace(b"/Type /Catalog", layer)
        .replace(b"/ProcSet [", b"/Properties <</MC0 999 0 R>> /ProcSet [")
        .replace(b"xref\n", b"999 0 obj\n<</Type /OCG /Name (a)>>\nendobj\nxref\n", 1)
    )


def value(data: bytes) -> str:
    table = next(block for block in read(data, "a.pdf").blocks if isinstance(block, Table))
    cell = table.rows[1][3]
    assert table.rows[2].words[3] == "≥95%"
    return "uncertain" if "uncertain" in cell.repaired else cell.folded


@pytest.mark.parametrize(
    "draw",
    [
        written(white),
        written(Color(0.97, 0.97, 0.97)),
        written(white, ground=white),
        written(black, ground=black),
        written(blue, ground=blue),
        written(yellow, ground=Color(1, 1, 0.02)),
        written(Color(0, 0, 0, alpha=0)),
        covered(white),
        covered(black),
        covered(gray),
    ],
)
def test_what_is_not_seen_is_left_out(draw: Draw) -> None:
    assert value(page(draw)) == "≥12次"


@pytest.mark.parametrize(
    "draw",
    [
        written(red),
        written(gray),
        written(black, ground=yellow),
        written(white, ground=blue),
        written(white, ground=black),
        covered(Color(1, 1, 0, alpha=0.4)),
        on_a_layer,
    ],
)
def test_what_is_seen_is_read(draw: Draw) -> None:
    assert value(page(draw)) == "≥12次作废"


@pytest.mark.parametrize(("state", "seen"), [(b"OFF", False), (b"ON", True)])
def test_text_on_a_layer_that_is_off(state: bytes, seen: bool) -> None:
    assert value(with_layer(page(on_a_layer), state)).endswith("作废") is seen


def test_text_written_over_what_is_covered_is_not_certain() -> None:
    def over(canvas: Canvas) -> None:
        box(canvas, white, left=LEFT + 3 * WIDE + 2)
        canvas.setFillColor(black)
        text(canvas, LEFT + 3 * WIDE + 4, Y, "≥30个班次")

    assert value(page(over)) == "uncertain"


def test_a_font_that_the_file_brings_along(corpus: Path) -> None:
    """White words behind each value of a print."""
    data = (corpus / "prints/odd/hidden_text/44_whitetext_nodigits.pdf").read_bytes()
    table = next(block for block in read(data, "a.pdf").blocks if isinstance(block, Table))
    assert [row.words[3] for row in table.rows[4:6]] == ["≥12次", "≥99.5%"]
