"""The font of the project: whole, small, under its licence; the same picture everywhere."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfbase.ttfonts import TTFontFile

from flows.evidence.fonts import chinese_font, lacking
from flows.evidence.page import drawn
from schemas.lookup import rows as csv_rows
from tests.conftest import ROOT
from tests.documents import Project, document, indicators
from tests.machines import CANNOT, possible, seeing
from tests.reading.pdf import drawing
from tests.trust.conftest import ingest, rows
from transforms.font import FONT
from warehouse.files.disk import WarehouseError

SIGNS = (
    "≥≤≧≦＞＜％‰℃①⑳⑴★●■□☑☒☐√✓✔⩽⩾×÷±~—…，。；：（）【】《》、“”㎡m³№±≠≈→↑↓０９ＡＺａｚ＝＋－／"
    ",.;:()[]%<>=+-/"
)
RARE = "鿫"  # an element named in 2017: in no table of characters of its time


def test_the_font_has_what_tables_print():
    has = TTFontFile(FONT).charToGlyph
    codes = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    chinese = {one.decode("gb2312", "ignore") for one in codes} - {""}
    assert len(chinese) == 7445
    places = "".join(one["name"] for one in csv_rows("regions"))
    ascii_printed = "".join(map(chr, range(0x20, 0x7F)))
    assert not [one for one in {*chinese, *places, *SIGNS, *ascii_printed} if ord(one) not in has]


def test_it_is_small_and_has_its_licence_and_a_name_of_its_own():
    assert FONT.stat().st_size < 5_000_000
    licence = FONT.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "Copyright 2014-2021 Adobe" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert chinese_font(16).getname() == ("Jixiao Sans SC", "Regular")


def test_a_character_that_the_font_lacks_is_told(tmp_path):
    assert lacking(chinese_font(16), ["培训 \n次数", f"{RARE}矿"]) == RARE
    (tmp_path / "raw/2024").mkdir(parents=True)
    text = document("某局", [Project("甲", goal=f"开采{RARE}矿。", indicators=indicators(1))])
    (tmp_path / "raw/2024/a.txt").write_text(text, encoding="utf-8")
    ingest(tmp_path / "raw", tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT project_id FROM projects")
    done = explained(tmp_path, identity, "out.png")
    assert f"the font lacks {RARE}" in done.stderr


def explained(folder, identity, out, within=list):
    """`jixiao explain --image`, perhaps in a process that sees other fonts."""
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "explain",
        identity,
        "--curated",
        folder / "c",
        "--raw",
        folder / "raw",
        "--image",
        folder / out,
    ]
    return subprocess.run(within(command), check=True, capture_output=True, text=True, cwd=ROOT)


@pytest.mark.skipif(not possible(), reason=CANNOT)
def test_a_drawn_table_is_the_same_without_a_font_on_the_machine(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT min(indicator_id) FROM indicators")
    explained(tmp_path, identity, "here.png")
    explained(tmp_path, identity, "there.png", seeing(tmp_path / "raw"))
    assert (tmp_path / "here.png").read_bytes() == (tmp_path / "there.png").read_bytes()


DRAW = """import sys
from flows.evidence.page import drawn
drawn(sys.stdin.buffer.read(), 1, 2.0).save(sys.stdout.buffer, "PNG")"""
TEXT = "项目支出绩效目标表".encode("gbk").hex().encode()
PAGE = b"BT /F 20 Tf 50 500 Td <" + TEXT + b"> Tj ET"


@pytest.mark.skipif(not possible(), reason=CANNOT)
def test_a_page_whose_font_is_not_embedded_is_the_same_without_a_font_on_the_machine(tmp_path):
    command = [sys.executable, "-c", DRAW]
    pdf = drawing.in_gbk(PAGE)
    here, there = (
        subprocess.run(one, input=pdf, check=True, capture_output=True, cwd=ROOT).stdout
        for one in (command, seeing(tmp_path)(command))
    )
    assert here == there
    ink = np.asarray(Image.open(BytesIO(there)).convert("L")) < 100
    assert [bool(part.any()) for part in np.array_split(ink[:, 100:460], 9, axis=1)] == [True] * 9


def test_a_page_that_cannot_be_drawn_is_told():
    with pytest.raises(WarehouseError, match=r"page 1 cannot be drawn: .*Failed to load document"):
        drawn(b"%PDF-1.4 and no more", 1, 1.0)
