"""More or less: printed, by the operator, by the last noun."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.lookup import rows
from transforms.words.directions import by_head_noun, direction

LESS = (
    "投诉率 事故数 差错率 成本 项目总成本 单位成本 安全事故发生率 死亡人数 违规次数 投诉件数 "
    "不合格率 故障率 响应时间 办理时限 偏差率 PM2.5浓度 辍学率 信访量 空置率 群众投诉率(≤**%) "
    "结转结余资金率 预算调整次数"
)
MORE = (
    "满意度 合格率 完成率 投诉办结率 成本节约率 审批时限压缩率 事故处置及时率 故障响应率 "
    "违规行为查处率 培训人数 报告数量 造林面积 群众满意度(≥**%) 受益人次 企业增收 设备完好率 "
    "出差人数 支出完成率 隐患整改率"
)
UNKNOWN = "低保标准 对环境的影响 服务周期内 补助对象 月报表"


@pytest.mark.parametrize(("names", "expected"), [(LESS, -1), (MORE, 1), (UNKNOWN, None)])
def test_the_last_noun_decides(names: str, expected: int | None) -> None:
    assert {name: by_head_noun(name) for name in names.split()} == dict.fromkeys(
        names.split(), expected
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("正向", 1),
        ("正向指标", 1),
        ("反向", -1),
        (" 反 向 ", -1),
        ("负向指标", -1),
        ("逆向", -1),
        ("适度指标", 0),
    ],
)
def test_the_printed_column_comes_first(printed: str, expected: int) -> None:
    assert direction(printed, ">=", "printed", "满意度") == expected


@pytest.mark.parametrize(
    ("operator", "source", "expected"),
    [
        (">=", "printed", 1),
        (">", "word", 1),
        ("<=", "column", -1),
        ("<", "name", -1),
        ("=", "printed", 0),
        ("between", "printed", 0),
        ("=", "implied", 1),
        ("~", "word", 1),
        (None, None, 1),
        (">=", "implied", 1),
    ],
)
def test_then_the_operator_unless_it_is_implied(
    operator: str | None, source: str | None, expected: int
) -> None:
    assert direction(None, operator, source, "合格率") == expected
    assert direction("定量", operator, source, "合格率") == expected


def test_an_operator_outweighs_the_noun() -> None:
    assert direction(None, "<=", "printed", "满意度") == -1


def test_the_table_is_sound() -> None:
    found = rows("head_nouns")
    assert len({row["noun"] for row in found}) == len(found)
    assert {row["direction"] for row in found} == {"1", "-1", "carrier"}


@given(st.text(max_size=30))
def test_any_name_is_answered(name: str) -> None:
    assert direction(name, None, None, name) in (1, 0, -1, None)
