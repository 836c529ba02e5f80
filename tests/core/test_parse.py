"""One document -> rows: the first document in every column, and bad input that gets a finding and
loses nothing.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.documents import HEADER, Project, document, indicators
from transforms.parse import parse
from transforms.rows.source import Source, check_sidecar

SAMPLE = (
    Path(__file__).parents[2] / "data" / "raw" / "2024" / "haizhu_digital_government_center.txt"
)
GOLDEN = Path(__file__).parent / "golden" / "haizhu.tsv"


def rules(parsed):
    return {row["rule"] for row in parsed.findings}


def read(text, path="2024/a.txt", **source):
    return parse(text.encode() if isinstance(text, str) else text, Source(path, **source))


def columns(parsed):
    for row in parsed.indicators:
        target = row.effective
        yield {
            "project": parsed.projects[row.project_index]["project"],
            "ordinal": row.ordinal,
            "category": row.category,
            "subcategory": row.subcategory,
            "name": row.name,
            "period_value": row.period_value,
            "annual_value": row.annual_value,
            "kind": target.kind,
            "operator": target.operator,
            "operator_source": target.operator_source,
            "number": "" if target.number is None else f"{target.number:g}",
            "unit": target.unit or "",
            "direction": "" if row.direction is None else row.direction,
            "measurability": target.measurability,
        }


def test_the_first_document_is_right_in_every_column():
    with GOLDEN.open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file, delimiter="\t"))
    found = [
        {key: str(value) for key, value in row.items()}
        for row in columns(parse(SAMPLE.read_bytes(), Source("2024/x.txt")))
    ]
    assert found == expected
    assert len(found) == 24


def test_the_first_documents_money_and_ledger():
    parsed = parse(SAMPLE.read_bytes(), Source("2024/x.txt"))
    assert [
        (str(row["total"]), row["reconciled"], row["indicators_announced"], row["indicator_count"])
        for row in parsed.projects
    ] == [
        ("730.86", True, 6, 6),
        ("20.00", True, 4, 4),
        ("311.29", True, 4, 4),
        ("348.39", True, 6, 6),
        ("49.46", True, 4, 4),
    ]
    assert parsed.findings == []
    assert (
        parsed.document["status"],
        parsed.document["fiscal_year"],
        parsed.document["fiscal_year_source"],
    ) == ("curated", 2024, "folder")


def test_spans_lead_back_to_the_cell():
    text = SAMPLE.read_text(encoding="utf-8").splitlines()
    indicators = parse(SAMPLE.read_bytes(), Source("2024/x.txt")).indicators
    assert len(indicators) == 24
    for row in indicators:
        cell = text[row.row - 1].split("\t")[6]
        assert cell[row.char_start : row.char_end] == row.source_text


@pytest.mark.parametrize(
    ("data", "rule"), [(b"", "empty_file"), (bytes(range(256)) * 9, "unknown_format")]
)
def test_unreadable_files_are_listed(data, rule):
    parsed = parse(data, Source("2024/a.pdf"))
    assert (parsed.document["status"], rules(parsed)) == ("unreadable", {rule})


def test_a_text_without_a_table_is_no_table():
    parsed = read("2024年部门预算说明\n本部门共有项目3个，均设置了绩效目标。")
    assert (parsed.document["status"], parsed.findings) == ("no_table", [])


@pytest.mark.parametrize("unit", ["元", "万元", "亿元"])
def test_amounts_in_ten_thousand_yuan_whatever_is_printed(unit):
    amount = {"元": "100000.00", "万元": "10.00", "亿元": "0.001"}[unit]
    parsed = read(document(projects=[Project(amount=amount)], unit=unit))
    assert [float(row["total"]) for row in parsed.projects] == [10.0]
    assert parsed.document["amount_unit"] == unit


def test_a_truncated_table_keeps_what_is_there():
    text = document()
    parsed = read(text[: text.rindex("群众满意度")])
    assert [(row.name, row.finding_id is None) for row in parsed.indicators] == [
        ("安全培训次数", True),
        ("验收合格率", True),
        ("", False),
    ]
    assert "name_missing" in rules(parsed)
    assert parsed.document["status"] == "held_back"
    cut = read(text[: text.rindex(",31-服务对象")])
    assert [row.name for row in cut.indicators] == ["安全培训次数", "验收合格率"]
    assert "left_over_text" in rules(cut)


def test_a_numbering_gap_is_a_finding_and_loses_nothing():
    parsed = read(document(projects=[Project(indicators=indicators().replace("3、", "4、"))]))
    assert len(parsed.indicators) == 3
    assert "numbering_gap" in rules(parsed)
    assert parsed.projects[0]["indicators_announced"] == 4


def test_an_item_without_a_value_is_kept_and_flagged():
    parsed = read(document(projects=[Project(indicators="1、1-产出指标,11-数量指标,安全培训；")]))
    (row,) = parsed.indicators
    assert (row.name, row.annual_value, row.effective.kind, row.flags) == (
        "安全培训",
        None,
        "empty",
        "value_missing",
    )


def test_a_total_that_does_not_add_up_is_still_a_total():
    parsed = read(
        document(projects=[Project("甲", "10.00"), Project("乙", "20.00")], total="31.00")
    )
    assert [row["project"] for row in parsed.projects] == ["甲", "乙"]
    assert [row["reconciled"] for row in parsed.projects] == [False, False]
    assert "sum_of_rows" in rules(parsed)
    assert parsed.document["status"] == "curated"


def test_parts_that_do_not_add_up():
    parsed = read(
        document().replace(
            "信息化运维经费\t10.00\t10.00\t\t", "信息化运维经费\t10.00\t8.00\t1.00\t"
        )
    )
    assert "row_sum" in rules(parsed)
    assert parsed.projects[0]["reconciled"] is False


def test_units_and_totals_are_told_by_sums_not_by_names():
    rows = [
        "总支出\t60\t60",
        "第一项目局\t30\t30",
        "甲\t10\t10\t\t\t目标\t" + indicators(),
        "乙\t20\t20\t\t\t目标\t" + indicators(),
        "第二项目局\t30\t30",
        "合计项目\t30\t30\t\t\t目标\t" + indicators(),
    ]
    parsed = read("\n".join(["部门名称：某局", "单位：万元", "", HEADER, *rows]))
    assert [(row["project"], row["spending_unit"]) for row in parsed.projects] == [
        ("甲", "第一项目局"),
        ("乙", "第一项目局"),
        ("合计项目", "第二项目局"),
    ]
    assert all(row["reconciled"] for row in parsed.projects)


def test_a_code_without_a_name():
    parsed = read(
        document(
            projects=[
                Project(
                    indicators="1、1-产出指标,12-,合格率；实施周期指标值:100%,年度指标值:100%；"
                )
            ]
        )
    )
    (row,) = parsed.indicators
    assert (row.subcategory_code, row.subcategory_printed, row.subcategory) == (
        "12",
        "",
        "质量指标",
    )
    assert "level_from_code" in rules(parsed)


def test_a_document_without_a_year_is_held_back_and_says_how_to_give_one():
    parsed = read(document(), path="a.txt")
    assert parsed.document["status"] == "held_back"
    assert [row for row in parsed.indicators if not row.finding_id] == []
    assert len(parsed.indicators) == 3
    (finding,) = [row for row in parsed.findings if row["rule"] == "year_missing"]
    assert "--assume-year" in finding["expected"]
    assert read(document(), path="a.txt", assume_year=2025).document["status"] == "curated"


@pytest.mark.parametrize(
    ("title", "path", "sidecar", "expected"),
    [
        ("2023年项目支出绩效目标表", "2024/a.txt", {}, (2023, "title")),
        ("项目支出绩效目标表", "2024/a.txt", {}, (2024, "folder")),
        ("2023年项目支出绩效目标表", "2024/a.txt", {"year": 2022}, (2022, "sidecar")),
        ("二〇二三年项目支出绩效目标表", "a.txt", {}, (2023, "title")),
    ],
)
def test_the_most_trusted_year_wins_and_a_contradiction_is_a_finding(
    title, path, sidecar, expected
):
    parsed = read(document(title=title), path=path, sidecar=check_sidecar(sidecar))
    assert (parsed.document["fiscal_year"], parsed.document["fiscal_year_source"]) == expected
    assert ("year_contradiction" in rules(parsed)) == (
        len(
            {
                2024 if "/" in path else None,
                2023 if "三" in title or "2023" in title else None,
                sidecar.get("year"),
            }
            - {None}
        )
        > 1
    )


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("no mapping", "sidecar_invalid"),
        ({"year": "soon"}, "sidecar_invalid"),
        ({"colour": 1}, "sidecar_key_unknown"),
        ({"year": 2024, "fiscal_year": 2023}, "sidecar_invalid"),
        ({"fiscal_year": 2023, "year": 2024}, "sidecar_invalid"),
        ({"kind": "target", "document_kind": "adjusted"}, "sidecar_invalid"),
    ],
)
def test_a_wrong_sidecar_is_a_finding(content, rule):
    assert rule in rules(read(document(), sidecar=check_sidecar(content)))


@pytest.mark.parametrize(
    "content", [{"year": 2024, "fiscal_year": 2024}, {"kind": "target", "document_kind": "target"}]
)
def test_a_sidecar_may_say_the_same_twice(content):
    assert check_sidecar(content).problems == ()


def test_no_department_and_no_amount_unit_are_findings():
    parsed = read(document(unit=None).replace("部门名称：广州市海珠区某局\n", ""))
    assert {"department_missing", "amount_unit_missing"} <= rules(parsed)
    assert (parsed.projects[0]["total"], parsed.projects[0]["total_printed"]) == (None, "10.00")


def test_a_rate_above_100_is_kept_as_printed_and_flagged():
    parsed = read(document(projects=[Project(indicators=indicators().replace("≥91%", "292%"))]))
    row = parsed.indicators[1]
    assert (row.annual_value, row.effective.number, row.flags) == ("292%", 292, "rate_above_100")


def test_the_same_indicator_twice_is_flagged():
    items = (
        "1-产出指标,11-数量指标,培训；实施周期指标值:1次,年度指标值:1次",
        "1-产出指标,11-数量指标,培训；实施周期指标值:2次,年度指标值:2次",
    )
    parsed = read(document(projects=[Project(indicators=indicators(items=items))]))
    assert [row.flags for row in parsed.indicators] == ["", "duplicate_indicator"]
    assert len({row.indicator_key for row in parsed.indicators}) == 2


def test_every_finding_has_its_row_in_the_catalogue_and_its_own_id():
    parsed = read(
        document(
            total="31.00",
            unit=None,
            projects=[Project(indicators="x、" + indicators()), Project(indicators=indicators())],
        )
    )
    ids = [row["finding_id"] for row in parsed.findings]
    assert len(ids) == len(set(ids)) > 1
