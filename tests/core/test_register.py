"""The register of departments and what is expected by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.conftest import ROOT
from warehouse.catalogue.query import ask, open_build, published
from warehouse.catalogue.register import read_register
from warehouse.files.disk import WarehouseError

HEADER = "region_code,department,parent,first_year,last_year,approved_on"
UNIT = "广州市海珠区数字政府运营中心"


def register(folder: Path, *lines: str) -> Path:
    file = folder / "departments.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return file


def test_without_a_register_nobody_is_registered(tmp_path: Path):
    assert read_register(tmp_path / "departments.csv") == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("440199,某局,,2020,,", "no region"),
        ("440105,,,2020,,", "no department"),
        ("440105,某局,,,,", "no years"),
        ("440105,某局,,2020,2019,", "before"),
        ("440105,某局,,2020,,2024-13-01", "no date"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, line: str, message: str):
    with pytest.raises(WarehouseError, match=f"line 2.*{message}"):
        read_register(register(tmp_path, line))


def test_an_entry_stands_once(tmp_path: Path):
    with pytest.raises(WarehouseError, match="某局"):
        read_register(register(tmp_path, "440105,某局,,2020,,", "440105,某局,,2020,2022,"))


def test_coverage_names_who_is_missing(tmp_path: Path):
    register(
        tmp_path,
        f"440105,{UNIT},广州市海珠区政务服务和数据管理局,2020,,2024-02-05",
        "440105,广州市海珠区教育局,,2015,,",
        "440105,旧局,,2015,2023,",
    )
    run(Options(ROOT / "data/raw", tmp_path / "curated", workers=1), Direct())
    build = published(tmp_path / "curated")
    question = "SELECT department, coverage, expected_because FROM coverage ORDER BY department"
    with open_build(build, question) as connection:
        assert ask(connection, question).fetchall() == [
            ("广州市海珠区教育局", "未见", "应公开名单"),
            (UNIT, "已入库", "应公开名单"),
        ]
    question = (
        "SELECT region, parent, approved_on::VARCHAR FROM departments "
        "WHERE department LIKE '%数字%'"
    )
    with open_build(build, question) as connection:
        assert ask(connection, question).fetchall() == [
            ("广东省广州市海珠区", "广州市海珠区政务服务和数据管理局", "2024-02-05")
        ]
