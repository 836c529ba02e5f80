"""A glyph that stands for no character: the row that has it is held and told, its neighbours are
read.
"""

import pytest
from reportlab.lib import colors
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import SimpleDocTemplate, Table

from transforms.font import FONT
from transforms.parse import parse
from transforms.rows.source import Source

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值"]
KEPT = ["产出指标", "数量指标", "救助人数", "≥20人"]


def printed(path, row):
    """A table with one more row; the font has no 羣."""
    registerFont(TTFont("lost", FONT))
    style = [("FONT", (0, 0), (-1, -1), "lost"), ("GRID", (0, 0), (-1, -1), 1, colors.black)]
    document = SimpleDocTemplate(str(path))
    document.build([Table([HEADER, KEPT, row], style=style)])
    return path.read_bytes()


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["满意度指标", "服务对象满意度指标", "受灾羣众满意度", "≥90%"], "受灾�众满意度"),
        (["满意度指标", "服务对象满意度指标", "羣众满意度", "≥90%"], "�众满意度"),
        (["产出指标", "质量指标", "救助对象", "一羣"], "一�"),
    ],
)
def test_the_row_is_held_and_its_neighbour_read(tmp_path, row, found):
    parsed = parse(printed(tmp_path / "a.pdf", row), Source("2024/a.pdf"))
    kept, lost = parsed.indicators
    assert (kept.finding_id, kept.name, kept.annual_value) == (None, "救助人数", "≥20人")
    assert found in lost.source_text
    told = {one["finding_id"]: one["rule"] for one in parsed.findings}
    assert told[lost.finding_id] == "character_lost"
