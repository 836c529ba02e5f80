"""Evidence: the right cell, also inside archives and in older builds, and a picture of the page
with the cell framed.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile

import numpy as np
import pytest
from PIL import Image

from flows.evidence.explain import draw, explain
from flows.evidence.fonts import chinese_font
from flows.evidence.sketch import FRAME, MARK, Sketch, sketch
from tests.documents import Project, document, indicators
from tests.trust.conftest import ingest, rows
from transforms.document import Cell
from warehouse.files.disk import WarehouseError


def test_context_comes_from_the_right_row(tmp_path):
    """Two projects print the very same indicators: the excerpt of the second is that of its own
    cell.
    """
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    same = indicators(1)
    text = document(
        "某局",
        [
            Project("甲", indicators=same),
            Project("乙", indicators=same.replace("群众满意度", "企业满意度")),
        ],
    )
    with zipfile.ZipFile(tmp_path / "raw" / "2024" / "a.zip", "w") as archive:
        archive.writestr("b.txt", text)
    ingest(tmp_path / "raw", tmp_path / "c")
    ((identity,),) = rows(
        tmp_path / "c",
        "SELECT indicator_id FROM indicators WHERE project = '乙' AND name = '验收合格率'",
    )
    shown = explain(tmp_path / "c", tmp_path / "raw", identity)
    assert "⟧3、3-满意度指标,31-服务对象满意度,企业满意度" in shown
    assert "2024/a.zip!b.txt, row 9" in shown


def test_an_id_of_an_older_build_still_explains(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    ((identity,),) = rows(
        tmp_path / "c",
        "SELECT indicator_id FROM indicators "
        "WHERE name = '验收合格率' AND fiscal_year = 2024 AND project = '项目0-1'",
    )
    path = raw / "2024" / "局0.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    ingest(raw, tmp_path / "c")
    assert rows(
        tmp_path / "c", f"SELECT count(*) FROM indicators WHERE indicator_id = '{identity}'"
    ) == [(0,)]
    assert "验收合格率" in explain(tmp_path / "c", raw, identity)
    with pytest.raises(WarehouseError, match="not the file that was read"):
        draw(tmp_path / "c", raw, identity, tmp_path / "x.png")


def places(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the pixels of one colour."""
    return np.nonzero((np.asarray(picture.convert("RGB")) == colour).all(axis=2))


def framed(picture: Image.Image) -> Image.Image:
    """What stands inside the red frame."""
    down, across = places(picture, FRAME)
    left, top, right, bottom = (
        int(edge) for edge in (across.min(), down.min(), across.max(), down.max())
    )
    assert (right - left) * (bottom - top) < picture.width * picture.height / 2
    return picture.crop((left + 5, top + 5, right - 5, bottom - 5))


def test_a_picture_of_the_page_with_the_cell_framed(corpus, tmp_path):
    (tmp_path / "raw" / "2024").mkdir(parents=True)
    (tmp_path / "raw" / "2024" / "a.pdf").write_bytes(
        (corpus / "pdf" / "word_print.pdf").read_bytes()
    )
    ingest(tmp_path / "raw", tmp_path / "c")
    ((identity,),) = rows(
        tmp_path / "c", "SELECT indicator_id FROM indicators ORDER BY page, row LIMIT 1"
    )
    out = tmp_path / "out.png"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "flows.cli",
            "explain",
            identity,
            "--curated",
            tmp_path / "c",
            "--raw",
            tmp_path / "raw",
            "--image",
            out,
        ],
        check=True,
        capture_output=True,
    )
    # there is print inside the frame
    assert framed(Image.open(out).convert("RGB")).convert("L").getextrema()[0] < 100


