"""Levels in the middle of the rows that they rule, without ruling lines: the rows are found by
where the levels stand, or the table is uncertain.
"""

import pytest
from reportlab.lib import colors
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import SimpleDocTemplate, Table

from transforms.parse import parse
from transforms.rows.source import Source

HEADER = ["一级指标", "二级指标", "三级指标", "年度指标值"]
NAMES = ["培训人数", "培训班次", "培训合格率", "按时完成率", "受益企业", "学员满意度"]
VALUES = ["≥120人", "≥4期", "≥95%", "100%", "≥30家", "≥90%"]


def printed(path, firsts, seconds, valign="MIDDLE"):
    """Six rows; each level over so many of them."""
    registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [HEADER, *(["", "", *pair] for pair in zip(NAMES, VALUES, strict=True))]
    style = [
        ("FONT", (0, 0), (-1, -1), "STSong-Light"),
        ("VALIGN", (0, 0), (-1, -1), valign),
        ("TEXTCOLOR", (0, 0), (-1, -1), colors.black),
    ]
    for column, levels in enumerate((firsts, seconds)):
        at = 1
        for text, count in levels:
            rows[at][column] = text
            style.append(("SPAN", (column, at), (column, at + count - 1)))
            at += count
    SimpleDocTemplate(str(path)).build([Table(rows, style=style)])
    return parse(path.read_bytes(), Source("2024/a.pdf"))


def expected(levels):
    return [text for text, count in levels for _ in range(count)]


LEVELS = [
    (
        [("产出指标", 4), ("效益指标", 1), ("满意度指标", 1)],
        [("数量指标", 2), ("质量指标", 1), ("时效指标", 1), ("社会效益指标", 1), ("满意度指标", 1)],
    ),
    (
        [("产出指标", 3), ("效益指标", 3)],
        [("数量指标", 1), ("质量指标", 2), ("社会效益指标", 3)],
    ),
    ([("产出指标", 2), ("效益指标", 4)], [("数量指标", 2), ("社会效益指标", 4)]),
    ([("产出指标", 5), ("满意度指标", 1)], [("数量指标", 5), ("满意度指标", 1)]),
    ([("产出指标", 6)], [("数量指标", 2), ("质量指标", 2), ("时效指标", 2)]),
]


@pytest.mark.parametrize(("firsts", "seconds"), LEVELS)
@pytest.mark.parametrize("valign", ["MIDDLE", "TOP"])
def test_every_row_has_its_own_levels_or_is_held(tmp_path, firsts, seconds, valign):
    parsed = printed(tmp_path / "a.pdf", firsts, seconds, valign)
    assert [row.name for row in parsed.indicators] == NAMES
    assert [row.annual_value for row in parsed.indicators] == VALUES
    for row, first, second in zip(
        parsed.indicators, expected(firsts), expected(seconds), strict=True
    ):
        own = (row.category_printed, row.subcategory_printed)
        assert row.finding_id or own == (first, second)


@pytest.mark.parametrize(("firsts", "seconds"), LEVELS)
def test_levels_in_the_middle_are_read_where_all_agree(tmp_path, firsts, seconds):
    parsed = printed(tmp_path / "a.pdf", firsts, seconds)
    assert not any(row.finding_id for row in parsed.indicators)
    assert [row.category_printed for row in parsed.indicators] == expected(firsts)
