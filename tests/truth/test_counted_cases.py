"""docs/counting.md: each row of its table is a delivery in a year of its own, and says what counts.

The table is what is expected; here stand the files of each case.
"""

from __future__ import annotations

import re

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.conftest import ROOT
from tests.views.made import answer

ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| (\d+) \| ([\d.]+|–) \| (?:`(\w+)`|–) \|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "counting.md").read_text(encoding="utf-8")
TABLE = {name: (int(n), money, rule) for name, n, money, rule in ROW.findall(PAGE)}
KINDS = {
    "target": "项目支出绩效目标表",
    "adjusted": "项目支出绩效目标调整表",
    "monitoring": "项目支出绩效运行监控表",
    "self_evaluation": "项目支出绩效自评表",
}
COUNTY = "广州市海珠区"
Files = dict[str, str]


def table(
    department: str = "",
    amount: str = "100",
    *,
    project: str = "设备购置",
    unit: str = "",
    kind: str = "target",
    label: str = "年度资金总额",
    target: str = "≥5次",
) -> str:
    """One form, as a table of HTML below its title."""
    rows = [["项目名称", project, "", ""]]
    if department:
        rows.append(["主管部门", department, "实施单位", unit])
    if kind == "self_evaluation":
        rows += [["项目资金", "年初预算数", "全年预算数", "全年执行数"], [label, *[amount] * 3]]
        rows.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值"])
        rows.append(["产出指标", "数量指标", "检查次数", target, "6次"])
    else:
        rows += [[label, amount, "", ""]] if label else []
        rows.append(["一级指标", "二级指标", "三级指标", "指标值"])
        rows.append(["产出指标", "数量指标", "检查次数", target])
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<p>{KINDS[kind]}</p><p>单位：万元</p><table border=1>{body}</table>"


def listing(department: str, *rows: tuple[str, str]) -> str:
    """Many projects in one table, and the row that adds them up."""
    heads = ("项目名称", "预算数", "一级指标", "二级指标", "三级指标", "指标值")
    total = str(sum(int(amount) for _, amount in rows))
    levels = ("产出指标", "数量指标", "检查次数", "≥5次")
    body = [heads, ("合计", total, "", "", "", ""), *((*row, *levels) for row in rows)]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in body)
    lines = "".join(f"<tr>{row}</tr>" for row in cells)
    return (
        f"<p>项目支出绩效目标表</p><p>部门名称：{department}</p><p>单位：万元</p>"
        f"<table border=1>{lines}</table>"
    )


def coded(text: str, code: str) -> str:
    """The form with the project's code above its name."""
    row = f"<tr><td>项目编码</td><td>{code}</td><td></td><td></td></tr>"
    return text.replace("<tr><td>项目名称", f"{row}<tr><td>项目名称")


def nearly_one(a: str) -> dict[str, Files]:
    """Cases in which something that tells projects apart is missing, or differs."""
    result = {"kind": "self_evaluation"}
    spent = "<td>100</td></tr><tr><td>一级"
    one, other = "440105-001", "440105-002"
    return {
        "form_printed_twice": {"a": table(a) + table(a)},
        "forms_of_one_name": {"a": table(a) + table(a, "40")},
        "department_in_one_table": {"a": table(a), "b": table()},
        "department_in_one_kind": {"a": table(a), "b": table(**result)},
        "region_in_one_table": {"a": table(a), "b": table("教育局")},
        "region_in_one_kind": {"a": table(a), "b": table("教育局", **result)},
        "two_codes": {"a": coded(table(a), one), "b": coded(table(a, "40"), other)},
        "two_codes_one_amount": {"a": coded(table(a), one), "b": coded(table(a), other)},
        "other_code_in_the_result": {
            "a": coded(table(a), one),
            "b": coded(table(a, "90", **result), other),
        },
        "codes_in_both_kinds": {
            "a": coded(table(a), one) + coded(table(a, "40"), other),
            "b": coded(table(a, **result), one) + coded(table(a, "40", **result), other),
        },
        "renamed_in_the_result": {
            "a": coded(table(a), one),
            "b": coded(table(a, "90", project="设备采购", **result), one),
        },
        "nearly_the_name_in_the_result": {
            "a": table(a, project="培训费"),
            "b": table(a, project="培训经费", **result),
        },
        "executed_otherwise": {
            "a": table(a, **result),
            "b": table(a, **result).replace(spent, spent.replace("100", "95")),
        },
        "party_and_government": {
            "a": table(COUNTY + "宣传部"),
            "b": table("中共广州市海珠区委宣传部", **result),
        },
        "names_with_rests": {"a": table(a), "b": table(a + "103001", **result)},
        "result_of_the_smaller_target": {
            "a": table(a) + table(a, "40", target="≥9次"),
            "b": table(a, "40", target="≥9次", **result),
        },
        "code_of_two_projects": {
            "a": coded(table(a), one) + coded(table(a, "50", project="泵站维修"), one),
            "b": coded(table(a, "70", project="围栏建设", **result), one),
        },
        "two_districts_one_table": {
            "a": table("广州市水务局", unit="海珠区水务局"),
            "b": table(COUNTY + "水务局", unit="海珠区水务局"),
        },
        "one_file_without_amount": {"a": table(a, label=""), "b": table(a)},
        "two_departments_one_table": {"a": table(a), "b": table(COUNTY + "民政局")},
    }


