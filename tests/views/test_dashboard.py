"""The page: one file, no network, every chart drawn at both widths, evidence one click away.
Chromium draws it with the network off.
"""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess

import pytest

from flows.dashboard.pack import pack
from flows.dashboard.questions import answers
from flows.dashboard.render import render
from tests.browser import CHROMIUM, NO_CHROMIUM, with_our_font
from tests.views.made import Ind, P, build
from warehouse.catalogue.query import published

OFFLINE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--enable-logging=stderr",
    "--virtual-time-budget=6000",
    "--dump-dom",
)
# opens every tab in both languages and notes for each how many charts have drawn something; then
# opens the first indicator
PROBE = """<script>
const probe = () => {
for (const language of [0, 1]) { for (const name of Object.keys(SCREENS)) {
  document.querySelector(`[data-tab=${name}]`).click();
  const section = document.getElementById(name), boxes = [...section.querySelectorAll(".chart")];
  section.dataset["probe" + language] = JSON.stringify({charts: boxes.length, \
drawn: boxes.filter(b => b.querySelector("svg path, .empty")).length,
    wide: document.documentElement.scrollWidth > innerWidth, \
text: section.innerText.length, width: innerWidth});
} document.getElementById("language").click(); }
document.querySelector("[data-tab=table]").click(); \
document.querySelector("[data-indicator]").click();
};
P ? probe() : setTimeout(probe, 2000);
</script></body>"""
# a window is never narrower than 500 pixels: a phone is a frame in it, and what the frame says is
# handed up
FRAME = """<body><iframe src="page.html" style="border:0;width:390px;height:1000px"></iframe>
<script>addEventListener("message", e => { document.body.textContent = e.data; })</script></body>"""
TOLD = (
    "<script>setTimeout(() => parent.postMessage(document.documentElement.outerHTML, '*'), 3000)"
    "</script></body>"
)


@pytest.fixture(scope="module")
def page(sample):
    return render(published(sample))


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """Two years of two departments: changed targets, results, leads, rows held back."""
    names = ("培训人次", "设备数量", "检查次数")
    targets = [
        P(
            f"项目{n}",
            [Ind("数量指标", name, f"≥{10 * n + year % 7}人") for name in names]
            + [Ind("质量指标", "合格率", "良好")],
            total=100 * n,
            year=year,
            department=department,
            region="某区" if department == "甲局" else "某县",
            held=n % 2,
        )
        for n in range(1, 8)
        for year in (2023, 2024)
        for department in ("甲局", "乙局")
    ]
    results = [
        P(
            f"项目{n}",
            [
                Ind("数量指标", name, f"≥{10 * n}人", actual=f"{9 * n}人", points=10, score=10)
                for name in names
            ],
            kind="self_evaluation",
            year=2023,
            executed=50,
            budget=100,
            score=100,
        )
        for n in range(1, 4)
    ]
    return render(published(build(tmp_path_factory.mktemp("town"), *targets, *results)))


