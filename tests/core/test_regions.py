"""Departments found in GB/T 2260."""

from __future__ import annotations

from collections import Counter

import pytest

from schemas.lookup import rows
from transforms.parse import parse
from transforms.rows.source import Sidecar, Source
from transforms.words.regions import by_code, resolve

LINES = "2024年项目支出绩效目标表\n部门名称：{department}  单位：万元\n"


def code(*texts: str) -> str | None:
    answer = resolve(*texts)
    return answer.region.code if answer.region else answer.rule


def test_the_list_is_whole():
    levels = Counter(
        "province"
        if row["code"].endswith("0000")
        else "city"
        if row["code"].endswith("00")
        else "county"
        for row in rows("regions")
    )
    assert levels["province"] == 34
    assert 330 <= levels["city"] <= 335  # 333 at the level of cities in the edition
    assert 2800 <= levels["county"] <= 2900
    assert len({row["code"] for row in rows("regions")}) == len(rows("regions"))
    assert all(row["path"].endswith(row["name"]) for row in rows("regions"))


@pytest.mark.parametrize(
    ("department", "expected"),
    [
        ("广州市海珠区数字政府运营中心", "440105"),
        ("广东省广州市海珠区教育局", "440105"),
        ("海珠区财政局", "440105"),
        ("广东省教育厅", "440000"),
        ("广东教育厅", "440000"),
        ("中共广州市委宣传部", "440100"),
        ("国家税务总局金寨县税务局", "341524"),
        ("安徽六安金安区残疾人联合会", "341502"),
        ("恩施州财政局", "422800"),
        ("长阳县水利局", "420528"),
        ("内蒙古财政厅", "150000"),
        ("阿坝县水务局", "513231"),
        ("阿坝州水务局", "513200"),
        ("北京市通州区住建委", "110112"),
        ("东莞市教育局", "441900"),
        ("仙桃市卫健委", "429004"),
        ("重庆市忠县畜牧中心", "500233"),
        ("南京市鼓楼区人大", "320106"),
    ],
)
def test_departments(department: str, expected: str):
    assert code(department) == expected


@pytest.mark.parametrize(
    ("department", "expected"),
    [
        ("宁乡县民政局", "430182"),
        ("上海市闸北区财政局", "310106"),
        ("六安市寿县水利局", "340422"),
        ("海东地区平安县教育局", "630203"),
    ],
)
def test_names_of_former_years_lead_to_the_region_of_today(department: str, expected: str):
    assert code(department) == expected


@pytest.mark.parametrize(
    "department",
    [
        "大同小学",
        "东方市场管理中心",
        "北京路小学",
        "城区管理局",
        "财政部",
        "市教育局",
        "",
        "820-某镇部门",
    ],
)
def test_words_that_only_look_like_regions(department: str):
    assert code(department) == "region_unknown"


def test_several_regions_with_one_name_need_a_hint():
    answer = resolve("青山区教育局")
    assert answer.rule == "region_ambiguous"
    assert "150204" in (answer.found or "")
    assert "420107" in (answer.found or "")
    assert code("青山区教育局", "武汉市2024年部门预算") == "420107"
    assert code("青山区教育局", "x.pdf", "包头", "2024") == "150204"
    assert (
        code("青山区教育局", "广州市") == "region_ambiguous"
    )  # a hint that fits none decides nothing


def test_a_department_without_a_region_takes_that_of_title_or_folder():
    assert code("市财政局", "2024年部门预算", "a.pdf", "广州") == "440100"
    assert code("广州市财政局", "上海市2024年部门预算") == "440100"


def document(department: str, source: Source) -> dict[str, object]:
    indicator = "1、1-产出指标,11-数量指标,培训人数；实施周期指标值:≥30人,年度指标值:≥30人;"
    row = "某项目（某单位）\t10.00\t10.00\t0.00\t0.00\t做好工作\t" + indicator
    header = (
        "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"
    )
    return parse(
        (LINES.format(department=department) + header + row + "\n").encode(), source
    ).document


def test_rows_carry_the_region_and_the_sidecar_wins():
    found = document("青山区教育局", Source("2024/武汉/a.txt"))
    assert (found["province"], found["region_code"], found["region"]) == (
        "42",
        "420107",
        "湖北省武汉市青山区",
    )
    told = document("青山区教育局", Source("2024/武汉/a.txt", Sidecar(region_code="150204")))
    assert (told["province"], told["region_code"], told["region"]) == (
        "15",
        "150204",
        "内蒙古自治区包头市青山区",
    )
    named = document("教育局", Source("2024/a.txt", Sidecar(region="包头市")))
    assert (named["region_code"], named["region"]) == ("150200", "包头市")


def test_codes():
    region = by_code("440105")
    assert region
    assert region.name == "广东省广州市海珠区"
    assert by_code("999999") is None
