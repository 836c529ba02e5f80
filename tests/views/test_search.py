"""What people type finds what they mean: departments and values too, whatever the order of the
words, and equal names once.
"""

from __future__ import annotations

import pytest

from flows.commands.search import question
from tests.views.made import Ind, P, answer, build


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    rows = [Ind("质量指标", "群众的满意度", "≥90%"), Ind("质量指标", "验收", "按期全部通过验收")]
    other = [Ind("质量指标", f"道口数{n}", "≥1") for n in range(30)]
    return build(
        tmp_path_factory.mktemp("search"),
        P("道路维护", rows, department="某区教育局"),
        P("信息化系统运行维护费", rows, department="某区水务局"),
        P("绿化", [*rows, *other], department="某区林业局"),
        P("绿化", rows, department="某区林业局", year=2023),
    )


@pytest.mark.parametrize(
    ("words", "about", "content"),
    [
        ("教育局", "部门", "某区教育局"),
        ("道路维护", "项目", "道路维护"),
        ("维护道路", "项目", "道路维护"),
        ("道路的维护", "项目", "道路维护"),
        ("道路維護", "项目", "道路维护"),
        ("信息化运行维护", "项目", "信息化系统运行维护费"),
        ("群众满意度", "指标", "群众的满意度"),
        ("通过验收", "指标值", "按期全部通过验收"),
    ],
)
def test_what_people_type_is_found_first(found, words, about, content):
    query = f"SELECT about, content FROM search('{words}') LIMIT 1"
    assert answer(found, query) == [(about, content)]


def test_equal_names_are_one_row_with_their_number(found):
    rows = answer(found, question("满意度"))
    assert [row[:4] for row in rows] == [("指标", "群众的满意度", 4, 2024)]
    assert [row[2] for row in answer(found, question("满意度", 2023))] == [1]
    assert [row[2] for row in answer(found, question("满意度", department="水务"))] == [1]
