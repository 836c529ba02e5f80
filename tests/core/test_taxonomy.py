from __future__ import annotations

import pytest

from schemas.lookup import rows
from transforms.words.levels import Level, level


@pytest.mark.parametrize(
    ("category", "subcategory", "expected"),
    [
        ("产出指标", "数量指标", ("产出指标", "数量指标")),
        ("产 出 指 标(50分)", "数量", ("产出指标", "数量指标")),
        ("项目效益指标", "社会效益", ("效益指标", "社会效益指标")),
        ("效益指标", "社会公众或服务对象满意度指标", ("满意度指标", "服务对象满意度指标")),
        ("满意度指标", "满意度指标", ("满意度指标", "服务对象满意度指标")),
        ("产出指标", "成本指标", ("产出指标", "成本指标")),
        ("成本指标", "经济成本指标", ("成本指标", "经济成本指标")),
        ("成本指标", "成本指标", ("成本指标", "成本指标")),
        ("效果指标", "环境效益指标", ("效益指标", "生态效益指标")),
        ("产出指标", "数量指标 (必填硬性指标)", ("产出指标", "数量指标")),
        ("", "质量指标", ("产出指标", "质量指标")),
    ],
)
def test_canonical_levels(category, subcategory, expected):
    found = level(category, subcategory)
    assert (found.category, found.subcategory) == expected


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("产出指标", "天气指标"), "subcategory_unknown"),
        (("天气指标", "数量指标"), "category_unknown"),
        (("产出指标", ""), "subcategory_missing"),
        (("", "数量指标"), "category_missing"),
        (("产出指标", "数量指标", "2", "11"), "code_contradicts_name"),
        (("产出指标", "数量指标", "1", "12"), "code_contradicts_name"),
        (("产出指标", "数量指标", "9", "11"), "code_unknown"),
        (("效益指标", "数量指标"), "subcategory_under_other_category"),
    ],
)
def test_problems(arguments, problem):
    assert problem in level(*arguments).problems


def test_a_source_without_level_1_lacks_nothing():
    assert level(None, "数量指标") == Level("产出指标", "数量指标", ())


def test_the_first_documents_levels_have_no_problem():
    assert (
        level("满意度指标", "服务对象满意度", "3", "31").problems
        == level("效益指标", "社会效益", "2", "22").problems
        == ()
    )


def test_no_alias_means_two_things():
    for table in ("categories", "taxonomy"):
        name = "category" if table == "categories" else "subcategory"
        aliases = [alias for row in rows(table) for alias in {row[name], *row["aliases"].split()}]
        assert len(aliases) == len(set(aliases))
