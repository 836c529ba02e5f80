from __future__ import annotations

from schemas.checks import frame, model_of
from tests.documents import indicators
from transforms.bulk import NAMES, explode_table
from transforms.explode import explode


def test_many_cells_give_what_each_cell_gives():
    cells = [indicators(1), "", "no indicator", indicators(2)]
    made = explode_table(cells)
    model_of(NAMES).validate(frame(made), lazy=True)
    expected = [(row, place, item.name, item.annual_value, *item.span) for row, cell in enumerate(cells, 1) for place, item in enumerate(explode(cell).items, 1)]
    assert list(zip(*(made[name].to_pylist() for name in ("row", "ordinal", "name", "annual_value", "char_start", "char_end")), strict=True)) == expected
    assert made["target_operator"].to_pylist() == [">="] * 6
    assert made["subcategory"].to_pylist()[:3] == ["数量指标", "质量指标", "服务对象满意度指标"]


def test_no_cells_give_an_empty_table_with_all_columns():
    assert explode_table([]).column_names == list(NAMES)
    assert explode_table([]).num_rows == 0
