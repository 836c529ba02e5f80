"""Projects by topic: by their names, with the money and all that they promise."""

from __future__ import annotations

import duckdb
import pytest

from tests.views.made import Ind, P, answer, build

TRAINING = Ind("数量指标", "培训人次", "≥100人次")
RATE = Ind("质量指标", "合格率", "≥95%")


def test_a_project_is_of_the_topics_that_its_name_says(tmp_path):
    curated = build(
        tmp_path,
        P("信息化运维培训", [TRAINING]),
        P("干部 培训", [TRAINING], total=5),
        P("会堂", [TRAINING], goal="提高培训质量"),
    )
    assert answer(
        curated,
        "SELECT topic, count(*), sum(amount)::DOUBLE FROM topics GROUP BY topic ORDER BY topic",
    ) == [("信息化", 1, 10.0), ("培训", 2, 15.0), ("运维", 1, 10.0)]


def test_promises_are_all_indicators_in_order(tmp_path):
    curated = build(tmp_path, P("培训", [RATE, TRAINING, Ind("社会效益指标", "社会评价", None)]))
    assert answer(curated, "SELECT promises FROM topics") == [
        ("合格率 ≥95%；培训人次 ≥100人次；社会评价",)
    ]


def test_a_list_beside_the_curated_folder_adds_words(tmp_path):
    curated = build(tmp_path, P("绿道建设", [TRAINING]))
    assert answer(curated, "FROM topics") == []
    (tmp_path / "topics.csv").write_text("topic,word\n公园绿地,绿道\n", encoding="utf-8")
    assert answer(curated, "SELECT topic, project FROM topics") == [("公园绿地", "绿道建设")]
    (tmp_path / "topics.csv").write_text("word\n绿道\n", encoding="utf-8")
    with pytest.raises(duckdb.Error, match=r"topics\.csv: no column topic"):
        answer(curated, "FROM topics")
