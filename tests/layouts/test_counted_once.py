"""One project in the department's document, its corrected edition, the unit's own document and the
self-evaluation a year later: counted once.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from warehouse.catalogue.query import open_build
from warehouse.files.layout import Warehouse

DEPARTMENT, UNIT = "广州市海珠区政务服务局", "广州市海珠区政务服务中心"
HEADER = "项目名称（资金使用单位）\t总计\t财政拨款\t财政专户拨款\t其他资金\t绩效目标\t绩效指标\n"
ITEM = "1、1-产出指标,11-数量指标,培训次数；实施周期指标值:≥5次,年度指标值:≥5次；"
EVALUATION = f"""2024年度项目支出绩效自评表
单位：万元

项目名称\t热线经费\t\t\t\t\t
主管部门\t305-{DEPARTMENT}\t\t\t实施单位\t{UNIT}\t
项目资金\t\t年初预算数\t全年预算数\t全年执行数\t\t
\t年度资金总额\t13.00\t13.00\t12.50\t\t
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t培训次数\t≥5次\t6次\t90\t88
"""


def table(department: str, *rows: str) -> str:
    return (
        f"2024年项目支出绩效目标表（含转移支付项目）\n\n部门名称：{department}\n\n单位：万元\n\n"
        f"{HEADER}{''.join(rows)}"
    )


def total(name: str, amount: str) -> str:
    return f"{name}\t{amount}\t{amount}\t\t\t\t\n"


def project(name: str, amount: str) -> str:
    return f"{name}\t{amount}\t{amount}\t\t\t好\t{ITEM}\n"


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    own = (total(DEPARTMENT, "10.00"), project("大厅运维", "10.00"))
    files = {
        "2024/部门.txt": (
            table(
                DEPARTMENT,
                total("合计", "30.00"),
                *own,
                total(UNIT, "20.00"),
                project("热线经费", "12.00"),
                project("窗口培训", "8.00"),
            ),
            "2024-02-01",
        ),
        "2024/单位.txt": (
            table(
                UNIT,
                total("合计", "20.00"),
                total(UNIT, "20.00"),
                project("热线经费", "12.00"),
                project("窗口培训", "8.00"),
            ),
            "2024-02-02",
        ),
        "2024/更正.txt": (
            table(
                DEPARTMENT,
                total("合计", "31.00"),
                *own,
                total(UNIT, "21.00"),
                project("热线经费", "13.00"),
                project("窗口培训", "8.00"),
            ),
            "2024-03-01",
        ),
        "2025/自评.txt": (EVALUATION, "2025-08-01"),
    }
    for name, (text, published) in files.items():
        path = folder / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.with_name(path.name + ".meta.yml").write_text(
            f"published_on: {published}\n", encoding="utf-8"
        )
    run(Options(folder / "raw", folder / "curated", workers=1), Direct())
    return folder / "curated"


def ask(curated: Path, question: str) -> list[tuple[object, ...]]:
    build = Warehouse(curated).published()
    assert build is not None
    with open_build(build, question) as connection:
        return connection.execute(question).fetchall()


def test_the_corrected_edition_counts_and_every_project_once(curated: Path) -> None:
    assert ask(
        curated,
        "SELECT project, department, document_kind, amount::INT FROM projects_once "
        "ORDER BY project",
    ) == [
        ("大厅运维", DEPARTMENT, "target", 10),
        ("热线经费", DEPARTMENT, "target", 13),
        ("窗口培训", DEPARTMENT, "target", 8),
    ]


@pytest.mark.parametrize("view", ["project_summary", "department_summary", "region_summary"])
def test_each_view_adds_up_to_the_one_budget(curated: Path, view: str) -> None:
    assert ask(curated, f"SELECT sum(amount)::INT FROM {view}") == [(31,)]


def test_what_does_not_count_says_why(curated: Path) -> None:
    assert ask(
        curated, "SELECT path, is_current, superseded_by IS NOT NULL FROM documents ORDER BY path"
    ) == [
        ("2024/单位.txt", True, False),
        ("2024/更正.txt", True, False),
        ("2024/部门.txt", False, True),
        ("2025/自评.txt", True, False),
    ]
    assert ask(
        curated,
        "SELECT p.project, k.department FROM projects p "
        "JOIN projects k ON k.project_id = p.duplicate_of ORDER BY 1",
    ) == [("热线经费", DEPARTMENT), ("窗口培训", DEPARTMENT)]
    assert ask(
        curated, "SELECT rule, count(*) FROM findings WHERE rule LIKE 'same%' GROUP BY 1 ORDER BY 1"
    ) == [("same_project", 1), ("same_project_differs", 1)]


def test_the_result_a_year_later_stands_beside_the_target(curated: Path) -> None:
    assert ask(
        curated,
        "SELECT annual_value, actual_value FROM indicators "
        "WHERE is_current AND document_kind = 'self_evaluation'",
    ) == [("≥5次", "6次")]


def test_which_header_became_which_column_can_be_asked(curated: Path) -> None:
    said = ask(
        curated,
        "SELECT unnest(string_split(headers, '; ')) FROM projects "
        "WHERE document_kind = 'self_evaluation'",
    )
    assert ("年度指标值=annual_value",) in said
    assert ("分值=points",) in said
