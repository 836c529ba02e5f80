"""The dashboard in Chromium over three years and both kinds, against the truth of the delivery."""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess

import pytest

from flows.dashboard.render import render
from tests.browser import CHROMIUM, NO_CHROMIUM, with_our_font
from tests.truth import delivery
from tests.views.test_dashboard import OFFLINE
from warehouse.catalogue.query import published

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
SCRIPT = """<pre id=told></pre><script>
const told = {figures: {}, state: {}};
const text = id => $(id).innerText;
for (const year of ["2022", "2023", "2024"]) {
  choose("year", year);
  told.figures[year] = text("figures");
  told.state[year] = text("state");
}
choose("year", "2023");
choose("region", [...document.querySelectorAll("[name=region] option")][1].value);
told.one_region = text("state");
choose("region", "");
choose("year", "2024");
document.querySelector("[data-tab=public]").click();
$("ask").value = "设备购置";
cards(P.filter(p => passes(p)));
told.hits = text("hits");
told.card = document.querySelector(".card").innerText;
const colour = e => getComputedStyle(e).backgroundColor;
told.legend = Object.fromEntries(
  [...document.querySelectorAll("#coverage .legend span")].map(e => [e.innerText, colour(e)]));
told.chips = [...new Set([...document.querySelectorAll("#coverage details span")].map(colour))];
document.querySelector("[data-tab=review]").click();
const row = document.querySelector("#biggest tr.open");
const enter = new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true});
row.dispatchEvent(enter);
told.enter = [enter.defaultPrevented, $("evidence").open];
const say = () => { $("told").textContent = JSON.stringify(told); };
URL.createObjectURL = blob => { blob.text().then(x => { told.paper = x; say(); }); return "#"; };
$("paper").click();
</script></body>"""


@pytest.fixture(scope="module")
def told(curated, tmp_path_factory):
    """What the page says once it is asked."""
    folder = tmp_path_factory.mktemp("page")
    page = SCRIPT.join(render(published(curated)).rsplit("</body>", 1))
    (folder / "page.html").write_text(page, encoding="utf-8")
    options = (*OFFLINE, "--window-size=1440,1000", f"--user-data-dir={folder}/profile")
    done = subprocess.run(
        [CHROMIUM, *options, f"file://{folder}/page.html"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=with_our_font(folder),
    )
    said = done.stdout.split('<pre id="told">')[1].split("</pre>")[0]
    return json.loads(html.unescape(said))


def of(year: int) -> list[delivery.Fact]:
    return [one for one in delivery.facts() if one.year == year]


@pytest.mark.parametrize("year", delivery.YEARS)
def test_the_figures_are_the_true_ones(told, year):
    figures = told["figures"][str(year)]
    assert f"{len(of(year))}" in figures
    assert f"{3 * len(of(year))} 条指标" in figures
    assert f"{sum(one.amount for one in of(year)):,.2f} 万元" in figures


def test_suspect_money_is_marked_in_the_first_figure(told):
    suspect = sum(one.amount for one in of(2023) if one.is_mistaken)
    assert f"其中金额待核 {suspect:,.2f} 万元" in told["figures"]["2023"]
    assert "其中金额待核" not in told["figures"]["2024"]


def test_what_is_owed_and_what_was_read_are_of_one_population(told):
    assert "应公开 12 个部门" in told["state"]["2023"]
    assert f"已读指标 {2 * 3 * len(of(2023))}" in told["state"]["2023"]
    # a region has a third of the departments, and a third of what was read
    assert "应公开 4 个部门" in told["one_region"]
    assert f"已读指标 {2 * 3 * len(of(2023)) // 3}" in told["one_region"]


def test_the_legend_has_the_colours_of_the_map(told):
    assert list(told["legend"]) == ["已入库", "公开无表", "待核", "未见"]
    assert len(set(told["legend"].values())) == 4
    assert told["chips"] == [told["legend"]["已入库"]]


def test_last_years_result_is_last_years_with_its_year(told):
    assert re.search(r"去年做到没有 \(2023\)[\s\S]*单位报告 85次", told["card"])


def test_the_search_says_what_it_searched(told):
    assert told["hits"].startswith("12 个项目符合")
    assert f"检索了 {len(of(2024))} 个项目" in told["hits"]


def test_enter_opens_the_evidence_and_leaves_it_open(told):
    assert told["enter"] == [True, True]


def test_the_working_paper_has_its_rows_of_the_chosen_year(told):
    rows = list(csv.DictReader(told["paper"].removeprefix("\ufeff").splitlines()))
    assert rows
    assert {row["年度"] for row in rows} == {"2024"}
    assert all(row["出处"] and row["页"] + row["行"] and row["sha256"] for row in rows)
