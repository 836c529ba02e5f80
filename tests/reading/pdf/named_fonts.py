"""Dictionaries of fonts that a PDF names and does not embed, of every kind that is met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

ROWS = [
    ["项目名称", "预算金额（万元）", "绩效目标", "指标名称", "年度指标值"],
    [
        "电子政务信息化运维经费",
        "1,460.00",
        "保障全区电子政务外网、政务机房、云平台安全稳定运行及维护。",
        "主干带宽",
        "≥10000M",
    ],
    ["教师培训", "26.5", "完成培训12期，覆盖全部学校。", "培训合格率", "≥95%"],
    ["道路养护经费", "730.86", "养护城市道路，保持路面完好，及时修补坑槽。", "完好率", "90%-95%"],
    ["费", "0.5", "—", "满意度", "是"],
    ["社区服务站点建设及运营", "8,000", "新建站点3个。", "站点数量", "=3个"],
]
CHARACTERS = "".join(sorted({one for row in ROWS for cell in row for one in cell}))
BEFORE = 40  # codes of a numbered font begin here


@dataclass(frozen=True)
class Font:
    """Its objects, how a text is written in it, and how wide ASCII is in 1/1000 em.

    In the objects %(next)d is the number of the one after, %(map)d that of the ToUnicode map.
    """

    objects: tuple[str, ...]
    encode: Callable[[str], bytes]
    ascii: int = 1000

    def width(self, character: str) -> float:
        return (self.ascii if character < "\x7f" else 1000) / 1000


def composite(name: str, encoding: str, order: str, codec: str, *more: str) -> Font:
    """``more``: entries of the descendant."""
    top = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/{encoding}"
        "/DescendantFonts[%(next)d 0 R]>>"
    )
    under = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo"
        f"<</Registry(Adobe)/Ordering({order})/Supplement 4>>{''.join(more)}>>"
    )
    return Font((top, under), lambda text: text.encode(codec), 500 if HALF in more else 1000)


def numbered(name: str, width: int = 1000) -> Font:
    """Codes that only a ToUnicode map explains."""
    top = (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        "/DescendantFonts[%(next)d 0 R]/ToUnicode %(map)d 0 R>>"
    )
    under = (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo"
        f"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW {width}>>"
    )
    return Font(
        (top, under),
        lambda text: b"".join((BEFORE + CHARACTERS.index(one)).to_bytes(2) for one in text),
        width,
    )


def described(name: str, box: str = "-8 -145 1000 859") -> str:
    return (
        f"/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 6/FontBBox[{box}]"
        "/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 683/StemV 93>>"
    )


def simple(name: str, widths: str, encoding: str = "/Encoding/WinAnsiEncoding") -> Font:
    """One byte a character; ≥ and — stand where WinAnsi has nothing and its own dash."""
    entry = f"<</Type/Font/Subtype/TrueType/BaseFont/{name}{encoding}{widths}>>"
    return Font((entry,), lambda text: text.replace("≥", "\x01").encode("cp1252"), 500)


HALF = "/DW 1000/W[1[500]2 95 500 814 939 500]"
SONG = "#CB#CE#CC#E5"  # 宋体 in GBK
FONTS = {
    "song": composite(
        "STSong-Light",
        "UniGB-UCS2-H",
        "GB1",
        "utf-16-be",
        HALF,
        described("STSong-Light", "-25 -254 1000 880"),
    ),
    "no descriptor": composite("SimSun", "UniGB-UCS2-H", "GB1", "utf-16-be", HALF),
    "no widths": composite("KaiTi_GB2312", "GBK-EUC-H", "GB1", "gbk"),
    "gbk": composite(SONG, "GBK-EUC-H", "GB1", "gbk", HALF, described(SONG)),
    "flat box": composite(
        "FangSong", "UniGB-UTF16-H", "GB1", "utf-16-be", HALF, described("FangSong", "0 0 0 0")
    ),
    "traditional": composite(
        "MSung-Light", "UniCNS-UCS2-H", "CNS1", "utf-16-be", described("MSung-Light")
    ),
    "japanese": composite("HeiseiMin-W3", "UniJIS-UCS2-H", "Japan1", "utf-16-be"),
    "korean": composite("HYSMyeongJo-Medium", "UniKS-UCS2-H", "Korea1", "utf-16-be"),
    "unordered": numbered("SimHei"),
    "unnamed": numbered("ABCDEF+F1"),
    "one byte or two": Font(
        (f"<</Type/Font/Subtype/TrueType/BaseFont/{SONG}>>",), lambda text: text.encode("gbk"), 500
    ),
}
_WIDTHS = f"/FirstChar 1/LastChar 255/Widths[{'500 ' * 255}]"
_SIGNS = "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/greaterequal]>>"
LATIN = {
    "standard": simple("ArialMT", _WIDTHS, _SIGNS),
    "standard without widths": simple("Helvetica", "", _SIGNS),
    "other": simple("Calibri", _WIDTHS, _SIGNS),
    "other without widths": simple("Calibri", "", _SIGNS),
    "symbolic": simple("SimSun", _WIDTHS + described("SimSun"), _SIGNS),
    "standard numbered": numbered("TimesNewRomanPSMT", 500),
    "other numbered": numbered("Cambria", 500),
}
DOWN = composite("SimSun", "GBK-EUC-V", "GB1", "gbk", HALF)
