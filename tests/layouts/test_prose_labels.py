"""Lines of prose: level words before the colon, gaps before values, labels of other things."""

from __future__ import annotations

import pytest

from tests.layouts.reading import rules, targets
from transforms.parse import parse
from transforms.rows.parsed import Parsed
from transforms.rows.source import Source

HEAD = "2024年度项目支出绩效目标表\n项目名称：甲\n"
WANTED = [
    ("甲", "数量指标", "衬砌渠道长度", "≥12.6公里"),
    ("甲", "社会效益指标", "受益人口", "≥3万人"),
    ("甲", "服务对象满意度指标", "农户满意度", "≥90%"),
]


def read(*lines: str) -> Parsed:
    return parse((HEAD + "\n".join(lines)).encode(), Source("2024/a.txt"))


@pytest.mark.parametrize("gap", ["", "  ", "　"])
@pytest.mark.parametrize("word", ["", "一级指标：", "绩效指标：", "指标类别：", "1、", "（一）"])
def test_a_word_before_level_1_is_no_part_of_the_value_before(word, gap):
    found = read(
        f"{word}产出指标",
        f"数量指标：衬砌渠道长度{gap}≥12.6公里",
        f"{word}效益指标",
        f"社会效益指标：受益人口{gap}≥3万人",
        f"{word}满意度指标",
        f"服务对象满意度指标：农户满意度{gap}≥90%",
    )
    assert targets(found) == WANTED
    assert rules(found) == set()


@pytest.mark.parametrize("gap", ["  ", "    ", "　", "　 "])
@pytest.mark.parametrize("value", ["2024年12月底前", "12.6公里", "每季度1次", "显著提升", "优"])
def test_a_gap_parts_name_and_value(value, gap):
    found = read(f"数量指标：完成情况{gap}{value}", "质量指标：合格率≥98%")
    assert [row[2:] for row in targets(found)] == [("完成情况", value), ("合格率", "≥98%")]


@pytest.mark.parametrize(
    "line", ["备注：按季度统计", "填报人：张三  联系电话：0571-8888888", "自评得分：95"]
)
def test_a_label_on_a_line_of_its_own_ends_the_last_value(line):
    found = read("数量指标：建房≥20套", "质量指标：合格率≥98%", line)
    assert [row[3] for row in targets(found)] == ["≥20套", "≥98%"]


@pytest.mark.parametrize(
    "label", ["权重：20", "分值：20", "得分：20", "备注：按季统计", "实际完成值：3"]
)
def test_a_label_behind_the_value_holds_the_row_back(label):
    found = read(f"数量指标：建房  ≥20套  {label}", "质量指标：合格率  ≥98%")
    assert [row[2] for row in targets(found)] == ["合格率"]
    assert "value_not_cut" in rules(found)
