"""Evidence: the right cell, also inside archives and in older builds, and a picture of the page with the cell framed."""

from __future__ import annotations

import subprocess
import sys
import zipfile

import pytest

from flows.explain import draw, explain
from tests.documents import Project, document, indicators
from tests.trust.conftest import ingest, rows
from warehouse.disk import WarehouseError


def test_context_comes_from_the_right_row(tmp_path):
    """Two projects print the very same indicators: the excerpt of the second is that of its own cell."""
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    same = indicators(1)
    text = document("某局", [Project("甲", indicators=same), Project("乙", indicators=same.replace("群众满意度", "企业满意度"))])
    with zipfile.ZipFile(tmp_path / "raw" / "2024" / "a.zip", "w") as archive:
        archive.writestr("b.txt", text)
    ingest(tmp_path / "raw", tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT indicator_id FROM indicators WHERE project = '乙' AND name = '验收合格率'")
    shown = explain(tmp_path / "c", tmp_path / "raw", identity)
    assert "⟧3、3-满意度指标,31-服务对象满意度,企业满意度" in shown
    assert "2024/a.zip!b.txt, row 9" in shown


def test_an_id_of_an_older_build_still_explains(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT indicator_id FROM indicators WHERE name = '验收合格率' AND fiscal_year = 2024 AND project = '项目0-1'")
    path = raw / "2024" / "局0.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    ingest(raw, tmp_path / "c")
    assert rows(tmp_path / "c", f"SELECT count(*) FROM indicators WHERE indicator_id = '{identity}'") == [(0,)]
    assert "验收合格率" in explain(tmp_path / "c", raw, identity)
    with pytest.raises(WarehouseError, match="not the file that was read"):
        draw(tmp_path / "c", raw, identity, tmp_path / "x.png")


def test_a_picture_of_the_page_with_the_cell_framed(corpus, tmp_path):
    from PIL import Image

    (tmp_path / "raw" / "2024").mkdir(parents=True)
    (tmp_path / "raw" / "2024" / "a.pdf").write_bytes((corpus / "pdf" / "word_print.pdf").read_bytes())
    ingest(tmp_path / "raw", tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT indicator_id FROM indicators ORDER BY page, row LIMIT 1")
    out = tmp_path / "out.png"
    subprocess.run([sys.executable, "-m", "flows.cli", "explain", identity, "--curated", tmp_path / "c", "--raw", tmp_path / "raw", "--image", out], check=True, capture_output=True)
    picture = Image.open(out).convert("RGB")
    red = [(x, y) for x in range(picture.width) for y in range(picture.height) if picture.getpixel((x, y)) == (220, 20, 20)]
    left, top, right, bottom = min(x for x, _ in red), min(y for _, y in red), max(x for x, _ in red), max(y for _, y in red)
    inside = picture.crop((left + 4, top + 4, right - 4, bottom - 4)).convert("L")
    assert inside.getextrema()[0] < 100  # there is print inside the frame
    assert (right - left) * (bottom - top) < picture.width * picture.height / 2


def test_prune_keeps_the_last_builds(raw, tmp_path):
    for number in range(3):
        (raw / "2024" / "局0.txt").write_text(document("某区0局", [Project("项目0-1", str(number + 1)), Project("项目0-2")]), encoding="utf-8")
        ingest(raw, tmp_path / "c")
    done = subprocess.run([sys.executable, "-m", "flows.cli", "prune", "--keep", "1", "--curated", tmp_path / "c"], capture_output=True, check=True, text=True)
    assert len(done.stdout.split()) == 2
    assert len(list((tmp_path / "c" / "builds").iterdir())) == 1
