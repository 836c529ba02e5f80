from __future__ import annotations

from benchmarks import bench_hot_path
from benchmarks.cell_strings import NAMES, explode_table, model_of
from schemas.checks import frame
from tests.documents import indicators
from transforms.explode import explode
from transforms.values import parse_value


def test_many_cells_give_what_each_cell_gives():
    cells = [indicators(1), "", "no indicator", indicators(2)]
    made = explode_table(cells)
    model_of(NAMES).validate(frame(made), lazy=True)
    expected = [
        (row, place, item.name, item.annual_value, *item.span)
        for row, cell in enumerate(cells, 1)
        for place, item in enumerate(explode(cell).items, 1)
    ]
    assert (
        list(
            zip(
                *(
                    made[name].to_pylist()
                    for name in ("row", "ordinal", "name", "annual_value", "char_start", "char_end")
                ),
                strict=True,
            )
        )
        == expected
    )
    assert made["target_operator"].to_pylist() == [">="] * 6
    assert made["subcategory"].to_pylist()[:3] == ["数量指标", "质量指标", "服务对象满意度指标"]


def test_both_ways_of_the_benchmark_give_every_indicator():
    texts = bench_hot_path.cells(iter(bench_hot_path.distinct(60)), 60, ["培训次数"])
    assert bench_hot_path.strings(texts) == bench_hot_path.contract_rows(texts) == 60


def test_a_cell_that_is_not_plain_stands_among_plain_ones():
    odd = (
        "说明； 1、产出指标,数量指标,培训次数；年度指标值:3次； "
        "2、1-产出指标,11-数量指标,名称，有逗号；实施周期指标值:≥95%；"
    )
    cells = [indicators(1), odd, indicators(1)]
    made = explode_table(cells)
    items = [item for cell in cells for item in explode(cell).items]
    read = [parse_value(item.annual_value or item.period_value) for item in items]
    expected = {
        "category_code": [item.category_code for item in items],
        "subcategory_printed": [item.subcategory for item in items],
        "name": [item.name for item in items],
        "period_value": [item.period_value for item in items],
        "target_number": [one.number for one in read],
        "char_start": [item.span[0] for item in items],
        "char_end": [item.span[1] for item in items],
    }
    assert {name: made[name].to_pylist() for name in expected} == expected
    assert [item.category_code for item in items][3] is None
    assert [item.period_value for item in items][3] is None


def test_no_cells_give_an_empty_table_with_all_columns():
    assert explode_table([]).column_names == list(NAMES)
    assert explode_table([]).num_rows == 0
