"""A department's budget of about 50 pages as a PDF: prose, other tables, and the corpus' target
table with the rules one wants.
"""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from transforms.font import FONT as FILE

FONT, SIZE, PAD, PITCH = "text", 8, 4, 10
WIDTH, HEIGHT = 842, 595
COLUMNS = (104, 56, 56, 50, 46, 190, 260)
PROSE = (
    "通过残疾人保障建设，提升全区公共服务水平，进一步增强人民群众的获得感、幸福感、安全感。",
    "推进“放管服”改革，实现公共卫生事项100%网上可办、80%“最多跑一次”。",
    (
        "按照《广州市海珠区信息化管理办法》（海府规〔2023〕302号）要求，"
        "落实各项补助政策，做到应保尽保、应补尽补。"
    ),
    "建立健全长效机制，全年开展培训不少于1次，参训人员不少于275人次。",
)
OTHER = (
    "一般公共服务支出",
    "教育支出",
    "科学技术支出",
    "社会保障和就业支出",
    "卫生健康支出",
    "住房保障支出",
)


class Writer:
    """Writes pages from top to bottom."""

    def __init__(self, rules: str) -> None:
        # embedded, as in real prints: a reader that looks for a substitute spends its time there
        pdfmetrics.registerFont(TTFont(FONT, FILE))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=(WIDTH, HEIGHT), invariant=1)
        self.rules, self.y, self.page = rules, 0.0, 0

    def new_page(self) -> None:
        """End the page with its number and begin the next."""
        if self.page:
            self.canvas.drawCentredString(WIDTH / 2, 20, str(self.page))
            self.canvas.showPage()
        self.page += 1
        self.canvas.setFont(FONT, SIZE)
        self.canvas.setLineWidth(0.5)
        self.y = 50.0

    def line(self, text: str, x: float = 50) -> None:
        """One line of prose."""
        self.canvas.drawString(x, HEIGHT - self.y, text)
        self.y += PITCH * 1.6

    def table(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """The first row is the header, repeated on each page. Rows are not split."""
        self.row(rows[0], widths)
        for row in rows[1:]:
            if self.y + self.height(row, widths) > HEIGHT - 40:
                self.new_page()
                self.row(rows[0], widths)
            self.row(row, widths)

    def height(self, row: Sequence[str], widths: Sequence[float]) -> float:
        """Points that a row needs."""
        return (
            max(max(len(wrap(text, width)), 1) for text, width in zip(row, widths, strict=True))
            * PITCH
            + 6
        )

    def row(self, row: Sequence[str], widths: Sequence[float]) -> None:
        """One row; amounts are aligned to the right."""
        height, x = self.height(row, widths), 40.0
        for index, (text, width) in enumerate(zip(row, widths, strict=True)):
            for number, line in enumerate(wrap(text, width)):
                shift = (
                    width - 2 * PAD - pdfmetrics.stringWidth(line, FONT, SIZE)
                    if text[:1].isdigit() and 0 < index < 5
                    else 0
                )
                self.canvas.drawString(
                    x + PAD + shift, HEIGHT - self.y - PITCH - number * PITCH, line
                )
            self.frame(x, width, height)
            x += width
        self.y += height

    def frame(self, x: float, width: float, height: float) -> None:
        """The rules around one cell."""
        top, bottom = HEIGHT - self.y, HEIGHT - self.y - height
        if self.rules == "cells":
            self.canvas.rect(x, bottom, width, height)
        elif self.rules == "lines":
            for line in (
                (x, top, x + width, top),
                (x, bottom, x + width, bottom),
                (x, top, x, bottom),
                (x + width, top, x + width, bottom),
            ):
                self.canvas.line(*line)
        elif self.rules == "rects":
            for box in (
                (x, top, width, 0.5),
                (x, bottom, width, 0.5),
                (x, bottom, 0.5, height),
                (x + width, bottom, 0.5, height),
            ):
                self.canvas.rect(*box, stroke=0, fill=1)


def wrap(text: str, width: float) -> list[str]:
    lines, line, used = [], "", 0.0
    for character in text:
        advance = pdfmetrics.stringWidth(character, FONT, SIZE)
        if used + advance > width - 2 * PAD:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + character, used + advance
    return [*lines, line] if line else lines


def typeset(truth: dict[str, Any], rules: str) -> bytes:
    """``rules``: lines, rects, cells or no rules. ``truth``: title, department, unit, header and
    rows of the target table.
    """
    writer, chance = Writer(rules), random.Random(1)
    for _ in range(14):
        prose(writer, chance)
    for number in range(14):
        amounts(writer, chance, number + 1)
    writer.new_page()
    for line in (truth["title"], truth["dept"], truth["unit"]):
        writer.line(line)
    writer.table([truth["header"], *truth["rows"]], COLUMNS)
    for _ in range(14):
        prose(writer, chance)
    writer.new_page()
    writer.canvas.save()
    return writer.out.getvalue()


def amounts(writer: Writer, chance: random.Random, number: int) -> None:
    """A page with another table of a budget."""
    writer.new_page()
    writer.line(f"表{number} 支出预算表")
    rows = [
        [chance.choice(OTHER), *(f"{chance.randrange(1, 99999) / 100:,.2f}" for _ in range(3))]
        for _ in range(26)
    ]
    writer.table([["功能科目", "小计", "基本支出", "项目支出"], *rows], (200, 120, 120, 120))


def prose(writer: Writer, chance: random.Random) -> None:
    """A page of text."""
    writer.new_page()
    for _ in range(30):
        writer.line(chance.choice(PROSE) + chance.choice(PROSE)[:20])
