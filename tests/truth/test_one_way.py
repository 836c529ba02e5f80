"""Names of one project that differ in how they are written, and names of two."""

from __future__ import annotations

import duckdb
import pytest

from warehouse.catalogue.sql import statement

ONE = [
    ("ＡＩ平台运维", "AI平台运维"),
    ("“强基”工程", "「强基」工程"),
    ("道路改造（一期）", "道路改造【一期】"),
    ("道路—桥梁养护", "道路-桥梁养护"),
    ("[P2024007]设备购置", "设备购置"),
    ("P2024007 设备购置", "设备购置"),
    ("10KV线路", "10kv线路"),
    ("1.设备购置", "设备购置"),
    ("440105240001-设备购置", "设备购置"),
    ("设备 购置", "设备购置"),
    ("(44010524P00001)设备购置", "设备购置"),
    ("P2024007-设备购置", "设备购置"),
    ("2、设备购置", "设备购置"),
]
TWO = [
    ("道路改造（一期）", "道路改造（二期）"),
    ("110千伏线路", "35千伏线路"),
    ("1.5万亩造林", "造林"),
    ("2023年清淤", "2024年清淤"),
    ("A区改造", "B区改造"),
    ("3号路改造", "4号路改造"),
    ("（2023）清淤", "（2024）清淤"),
    ("2022-2023年度供暖", "2023-2024年度供暖"),
    ("2024年清淤", "（2023年）清淤"),
]


@pytest.fixture(scope="module")
def same():
    with duckdb.connect() as connection:
        for part in statement("build/editions").split(";\n")[:2]:
            connection.execute(part)
        question = "SELECT folded_project(?) = folded_project(?)"
        yield lambda *pair: connection.execute(question, pair).fetchone()[0]


@pytest.mark.parametrize("pair", ONE)
def test_names_of_one_project(same, pair):
    assert same(*pair)


@pytest.mark.parametrize("pair", TWO)
def test_names_of_two_projects(same, pair):
    assert not same(*pair)
