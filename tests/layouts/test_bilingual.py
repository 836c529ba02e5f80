"""Heads and levels with their translation: the Chinese word is the name."""

from __future__ import annotations

import pytest

from tests.layouts.reading import FORMS, read, targets
from transforms.words.headers import column_of
from transforms.words.levels import level

PAGE = """
> 项目支出绩效目标表（2024年度）
{} | 双语教学设备 | < | <
{} | {} | {} | {}
{} | {} | 购置设备 | ≥20台
===
"""
WORDS = ("项目名称", "一级指标", "二级指标", "三级指标", "指标值", "产出指标", "数量指标")
ENGLISH = ("Programme", "Level I", "Level II", "Indicator", "Target", "Output", "Quantity")
TIBETAN = (
    "རྣམ་གྲངས",
    "རིམ་པ་དང་པོ",
    "རིམ་པ་གཉིས་པ",
    "རིམ་པ་གསུམ་པ",
    "ཚད་གཞི",
    "ཐོན་འབྲས",
    "གྲངས་འབོར",
)
UYGHUR = ("تۈر نامى", "بىرىنچى", "ئىككىنچى", "ئۈچىنچى", "قىممەت", "مەھسۇلات", "سانى")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("others", [ENGLISH, TIBETAN, UYGHUR])
@pytest.mark.parametrize("way", ["{0} {1}", "{1} {0}", "{0}（{1}）", "{0}{1}"])
def test_a_table_in_two_languages(way: str, others: tuple[str, ...], form: str) -> None:
    words = [way.format(*pair) for pair in zip(WORDS, others, strict=True)]
    assert targets(read(PAGE.format(*words), form)) == [
        ("双语教学设备", "数量指标", "购置设备", "≥20台")
    ]


def test_a_word_with_letters_is_no_translation() -> None:
    assert column_of("目标A") is None
    assert column_of("Target") is None
    assert level(None, "数量指标 Quantity").subcategory == "数量指标"
    assert level(None, "培训 Training").subcategory is None
