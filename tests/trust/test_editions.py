"""What a later edition leaves out is no more counted, and is told."""

from __future__ import annotations

import pytest

from tests.documents import Project, document
from tests.trust.conftest import ingest, rows

OFFICE = "广州市海珠区某局"
LATER = "published_on: 2024-06-01\n"
EARLIER = "published_on: 2024-03-01\n"


def told(folder, **files: str) -> list[tuple[str, str, str]]:
    """File, project and later file of each finding."""
    for name, text in files.items():
        path = folder / "raw" / "2024" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    ingest(folder / "raw", folder / "c")
    query = "SELECT path, source_text, found FROM findings WHERE rule = 'edition_lacks_project'"
    return rows(folder / "c", f"{query} ORDER BY ALL")


def table(*projects: str, department: str = OFFICE, total: str = "10.00") -> str:
    return document(department, [Project(name, total) for name in projects])


@pytest.mark.parametrize(
    ("earlier", "later", "lacking"),
    [
        (("甲", "乙", "丙"), ("甲", "乙"), ["丙"]),
        (("甲", "乙", "丙", "丁"), ("甲", "乙"), ["丁", "丙"]),
        (("甲", "乙"), ("乙", "丙"), ["甲"]),
        (("甲", "乙"), ("乙", "甲二期"), ["甲"]),
        (("甲", "乙"), ("乙", "甲"), []),
        (("甲",), ("甲", "乙", "丙"), []),
    ],
)
@pytest.mark.parametrize("marked", ["name", "date"])
def test_what_the_later_edition_lacks_is_told(tmp_path, earlier, later, lacking, marked):
    if marked == "name":
        name = "表（更正）.txt"
        files = {"表.txt": table(*earlier), name: table(*later, total="11.00")}
    else:
        name = "后.txt"
        files = {"表.txt": table(*earlier), name: table(*later, total="11.00")}
        files |= {"表.txt.meta.yml": EARLIER, "后.txt.meta.yml": LATER}
    found = told(tmp_path, **files)
    assert found == [("2024/表.txt", one, f"2024/{name}") for one in lacking]
    counted = rows(tmp_path / "c", "SELECT project FROM projects WHERE is_current ORDER BY 1")
    assert [one for (one,) in counted] == sorted(later)


def test_a_project_that_stands_in_another_document_that_counts_is_not_lacking(tmp_path):
    files = {"表.txt": table("甲", "乙", "丙"), "表（更正）.txt": table("甲", "乙", total="11.00")}
    assert told(tmp_path, **files, **{"增补.txt": table("丙")}) == []


def test_of_two_editions_the_newest_counts_and_each_earlier_one_is_looked_at(tmp_path):
    found = told(
        tmp_path,
        **{
            "表.txt": table("甲", "乙", "丙"),
            "表V2.txt": table("甲", "乙", "丁", total="11.00"),
            "表V3.txt": table("甲", "乙", total="12.00"),
        },
    )
    assert [(path, project) for path, project, _ in found] == [
        ("2024/表.txt", "丙"),
        ("2024/表V2.txt", "丁"),
    ]


def test_a_document_of_another_department_replaces_nothing(tmp_path):
    files = {
        "表.txt": table("甲", "乙"),
        "表（更正）.txt": table("甲", department="广州市海珠区别局"),
    }
    assert told(tmp_path, **files) == []