def test_a_table_without_pages_is_drawn_with_the_cell_framed_and_the_span_marked(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    first_marked = {}
    for kind, question in {
        "first": "SELECT indicator_id FROM indicators WHERE ordinal = 1",
        "third": "SELECT indicator_id FROM indicators WHERE ordinal = 3",
    }.items():
        ((identity,),) = rows(tmp_path / "c", f"{question} ORDER BY ALL LIMIT 1")
        draw(tmp_path / "c", raw, identity, tmp_path / "out.png")
        inside = framed(Image.open(tmp_path / "out.png"))
        assert inside.convert("L").getextrema()[0] < 100
        down, across = places(inside, MARK)
        first_marked[kind] = (down.min(), across[down == down.min()].min())
    assert first_marked["first"] < first_marked["third"]


def test_a_document_is_shown_without_a_frame(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT min(document_id) FROM documents")
    draw(tmp_path / "c", raw, identity, tmp_path / "out.png")
    picture = Image.open(tmp_path / "out.png")
    assert picture.convert("L").getextrema()[0] < 100
    assert len(places(picture, FRAME)[0]) == 0


def test_a_long_table_shows_its_head_and_the_rows_around_the_cell(tmp_path):
    """A merged cell is one box; what is left out is marked by the row numbers."""
    merged = Cell("合并", 1)
    table = tuple(
        (merged, merged, Cell(f"第{number}行", number))
        if number == 1
        else (Cell("甲", number), Cell("乙" * 300, number), Cell(f"第{number}行", number))
        for number in range(1, 200)
    )
    font = chinese_font(16)
    short = sketch(Sketch("", (), table[:9], table[5][2]), font)
    long = sketch(Sketch("", (), table, table[150][2]), font)
    assert long.height == sketch(Sketch("", (), table, table[100][2]), font).height
    assert long.height < short.height * 1.5
    assert framed(long).convert("L").getextrema()[0] < 100


def test_a_file_that_is_no_font_is_named(tmp_path):
    (tmp_path / "a.ttf").write_bytes(b"no font")
    with pytest.raises(WarehouseError, match=r"a\.ttf cannot be used"):
        chinese_font(16, tmp_path / "a.ttf")


def test_a_picture_needs_a_name_that_says_its_format(raw, tmp_path):
    ingest(raw, tmp_path / "c")
    ((identity,),) = rows(tmp_path / "c", "SELECT min(indicator_id) FROM indicators")
    with pytest.raises(WarehouseError, match=r"name it \.png"):
        draw(tmp_path / "c", raw, identity, tmp_path / "out.nonsense")


def test_ids_of_projects_documents_findings_and_quarantine_explain_too(raw, tmp_path):
    path = raw / "2024" / "局0.txt"
    path.write_text(
        path.read_text(encoding="utf-8").replace("安全培训次数", "", 1), encoding="utf-8"
    )
    ingest(raw, tmp_path / "c")
    for table, question in {
        "projects": "SELECT project_id FROM quarantine",
        "documents": "SELECT document_id FROM quarantine",
        "findings": "SELECT finding_id FROM findings WHERE rule = 'name_missing'",
        "quarantine": "SELECT indicator_id FROM quarantine",
    }.items():
        ((identity,),) = rows(tmp_path / "c", question)
        shown = explain(tmp_path / "c", raw, identity)
        assert shown.startswith(f"{table} in build ")
        assert "2024/局0.txt" in shown
        assert table == "findings" or "error name_missing 指标名称缺失" in shown


def test_prune_keeps_the_last_builds(raw, tmp_path):
    for number in range(3):
        (raw / "2024" / "局0.txt").write_text(
            document("某区0局", [Project("项目0-1", str(number + 1)), Project("项目0-2")]),
            encoding="utf-8",
        )
        ingest(raw, tmp_path / "c")
    first, *_, last = sorted(path.name for path in (tmp_path / "c/builds").iterdir())
    (tmp_path / "c/current").unlink()
    # restored as docs/operations.md says; what is published stays, however old
    (tmp_path / "c/current").symlink_to(f"builds/{first}")
    command = [sys.executable, "-m", "flows.cli", "prune", "--keep", "1", "--curated", "c"]
    spared = subprocess.run(command, capture_output=True, check=True, text=True, cwd=tmp_path)
    assert spared.stdout == ""
    command += ["--spare", "0"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=tmp_path)
    assert first not in done.stdout
    assert {path.name for path in (tmp_path / "c/builds").iterdir()} == {first, last}