def cases() -> dict[str, Files]:
    """Case -> its files below the year; a name that ends in .yml is a sidecar."""
    a = {name: COUNTY + name for name in ("教育局", "民政局", "水务局", "财政局", "司法局")}
    school = COUNTY + "教育局", "海珠区第一小学"
    return {
        "target_alone": {"a": table(a["教育局"])},
        "self_evaluation_alone": {"a": table(a["教育局"], kind="self_evaluation")},
        "target_and_self_evaluation": {
            "a": table(a["教育局"], "100"),
            "b": table(a["教育局"], "90", kind="self_evaluation"),
        },
        "all_four_kinds": {kind: table(a["民政局"], kind=kind) for kind in KINDS},
        "adjusted_and_self_evaluation": {
            "a": table(a["民政局"], "80", kind="adjusted"),
            "b": table(a["民政局"], "90", kind="self_evaluation"),
        },
        "unit_written_otherwise": {
            "a": table(a["水务局"], unit="海珠区水务局（本级）"),
            "b": table(a["水务局"], unit=a["水务局"], kind="self_evaluation"),
        },
        "department_written_otherwise": {
            "a": table(a["水务局"]),
            "b": table("103001-海珠区水务局", kind="self_evaluation"),
        },
        "code_before_the_name": {
            "a": table(a["水务局"]),
            "b": table(a["水务局"], project="440100-设备购置", kind="self_evaluation"),
        },
        "other_unit_in_the_result": {
            "a": table(a["教育局"], unit="海珠区第一小学"),
            "b": table(a["教育局"], unit="海珠区第二小学", kind="self_evaluation"),
        },
        "copy_of_a_file": {"a": table(a["财政局"]), "备份/b": table(a["财政局"])},
        "corrected_by_its_name": {
            "目标表": table(a["司法局"], "100"),
            "目标表（更正）": table(a["司法局"], "120"),
        },
        "corrected_by_its_date": {
            "a": table(a["司法局"], "120"),
            "b": table(a["司法局"], "100"),
            "a.html.meta.yml": "published_on: 2024-06-01\n",
            "b.html.meta.yml": "published_on: 2024-03-01\n",
        },
        "two_editions_and_nothing_says_which": {
            "a": table(a["司法局"], "100"),
            "b": table(a["司法局"], "120"),
        },
        "unit_repeats_its_department": {
            "a": table(school[0], unit=school[1])
            + table(school[0], "50", project="业务培训", unit=school[0]),
            "b": table(school[1], unit=school[1]),
        },
        "two_departments": {"a": table(a["教育局"]), "b": table(a["民政局"], target="≥9次")},
        "two_units": {
            "a": table(a["教育局"], "100", unit="海珠区第一小学")
            + table(a["教育局"], "40", unit="海珠区第二小学"),
        },
        "nobody_knows_whose_both_differ": {
            "a": table(amount="100"),
            "b": table(amount="40", target="≥9次"),
        },
        "nobody_knows_whose_only_the_amount_differs": {
            "a": table(amount="100"),
            "b": table(amount="40"),
        },
        "nobody_knows_whose_nothing_differs": {
            "a": table(amount="100"),
            "b": table(amount="100") + "<p>第二次印</p>",
        },
        "two_projects": {
            "a": table(a["教育局"]) + table(a["教育局"], "40", project="业务培训")
        },
        "row_of_sums": {"a": listing(a["教育局"], ("设备购置", "60"), ("业务培训", "40"))},
        "another_word_for_the_amount": {"a": table(a["教育局"], label="项目总额")},
        "no_amount": {"a": table(a["教育局"], label="")},
        **nearly_one(a["教育局"]),
    }  # fmt: skip


CASES = cases()
YEAR = {name: 2001 + number for number, name in enumerate(CASES)}


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    raw = tmp_path_factory.mktemp("counted") / "raw"
    for name, files in CASES.items():
        for path, text in files.items():
            file = raw / str(YEAR[name]) / (path if path.endswith(".yml") else f"{path}.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            page = (
                f"<html><head><meta charset='utf-8'></head><body>{text}<p>{name}</p></body></html>"
            )
            file.write_text(text if path.endswith(".yml") else page, encoding="utf-8")
    run(Options(raw, raw.parent / "curated", workers=1), Direct())
    return raw.parent / "curated"


def test_the_table_and_the_cases_are_the_same():
    assert list(TABLE) == list(CASES)


@pytest.mark.parametrize("case", CASES)
def test_what_counts_is_what_the_table_says(counted, case):
    projects, money, rule = TABLE[case]
    ask = (
        f"SELECT count(*), sum(amount)::DOUBLE FROM projects_once WHERE fiscal_year = {YEAR[case]}"
    )
    wanted = None if money == "–" else float(money)
    assert answer(counted, ask) == [(projects, wanted)]
    told = answer(
        counted, f"SELECT DISTINCT rule FROM findings WHERE rule SIMILAR TO '(same|maybe).*' "
        f"AND path LIKE '{YEAR[case]}/%'",
    )  # fmt: skip
    assert told == ([(rule,)] if rule else [])
