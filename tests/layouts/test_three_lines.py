"""Tables with rules above, below the header and at the end only; cells stand in the middle."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest

from tests.conftest import ROOT
from transforms.parse import parse
from transforms.rows.source import Source

HEAD = ("一级指标", "二级指标", "三级指标", "指标值", "备注")
ROWS = [
    ("产出指标", "数量指标", "更换学生课桌椅", "1800套"),
    ("", "", "建设录播教室", "3间"),
    ("", "", "维修运动场地面积", "约6500平方米"),
    ("", "质量指标", "课桌椅环保检测合格率", "100%"),
    ("", "时效指标", "施工完成时限", "2019年8月25日前"),
    ("效益指标", "社会效益指标", "受益学生人数", "2930人"),
    ("", "可持续影响指标", "设备正常使用年限", "≥8年"),
    ("满意度指标", "服务对象满意度指标", "师生满意度", "95%以上"),
    ("", "", "家长满意度", "90%以上"),
]
FORM = (
    ("项目名称", "薄弱环节改善项目", "项目类别", "专项业务费"),
    ("主管部门", "云溪市教育局", "项目单位", "第四中学"),
)


class Page:
    """One page; each cell in the middle of its column."""

    def __init__(self, widths: tuple[int, ...], size: float) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen.canvas import Canvas

        font = ROOT / "transforms/font/JixiaoSansSC-Regular.ttf"
        pdfmetrics.registerFont(TTFont("cjk", str(font)))
        self.out, self.size = BytesIO(), size
        self.canvas = Canvas(self.out, (595, 842))
        self.edges = [60 + sum(widths[:at]) for at in range(len(widths) + 1)]

    def row(self, texts: tuple[str, ...], height: float) -> None:
        self.canvas.setFont("cjk", self.size)
        for text, (left, right) in zip(texts, pairwise(self.edges), strict=False):
            self.canvas.drawCentredString((left + right) / 2, height, text)

    def rule(self, height: float) -> None:
        self.canvas.line(self.edges[0], height, self.edges[-1], height)


def pdf(pitch: float, widths: tuple[int, ...], *, form: bool, rules: bool) -> bytes:
    """The table; levels stand in the middle of their rows."""
    page, lines = Page(widths, 9.5), [*(FORM if form else ()), HEAD]
    page.canvas.setFont("cjk", 14)
    page.canvas.drawCentredString(300, 800, "2019年预算项目绩效目标公开表")
    for number, row in enumerate(lines):
        page.row(row, 760 - number * pitch)
    first = 760 - len(lines) * pitch
    for number, row in enumerate(ROWS):
        page.row(("", "", *row[2:]), first - number * pitch)
    for column in (0, 1):
        starts = [at for at, row in enumerate(ROWS) if row[column]]
        for start, end in pairwise([*starts, len(ROWS)]):
            middle = first - (start + end - 1) / 2 * pitch
            page.row(("",) * column + (ROWS[start][column],), middle)
    for height in (774, first + pitch - 6, first - (len(ROWS) - 1) * pitch - 8) if rules else ():
        page.rule(height)
    page.canvas.save()
    return page.out.getvalue()


@pytest.mark.parametrize("pitch", [18.0, 22.0])
@pytest.mark.parametrize("widths", [(75, 125, 145, 115, 60), (70, 110, 170, 120, 50)])
@pytest.mark.parametrize("form", [True, False], ids=["form", "alone"])
@pytest.mark.parametrize("rules", [True, False], ids=["three rules", "none"])
def test_cells_in_the_middle_of_columns_and_rows(pitch, widths, form, rules):
    parsed = parse(pdf(pitch, widths, form=form, rules=rules), Source("2019/a.pdf"))
    found = [(row.name, row.annual_value) for row in parsed.indicators if row.finding_id is None]
    assert found == [row[2:] for row in ROWS]
    levels = [(row.category, row.subcategory) for row in parsed.indicators]
    whole: list[tuple[str, str]] = []
    for first, second, *_ in ROWS:
        before = whole[-1] if whole else ("", "")
        whole.append((first or before[0], second or before[1]))
    assert levels == whole
