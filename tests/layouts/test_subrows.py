"""An indicator that goes over several rows is one, with all its points."""

from __future__ import annotations

import pytest

from tests.layouts.printed import Grid
from tests.layouts.test_forms import only
from transforms.records import Indicator

HEAD = ("一级指标", "二级指标", "三级指标", "计量单位", "目标值", "分值", "理由")
FIRST = ("效益指标", "经济效益指标", "是否推进航线发展", "是/否", "是")


def read(*rows: tuple[str | None, ...]) -> list[Indicator]:
    grid = Grid()
    grid.add(*HEAD)
    for row in rows:
        grid.add(*row)
    return only(grid.table()).projects[0].indicators


@pytest.mark.parametrize("more", [1, 2, 4])
def test_rows_of_one_name_and_value_are_one_indicator(more: int) -> None:
    below = [("^", "^", "^", "^", "^", "5", f"第{number}点") for number in range(more)]
    last = ("^", "社会效益指标", "满意度", "%", "90%", "10", "")
    first, second = read((*FIRST, "5", "首先"), *below, last)
    assert (first.name, first.annual_value) == ("是否推进航线发展", "是")
    assert first.points == str(5 * (more + 1))
    assert str(first.explanation).count("点") == more
    assert (second.name, second.points) == ("满意度", "10")


def test_points_that_are_no_number_are_both_kept() -> None:
    (one,) = read((*FIRST, "5分", ""), ("^", "^", "^", "^", "^", "5分", ""))
    assert one.points == "5分；5分"


def test_another_value_is_another_indicator() -> None:
    rows = read((*FIRST, "5", ""), ("^", "^", "^", "^", "否", "5", ""))
    assert [one.annual_value for one in rows] == ["是", "否"]


def test_a_name_of_its_own_is_another_indicator() -> None:
    rows = read((*FIRST, "5", ""), ("^", "^", "是否增加航班", "^", "^", "5", ""))
    assert [one.name for one in rows] == ["是否推进航线发展", "是否增加航班"]


@pytest.mark.parametrize("before", [1, 2, 3])
@pytest.mark.parametrize("blank", [False, True])
def test_printed_again_in_full_behind_a_page_s_end_it_is_the_same(before: int, blank: bool) -> None:
    mark = "" if blank else "^"
    above = [(*[mark] * 5, "5", f"第{number}点") for number in range(before)]
    rows = read((*FIRST, "5", "首先"), *above, (*FIRST, "5", "最后"))
    assert [one.name for one in rows] == ["是否推进航线发展"]
    assert "最后" in str(rows[0].explanation)


@pytest.mark.parametrize("place", [2, 4])
def test_another_name_or_value_behind_it_is_another_indicator(place: int) -> None:
    other = [*FIRST]
    other[place] = {2: "是否增加航班", 4: "否"}[place]
    rows = read(
        (*FIRST, "5", "首先"), ("^", "^", "^", "^", "^", "5", "其次"), (*other, "5", "最后")
    )
    assert len(rows) == 2


def test_an_indicator_of_one_row_that_stands_twice_is_two() -> None:
    """For two places, say: nothing speaks of a page's end."""
    assert len(read((*FIRST, "5", "甲乡"), (*FIRST, "5", "乙乡"))) == 2


@pytest.mark.parametrize(
    "results", [("①", "②"), ("完成", "未完成"), ("是", ""), ("1次", "2次", "3次")]
)
def test_several_results_of_one_target_are_held_back(results: tuple[str, ...]) -> None:
    head = ("一级指标", "二级指标", "三级指标", "目标值", "实际完成值")
    first, *below = results
    grid = Grid()
    grid.add(*head).add("产出指标", "数量指标", "是否推进航线发展", "是", first)
    for result in below:
        grid.add("^", "^", "^", "^", result)
    (one,) = only(grid.table()).projects[0].indicators
    assert [finding.rule for finding in one.findings] == ["cells_glued"]
