"""What a folder's meta.yml says holds for every document below it; an assumed year is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.core.test_cli import jixiao
from tests.documents import Project, document
from tests.trust.conftest import ingest, rows

KINDS = "SELECT path, fiscal_year, department, department_source, region_code FROM documents"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    for folder in ("2024/教育", "2024/教育/一小", "2024/民政"):
        (tmp_path / "raw" / folder).mkdir(parents=True)
        (tmp_path / "raw" / folder / "a.txt").write_text(
            document("某局", [Project(f"项目{folder[-2:]}")]), encoding="utf-8"
        )
    return tmp_path


def said(place: Path) -> dict[str, tuple[object, ...]]:
    found = rows(place / "c", f"{KINDS} ORDER BY ALL")
    return {path.removeprefix("2024/"): tuple(values) for path, *values in found}


def test_the_nearer_one_and_the_sidecar_say_otherwise(place: Path):
    raw = place / "raw"
    (raw / "meta.yml").write_text('region_code: "440105"\n', encoding="utf-8")
    (raw / "2024/教育/meta.yml").write_text("department: 教育局\nyear: 2023\n", encoding="utf-8")
    (raw / "2024/教育/一小/a.txt.meta.yml").write_text("department: 第一小学\n", encoding="utf-8")
    ingest(raw, place / "c")
    assert said(place) == {
        "教育/a.txt": (2023, "教育局", "meta", "440105"),
        "教育/一小/a.txt": (2023, "第一小学", "sidecar", "440105"),
        "民政/a.txt": (2024, "某局", "printed", "440105"),
    }


def test_a_change_of_it_reads_what_lies_below_and_nothing_else(place: Path):
    ingest(place / "raw", place / "c")
    (place / "raw/2024/教育/meta.yml").write_text("department: 教育局\n", encoding="utf-8")
    assert ingest(place / "raw", place / "c").read == 2
    assert ingest(place / "raw", place / "c").read == 0


def test_the_year_alone_reads_the_one_above_too(place: Path):
    (place / "raw/meta.yml").write_text("department: 教育局\n", encoding="utf-8")
    ingest(place / "raw", place / "c", years=(2024,))
    assert {one[1] for one in said(place).values()} == {"教育局"}


def test_a_damaged_one_is_told_with_its_place(place: Path):
    (place / "raw/2024/meta.yml").write_text("colour: red\nyear: soon\n", encoding="utf-8")
    ingest(place / "raw", place / "c")
    told = rows(place / "c", "SELECT rule FROM findings WHERE rule LIKE 'sidecar%'")
    assert len(told) == 6
    told = rows(place / "c", "SELECT DISTINCT found FROM findings WHERE rule LIKE 'sidecar%'")
    assert all("2024/meta.yml" in found for (found,) in told)


def test_the_command_writes_it(place: Path):
    asked = ("meta", "2024/教育", "--raw", place / "raw")
    done = jixiao(*asked, "--department", "教育局", "--year", 2023, cwd=ROOT)
    assert (done.returncode, done.stdout.decode()) == (0, "year: 2023\ndepartment: 教育局\n")
    done = jixiao(*asked, "--kind", "target", cwd=ROOT)
    assert "department: 教育局" in (place / "raw/2024/教育/meta.yml").read_text(encoding="utf-8")
    assert jixiao(*asked, "--kind", "plan", cwd=ROOT).returncode == 1
    ingest(place / "raw", place / "c")
    assert said(place)["教育/一小/a.txt"][:3] == (2023, "教育局", "meta")


def test_an_assumed_year_is_kept(tmp_path: Path):
    raw, curated = tmp_path / "raw", tmp_path / "c"
    raw.mkdir()
    (raw / "a.txt").write_text(document(), encoding="utf-8")
    ingest(raw, curated, assume_year=2023)
    (raw / "b.txt").write_text(document("别的局"), encoding="utf-8")
    assert ingest(raw, curated, assume_year=2024).read == 1
    # neither named again nor changed: nothing to read, nothing held back
    assert ingest(raw, curated).read == 0
    years = rows(curated, "SELECT path, fiscal_year FROM documents ORDER BY ALL")
    assert years == [("a.txt", 2023), ("b.txt", 2024)]
    (raw / "moved.txt").write_bytes((raw / "a.txt").read_bytes())
    (raw / "a.txt").unlink()
    ingest(raw, curated)
    assert rows(curated, "SELECT DISTINCT fiscal_year FROM indicators ORDER BY ALL") == [
        (2023,),
        (2024,),
    ]
