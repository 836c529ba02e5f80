"""The page: one file, no network, every chart drawn at both widths, evidence one click away. Chromium draws it with the network off."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

from flows.dashboard.pack import pack
from flows.dashboard.questions import answers
from flows.dashboard.render import render
from tests.views.made import Ind, P, build
from warehouse.query import published

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFLINE = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
           "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=4000", "--dump-dom")
# opens every tab in both languages and logs for each how many charts have drawn something; then opens the first indicator
PROBE = """<script>
for (const language of [0, 1]) { for (const name of Object.keys(RENDER)) {
  document.querySelector(`[data-tab=${name}]`).click();
  const section = document.getElementById(name), boxes = [...section.querySelectorAll(".chart:not([hidden])")];
  section.dataset["probe" + language] = JSON.stringify({charts: boxes.length, drawn: boxes.filter(b => b.querySelectorAll("svg path").length).length,
    wide: document.documentElement.scrollWidth > innerWidth, text: section.innerText.length});
} document.getElementById("language").click(); }
document.querySelector("[data-tab=table]").click(); document.querySelector("[data-indicator]").click();
</script></body>"""


@pytest.fixture(scope="module")
def page(sample):
    return render(published(sample))


def drawn(page: str, folder, width: int) -> tuple[str, str]:
    """DOM and console after the probe, in a frame of the given width (headless windows are never narrower than 500)."""
    (folder / "page.html").write_text(PROBE.join(page.rsplit("</body>", 1)), encoding="utf-8")
    done = subprocess.run([CHROMIUM, *OFFLINE, f"--window-size={width},1000", f"--user-data-dir={folder}/profile", f"file://{folder}/page.html"],
                          capture_output=True, text=True, timeout=90, check=False)
    return done.stdout, "\n".join(line for line in done.stderr.splitlines() if "CONSOLE" in line)


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium")
@pytest.mark.parametrize("width", [1440, 500])
def test_every_chart_is_drawn_without_an_error_and_evidence_is_one_click_away(page, tmp_path, width):
    dom, console = drawn(page, tmp_path, width)
    assert console == ""
    probes = [json.loads(found.replace("&quot;", '"')) for found in re.findall(r'data-probe\d="([^"]*)"', dom)]
    assert len(probes) == 10
    assert sum(one["charts"] for one in probes) >= 10
    assert all(one["drawn"] == one["charts"] and one["text"] > 20 and not one["wide"] for one in probes)
    dialog = dom[dom.index('<dialog id="evidence" open'):]
    assert "sha256" in dialog
    assert "2024/haizhu_digital_government_center.txt" in dialog
    assert "审批时限压缩率" in dialog or "电子政务外网主干带宽" in dialog


def test_the_page_needs_nothing_from_outside(page):
    assert not re.search(r'(?:src|href)="(?!\$|data:)', page.split('<script type="application/json"')[0])
    assert "default-src 'none'" in page
    assert len(page.encode()) < 5_000_000


def test_text_of_the_source_cannot_become_markup(tmp_path):
    curated = build(tmp_path, P("</script><img src=x onerror=alert(1)>", [Ind("数量指标", "<b>粗</b>", "≥1个")]))
    page = render(published(curated))
    assert "</script><img" not in page
    assert "\\u003c/script>" in page


def test_what_does_not_fit_is_left_out_from_the_smallest_project_and_said(tmp_path):
    curated = build(tmp_path, *(P(f"项目{n}", [Ind("数量指标", f"指标{m}", f"≥{m}个") for m in range(20)], total=n + 1) for n in range(30)))
    whole, small = (pack(answers(published(curated)), room) for room in (10**9, 40_000))
    assert whole["shown"]["indicators"] == [600, 600]
    assert 0 < small["shown"]["indicators"][0] < 600
    assert small["indicators"][0][0] == 0
    assert small["projects"] == whole["projects"]
    assert whole["projects"][0][4] == "项目29"


def test_figures_agree_with_the_views(sample):
    packed = pack(answers(published(sample)))
    assert sum(row[6] for row in packed["projects"]) == 1460.0
    assert sum(one.count("1") for one in packed["outcomes"]) == 5
    assert packed["held"] == (24, 0)
