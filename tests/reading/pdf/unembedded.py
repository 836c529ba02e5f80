"""PDFs whose fonts are named and not embedded, written byte for byte: every kind of font dictionary
beside every way of placing text, with the same ruled table in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

HEADER = ["项目名称", "预算金额（万元）", "绩效目标", "指标名称", "年度指标值"]
ROWS = [HEADER,
        ["电子政务信息化运维经费", "1,460.00", "保障全区电子政务外网、政务机房、政务云平台安全稳定运行及维护。", "主干带宽", "≥10000M"],
        ["教师培训", "26.5", "完成培训12期，覆盖全部学校。", "培训合格率", "≥95%"],
        ["道路养护经费", "730.86", "养护城市道路，保持路面完好，及时修补坑槽。", "完好率", "90%-95%"],
        ["费", "0.5", "—", "满意度", "是"],
        ["社区服务站点建设及运营", "8,000", "新建站点3个。", "站点数量", "=3个"]]
WIDTHS = (130, 110, 240, 110, 110)
SIZE, LEFT, TOP, LEAD, PAD = 9.0, 60.0, 500.0, 13.0, 3.0
PAGE = (842, 595)


@dataclass(frozen=True)
class Font:
    """A font dictionary, the codes of a text in it, and how wide its characters are in 1/1000 em."""

    objects: tuple[str, ...]  # the font first; %(next)d is the number of the one after
    encode: Callable[[str], bytes]
    narrow: int = 1000  # of ASCII
    maps: bool = False  # needs a ToUnicode map: codes count up through the table's characters

    def width(self, character: str) -> float:
        return (self.narrow if character < "\x7f" else 1000) / 1000


def composite(name: str, encoding: str, order: str, codec: str, *, widths: str = "", descriptor: str = "", narrow: int = 1000) -> Font:
    top = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}/DescendantFonts[%(next)d 0 R]>>"
    under = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering({order})/Supplement 4>>{widths}{descriptor}>>"
    return Font((top, under), lambda text: text.encode(codec), narrow)


ALL = "".join(sorted({one for row in ROWS for cell in row for one in cell}))


def numbered(name: str) -> Font:
    """Codes that only a ToUnicode map explains."""
    top = f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[%(next)d 0 R]/ToUnicode %(map)d 0 R>>"
    under = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000>>"
    return Font((top, under), lambda text: b"".join((40 + ALL.index(one)).to_bytes(2) for one in text), maps=True)


def described(name: str, box: str = "-8 -145 1000 859") -> str:
    return f"/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 6/FontBBox[{box}]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 93>>"


HALF = "/DW 1000/W[1[500]2 95 500 814 939 500]"
FONTS = {
    "song": composite("STSong-Light", "UniGB-UCS2-H", "GB1", "utf-16-be", widths=HALF, descriptor=described("STSong-Light"), narrow=500),
    "no descriptor": composite("SimSun", "UniGB-UCS2-H", "GB1", "utf-16-be", widths=HALF, narrow=500),
    "no widths": composite("KaiTi_GB2312", "GBK-EUC-H", "GB1", "gbk"),
    "gbk": composite("#CB#CE#CC#E5", "GBK-EUC-H", "GB1", "gbk", widths=HALF, descriptor=described("#CB#CE#CC#E5"), narrow=500),
    "flat box": composite("FangSong", "UniGB-UTF16-H", "GB1", "utf-16-be", widths=HALF, descriptor=described("FangSong", "0 0 0 0"), narrow=500),
    "traditional": composite("MSung-Light", "UniCNS-UCS2-H", "CNS1", "utf-16-be", descriptor=described("MSung-Light")),
    "japanese": composite("HeiseiMin-W3", "UniJIS-UCS2-H", "Japan1", "utf-16-be"),
    "korean": composite("HYSMyeongJo-Medium", "UniKS-UCS2-H", "Korea1", "utf-16-be"),
    "unordered": numbered("SimHei"),
    "unnamed": numbered("ABCDEF+F1"),
    "simple": Font(("<</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5/Encoding/WinAnsiEncoding>>",), lambda text: text.encode("gbk"), 500),
}


@dataclass
class Drawing:
    """One table in one font, its text placed one way."""

    font: Font
    parts: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str) -> str:
        return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td <{self.font.encode(words).hex()}> Tj ET"

    def step(self, character: str) -> float:
        return self.font.width(character) * SIZE


class Singly(Drawing):
    """A text object for each character."""

    def text(self, x: float, y: float, words: str) -> str:
        ends = accumulate((self.step(one) for one in words), initial=x)
        return "\n".join(super(Singly, self).text(at, y, one) for at, one in zip(ends, words, strict=False))


class Kerned(Drawing):
    """One array, each character moved a little."""

    def text(self, x: float, y: float, words: str) -> str:
        shown = "-20 ".join(f"<{self.font.encode(one).hex()}>" for one in words)
        return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td [{shown}] TJ ET"

    def step(self, character: str) -> float:
        return super().step(character) + 0.02 * SIZE


class Spaced(Drawing):
    def text(self, x: float, y: float, words: str) -> str:
        return "1.5 Tc " + super().text(x, y, words)

    def step(self, character: str) -> float:
        return super().step(character) + 1.5


class Narrowed(Drawing):
    def text(self, x: float, y: float, words: str) -> str:
        return "70 Tz " + super().text(x, y, words)

    def step(self, character: str) -> float:
        return super().step(character) * 0.7


class Scaled(Drawing):
    """The size in the text matrix."""

    def text(self, x: float, y: float, words: str) -> str:
        return f"BT /F1 1 Tf {SIZE} 0 0 {SIZE} {x:.2f} {y:.2f} Tm <{self.font.encode(words).hex()}> Tj ET"


class Flipped(Drawing):
    """The page upside down, and the text in it too."""

    def text(self, x: float, y: float, words: str) -> str:
        return f"q 1 0 0 -1 0 {PAGE[1]} cm BT /F1 {SIZE} Tf 1 0 0 -1 {x:.2f} {PAGE[1] - y:.2f} Tm <{self.font.encode(words).hex()}> Tj ET Q"


class Tenths(Drawing):
    """Tenths of a point."""

    def text(self, x: float, y: float, words: str) -> str:
        return f"q 0.1 0 0 0.1 0 0 cm BT /F1 {10 * SIZE} Tf {10 * x:.1f} {10 * y:.1f} Td <{self.font.encode(words).hex()}> Tj ET Q"


class Bold(Drawing):
    """Printed twice, a little apart."""

    def text(self, x: float, y: float, words: str) -> str:
        return super().text(x, y, words) + "\n" + super().text(x + 0.3, y, words)


WAYS: dict[str, type[Drawing]] = {one.__name__.lower(): one for one in (Drawing, Singly, Kerned, Spaced, Narrowed, Scaled, Flipped, Tenths, Bold)}
TURNS = {0: "1 0 0 1 0 0", 90: f"0 1 -1 0 {PAGE[1]} 0", 180: f"-1 0 0 -1 {PAGE[0]} {PAGE[1]}", 270: f"0 -1 1 0 0 {PAGE[0]}"}


def made(font: Font, way: type[Drawing] = Drawing, turn: int = 0) -> bytes:
    """The PDF; ``turn``: degrees counter-clockwise by which all that is printed is turned on the page."""
    drawing = way(font)
    content = "\n".join((f"q {TURNS[turn]} cm 0.5 w", *_table(drawing), "Q"))
    return _file(font, content, PAGE if turn % 180 == 0 else PAGE[::-1])


def _table(drawing: Drawing) -> Iterator[str]:
    lines = [[_wrapped(drawing, cell, width - 2 * PAD) for cell, width in zip(row, WIDTHS, strict=True)] for row in ROWS]
    heights = [max(map(len, row)) * LEAD + 5 for row in lines]
    ys, xs = list(accumulate(heights, lambda y, height: y - height, initial=TOP)), list(accumulate(WIDTHS, initial=LEFT))
    yield from (f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys)
    yield from (f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs)
    for row, (top, _) in zip(lines, pairwise(ys), strict=True):
        for cell, x in zip(row, xs, strict=False):
            yield from (drawing.text(x + PAD, top - 12 - number * LEAD, line) for number, line in enumerate(cell))


def _wrapped(drawing: Drawing, text: str, room: float) -> list[str]:
    lines, used = [""], 0.0
    for one in text:
        if used + drawing.step(one) > room:
            lines.append("")
            used = 0.0
        lines[-1] += one
        used += drawing.step(one)
    return lines


def _file(font: Font, content: str, page: tuple[int, ...]) -> bytes:
    last = 5 + len(font.objects)
    bodies = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
              f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page[0]} {page[1]}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>", _stream(content)]
    bodies += [one % {"next": 6 + index, "map": last} for index, one in enumerate(font.objects)]
    if font.maps:
        rows = "\n".join(f"<{40 + index:04x}> <{ord(one):04x}>" for index, one in enumerate(ALL))
        bodies.append(_stream(f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(ALL)} beginbfchar\n{rows}\nendbfchar endcmap"))
    out = b"%PDF-1.7\n"
    for number, body in enumerate(bodies, 1):
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    return out + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF\n" % (len(bodies) + 1)


def _stream(content: str) -> str:
    return f"<</Length {len(content.encode('latin-1'))}>>stream\n{content}\nendstream"
