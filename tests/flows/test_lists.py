"""Lists as the programs of an office save them; a fault names its place and stops little."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.fetch.sources import read_sources
from flows.predecessors import predecessors
from flows.summary import lines
from tests.conftest import ROOT
from tests.core.test_cli import jixiao
from tests.trust.conftest import ingest
from warehouse.catalogue.register import read_register
from warehouse.files.disk import WarehouseError

HEADER = "region_code,department,parent,first_year,last_year,approved_on"
ROW = "440105,某局,,2020,,"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_way_to_save_is_read(tmp_path: Path, encoding: str, delimiter: str):
    file = tmp_path / "departments.csv"
    text = f"{HEADER}\r\n{ROW}\r\n,,,,,\r\n".replace(",", delimiter)
    file.write_bytes(text.encode(encoding))
    assert [row["department"] for row in read_register(file)] == ["某局"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{HEADER}\n440105,某局,,2020,,,某局\n".encode(), "line 2: 7 texts in 6 columns"),
        (f"{HEADER.replace('parent', 'parents')}\n".encode(), "column 3.*did you mean parent"),
        (f"{HEADER}\n".encode() + b"440105,\xff\xff\n", "line 2.*byte FF"),
        (HEADER.replace(",parent", "").encode(), "no column parent"),
    ],
)
def test_a_fault_names_line_and_column(tmp_path: Path, content: bytes, said: str):
    file = tmp_path / "departments.csv"
    file.write_bytes(content)
    with pytest.raises(WarehouseError, match=f"departments.csv.*{said}"):
        read_register(file)


def test_the_list_of_addresses_may_be_of_excel(tmp_path: Path):
    file = tmp_path / "sources.csv"
    file.write_bytes("department;year;address\n某局;2024;http://a.gov.cn/x.pdf\n".encode("gb18030"))
    assert [one.path for one in read_sources(file)] == ["2024/某局/x.pdf"]


def test_the_list_of_predecessors_too(tmp_path: Path):
    text = "region_code\tname\tsuccessor\tsince\n\t卫生局\t卫健局\t2019\n"
    (tmp_path / "predecessors.csv").write_bytes(text.encode("utf-16"))
    assert predecessors(tmp_path / "raw").hash


def test_a_damaged_list_stops_what_needs_it_and_nothing_else(tmp_path: Path):
    (tmp_path / "departments.csv").write_bytes(f"{HEADER}\n1\n".encode())
    summary = ingest(ROOT / "data/raw", tmp_path / "curated")
    assert "departments.csv, line 2" in lines(summary)
    asked = ("--curated", tmp_path / "curated", "--format", "csv")
    done = jixiao("sql", "SELECT count(*) AS n FROM projects", *asked, cwd=tmp_path)
    assert done.stdout == b"n\n5\n"
    done = jixiao("sql", "FROM coverage", *asked, cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    assert "departments.csv, line 2" in done.stderr.decode()