def drawn(page: str, folder, width: int) -> tuple[str, str]:
    """DOM and console after the probe, in a window or frame of the given width."""
    frame = width < 500
    (folder / "page.html").write_text(
        (PROBE.removesuffix("</body>") + (TOLD if frame else "</body>")).join(
            page.rsplit("</body>", 1)
        ),
        encoding="utf-8",
    )
    (folder / "frame.html").write_text(FRAME, encoding="utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            *OFFLINE,
            f"--window-size={max(width, 500)},1000",
            f"--user-data-dir={folder}/profile",
            f"file://{folder}/{'frame' if frame else 'page'}.html",
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=with_our_font(folder),
    )
    return html.unescape(done.stdout) if frame else done.stdout, "\n".join(
        line for line in done.stderr.splitlines() if "CONSOLE" in line
    )


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("which", ["page", "town"])
def test_every_chart_is_drawn_without_an_error_and_evidence_is_one_click_away(
    which, width, tmp_path, request
):
    dom, console = drawn(request.getfixturevalue(which), tmp_path, width)
    assert console == ""
    probes = [
        json.loads(found.replace("&quot;", '"'))
        for found in re.findall(r'data-probe\d="([^"]*)"', dom)
    ]
    assert len(probes) == 10
    assert sum(one["charts"] for one in probes) >= 10
    assert all(
        one["drawn"] == one["charts"]
        and one["text"] > 20
        and not one["wide"]
        and one["width"] == width
        for one in probes
    )
    dialog = dom[dom.index('<dialog id="evidence" open') :]
    assert "sha256" in dialog
    assert ("2024/haizhu_digital_government_center.txt" if which == "page" else "target") in dialog
    assert re.search("审批时限压缩率|电子政务外网主干带宽|培训人次", dialog)


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_compressed_page_is_drawn_too(tmp_path, sample):
    page = render(published(sample), room=9_000)
    assert 'data-packed="gzip"' in page
    assert "项目管理服务经费" not in page
    dom, console = drawn(page, tmp_path, 1440)
    assert console == ""
    assert "项目管理服务经费" in dom
    assert '<dialog id="evidence" open' in dom


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_the_working_paper_has_a_row_a_lead_with_place_and_hash_and_runs_nothing(tmp_path):
    curated = build(
        tmp_path / "made",
        P(
            "=cmd()",
            [Ind("数量指标", name, "85%") for name in ("立项率", "通过率")]
            + [Ind("质量指标", name, "85%") for name in ("使用率", "达标率")],
        ),
    )
    script = (
        "<pre id=paper-text></pre><script>$('paper-text').textContent = workingPaper(P)</script>"
        "</body>"
    )
    page = script.join(render(published(curated)).rsplit("</body>", 1))
    dom, console = drawn(page, tmp_path, 1440)
    assert console == ""
    rows = list(
        csv.reader(
            html.unescape(
                dom.split('<pre id="paper-text">\ufeff')[1].split("</pre>")[0]
            ).splitlines()
        )
    )
    assert rows[0][3:8] == ["项目", "金额（万元）", "规则", "等级", "依据"]
    assert {row[5] for row in rows[1:]} == {"一刀切", "数量指标填比率"}
    assert all(
        row[3] == "'=cmd()" and row[16] == "某区甲局2024target0" and row[18] for row in rows[1:]
    )


@pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM)
def test_a_build_without_projects_says_so_and_what_is_not_printed_can_be_chosen(tmp_path):
    (tmp_path / "empty").mkdir()
    # the probe misses an indicator to open
    dom, _ = drawn(render(published(build(tmp_path / "none"))), tmp_path / "empty", 1440)
    assert "jixiao ingest" in dom
    curated = build(
        tmp_path / "blank",
        P("甲", [Ind("数量指标", "次数", "≥3次")], department=None, region=None, year=None),
    )
    dom, console = drawn(render(published(curated)), tmp_path, 1440)
    assert console == ""
    assert dom.count('<option value="–">') == 3
    assert '<option value="–" selected' not in dom


def test_the_page_needs_nothing_from_outside(page):
    assert not re.search(
        r'(?:src|href)="(?!\$|data:)', page.split('<script type="application/json"')[0]
    )
    assert "default-src 'none'" in page
    assert not re.search(r"\{\{\w", page.split("<script>")[0])
    assert len(page.encode()) < 5_000_000


def test_text_of_the_source_cannot_become_markup(tmp_path):
    curated = build(
        tmp_path, P("</script><img src=x onerror=alert(1)>", [Ind("数量指标", "<b>粗</b>", "≥1个")])
    )
    page = render(published(curated))
    assert "</script><img" not in page
    assert "\\u003c/script>" in page


def test_what_does_not_fit_is_left_out_from_the_smallest_project_and_said(tmp_path):
    curated = build(
        tmp_path,
        *(
            P(f"项目{n}", [Ind("数量指标", f"指标{m}", f"≥{m}个") for m in range(20)], total=n + 1)
            for n in range(30)
        ),
    )
    whole, small = (pack(answers(published(curated)), room) for room in (None, 40_000))
    assert whole["shown"]["indicators"] == [600, 600]
    assert 0 < small["shown"]["indicators"][0] < 600
    assert small["indicators"][0][0] == 0
    assert small["projects"] == whole["projects"]
    assert whole["projects"][0][4] == "项目29"


def test_figures_agree_with_the_views(sample):
    packed = pack(answers(published(sample)))
    assert sum(row[6] for row in packed["projects"]) == 1460.0
    assert sum(one.count("1") for one in packed["outcomes"]) == 5
    assert sum(row[7] for row in packed["coverage"]) == 24
