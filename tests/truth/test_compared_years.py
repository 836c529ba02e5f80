"""What is said of a project over two years: amounts of each year, units that one year does not
print, and rows that are held back.
"""

from __future__ import annotations

import pytest

from flows.options import Options
from flows.pipeline import run
from flows.runners import Direct
from tests.truth.test_counted_cases import COUNTY, table
from tests.views.made import answer

BUREAU = COUNTY + "水务局"
# the name and the value of the row run together: it is held back
BROKEN = "<tr><td>产出指标</td><td>质量指标</td><td></td><td>≥90%</td></tr>"
HELD = table(BUREAU, "50").replace("</table>", f"{BROKEN}</table>")
FILES = {
    "2024/a": table(BUREAU, "200", project="河道", target="≥9次"),
    "2025/a": table(BUREAU, "150", project="河道", target="≥9次").replace("检查次数", "巡河次数"),
    "2024/b": table(BUREAU, "10", project="泵站", unit="海珠区水利站"),
    "2025/b": table(BUREAU, "10", project="泵站"),
    "2024/c": table(BUREAU, "5", project="旧项目"),
    "2024/d": table(BUREAU, "50").replace(
        "</table>",
        "<tr><td>产出指标</td><td>质量指标</td><td>合格率</td><td>≥90%</td></tr></table>",
    ),
    "2025/d": HELD,
}


@pytest.fixture(scope="module")
def curated(tmp_path_factory):
    raw = tmp_path_factory.mktemp("years") / "raw"
    for path, text in FILES.items():
        file = raw / f"{path}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        page = f"<html><head><meta charset='utf-8'></head><body>{text}</body></html>"
        file.write_text(page, encoding="utf-8")
    run(Options(raw, raw.parent / "curated", workers=1), Direct())
    return raw.parent / "curated"


def said(curated, project):
    query = f"""SELECT indicator_name, change, match_method, amount_before::DOUBLE, amount::DOUBLE
                FROM year_over_year WHERE project = '{project}' ORDER BY ALL"""
    return answer(curated, query)


def test_each_amount_is_that_of_its_year(curated):
    assert said(curated, "河道") == [
        ("巡河次数", "新增", "项目两年都有", 200.0, 150.0),
        ("检查次数", "取消", "项目两年都有", 200.0, 150.0),
    ]
    assert said(curated, "旧项目") == [("检查次数", "取消", "项目已取消", 5.0, None)]


def test_a_unit_that_one_year_does_not_print_breaks_nothing(curated):
    assert said(curated, "泵站") == [("检查次数", "不变", "同一指标", 10.0, 10.0)]


def test_what_is_held_back_is_no_cancellation(curated):
    assert said(curated, "设备购置") == [
        ("合格率", "不可比", "待核", 50.0, 50.0),
        ("检查次数", "不变", "同一指标", 50.0, 50.0),
    ]
