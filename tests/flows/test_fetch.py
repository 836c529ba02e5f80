"""Collecting from a web site on loopback."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from flows.cli import main
from flows.discover import discover
from flows.options import Options
from flows.sidecars import read_sidecar
from tests.flows.site import Site, serve

PAGE = (
    "<html><head><meta name='PubDate' content='2024-02-05 10:00'></head><body>"
    "<p>2024年部门预算</p></body></html>"
).encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as running:
        yield running


@pytest.fixture
def pdf(corpus: Path) -> bytes:
    return next((corpus / "pdf").glob("*.pdf")).read_bytes()


def sources(folder: Path, *rows: tuple[str, ...], columns: str = "department,year,address") -> Path:
    file = folder / "sources.csv"
    file.write_text("\n".join([columns, *(",".join(row) for row in rows)]), encoding="utf-8")
    return file


def fetch(folder: Path, file: Path, *options: str) -> int:
    raw = str(folder / "raw")
    ours = ("--raw", raw, "--interval", "0", "--allow-private", "127.0.0.1")
    return main(["fetch", str(file), *ours, *options])


def outcomes(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_files_come_with_sidecars_that_the_ingest_reads(tmp_path: Path, site: Site, pdf: bytes):
    site.files = {"/a/budget.pdf": pdf, "/page.html": PAGE}
    rows = (
        ("广州市海珠区某局", "2024", f"{site.address}/a/budget.pdf"),
        ("某局", "2023", f"{site.address}/page.html"),
    )
    assert fetch(tmp_path, sources(tmp_path, *rows)) == 0
    file = tmp_path / "raw/2024/广州市海珠区某局/budget.pdf"
    assert file.read_bytes() == pdf
    said = yaml.safe_load(file.with_name("budget.pdf.meta.yml").read_text(encoding="utf-8"))
    assert said["sha256"] == sha256(pdf).hexdigest()
    assert said["source_url"] == rows[0][2]
    assert said["fetched_at"].endswith("+00:00")
    found = discover(Options(tmp_path / "raw", tmp_path / "curated"))
    assert sorted(found) == ["2023/某局/page.html", "2024/广州市海珠区某局/budget.pdf"]
    sidecar = read_sidecar(found["2023/某局/page.html"])
    assert (sidecar.year, sidecar.department, str(sidecar.published_on), sidecar.problems) == (
        2023,
        "某局",
        "2024-02-05",
        (),
    )
    assert not list((tmp_path / "raw").rglob(".*"))


def test_a_second_run_asks_conditionally_and_touches_nothing(
    tmp_path: Path, site: Site, pdf: bytes, capsys: pytest.CaptureFixture[str]
):
    site.files = {"/budget.pdf": pdf}
    listed = sources(tmp_path, ("某局", "2024", f"{site.address}/budget.pdf"))
    fetch(tmp_path, listed)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "raw").rglob("*")}
    capsys.readouterr()
    assert fetch(tmp_path, listed) == 0
    assert outcomes(capsys)[0]["result"] == "unchanged"
    assert site.requests("/budget.pdf")[-1][1] == 304
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "raw").rglob("*")} == before


def test_a_new_edition_replaces_the_file_and_keeps_what_a_person_noted(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str]
):
    site.files = {"/page.html": PAGE}
    listed = sources(tmp_path, ("某局", "2024", f"{site.address}/page.html"))
    fetch(tmp_path, listed)
    note = tmp_path / "raw/2024/某局/page.html.meta.yml"
    note.write_text(note.read_text(encoding="utf-8") + "region_code: '440105'\n", encoding="utf-8")
    site.files["/page.html"] = PAGE.replace(b"2024-02-05", b"2024-03-01")
    capsys.readouterr()
    fetch(tmp_path, listed)
    assert outcomes(capsys)[0]["result"] == "changed"
    said = yaml.safe_load(note.read_text(encoding="utf-8"))
    assert said["region_code"] == "440105"
    assert said["sha256"] == sha256(site.files["/page.html"]).hexdigest()


@pytest.mark.parametrize("damage", ["\tyear: 2024\n", "year: 2024\nyear: 2023\n", "[", "\x00"])
def test_what_a_person_wrote_into_a_sidecar_that_cannot_be_read_is_not_written_over(
    tmp_path: Path, site: Site, capsys: pytest.CaptureFixture[str], damage: str
):
    site.files = {"/page.html": PAGE}
    listed = sources(tmp_path, ("某局", "2024", f"{site.address}/page.html"))
    fetch(tmp_path, listed)
    note = tmp_path / "raw/2024/某局/page.html.meta.yml"
    text = note.read_text(encoding="utf-8") + "region_code: '440105'\n" + damage
    note.write_text(text, encoding="utf-8")
    site.files["/page.html"] = PAGE.replace(b"2024-02-05", b"2024-03-01")
    capsys.readouterr()
    assert fetch(tmp_path, listed) == 3
    (outcome,) = outcomes(capsys)
    assert outcome["result"] == "failed"
    assert "page.html.meta.yml" in outcome["message"]
    assert note.read_text(encoding="utf-8") == text
    assert note.with_name("page.html").read_bytes() == PAGE


def test_a_damaged_file_is_fetched_anew(tmp_path: Path, site: Site, pdf: bytes):
    site.files = {"/budget.pdf": pdf}
    listed = sources(tmp_path, ("某局", "2024", f"{site.address}/budget.pdf"))
    fetch(tmp_path, listed)
    (tmp_path / "raw/2024/某局/budget.pdf").write_bytes(b"%PDF-cut")
    fetch(tmp_path, listed)
    assert (tmp_path / "raw/2024/某局/budget.pdf").read_bytes() == pdf


def test_a_broken_download_goes_on_where_it_stopped(tmp_path: Path, site: Site, pdf: bytes):
    site.files, site.breaks = {"/budget.pdf": pdf}, {"/budget.pdf": [len(pdf) // 2]}
    assert fetch(tmp_path, sources(tmp_path, ("某局", "2024", f"{site.address}/budget.pdf"))) == 0
    assert (tmp_path / "raw/2024/某局/budget.pdf").read_bytes() == pdf
    first, second = site.requests("/budget.pdf")
    assert (first[1], second[1]) == (200, 206)
    assert second[0]["Range"] == f"bytes={len(pdf) // 2}-"


def test_a_run_goes_on_with_the_part_of_the_run_before_unless_the_file_changed(
    tmp_path: Path, site: Site, pdf: bytes
):
    listed = sources(tmp_path, ("某局", "2024", f"{site.address}/budget.pdf"))
    site.files, site.breaks = {"/budget.pdf": pdf}, {"/budget.pdf": [100, 10, 10]}
    assert fetch(tmp_path, listed) == 3
    part = tmp_path / "raw/2024/某局/.budget.pdf.part"
    assert part.stat().st_size == 120
    site.files["/budget.pdf"] = pdf + b"\n"
    assert fetch(tmp_path, listed) == 0
    assert (tmp_path / "raw/2024/某局/budget.pdf").read_bytes() == pdf + b"\n"
    assert not part.exists()


def test_robots_are_obeyed(
    tmp_path: Path, site: Site, pdf: bytes, capsys: pytest.CaptureFixture[str]
):
    site.files = {
        "/robots.txt": b"User-agent: *\nDisallow: /private/\n",
        "/private/a.pdf": pdf,
        "/b.pdf": pdf,
    }
    rows = (
        ("甲局", "2024", f"{site.address}/private/a.pdf"),
        ("乙局", "2024", f"{site.address}/b.pdf"),
    )
    assert fetch(tmp_path, sources(tmp_path, *rows)) == 3
    said = outcomes(capsys)
    assert [one["result"] for one in said] == ["failed", "new"]
    assert "robots.txt" in said[0]["message"]
    assert not site.requests("/private/a.pdf")
    assert len(site.requests("/robots.txt")) == 1


def test_a_host_that_cannot_say_its_rules_is_left_alone(tmp_path: Path, site: Site, pdf: bytes):
    site.files, site.statuses = {"/a.pdf": pdf}, {"/robots.txt": [503]}
    assert fetch(tmp_path, sources(tmp_path, ("某局", "2024", f"{site.address}/a.pdf"))) == 3
    assert not site.requests("/a.pdf")


def test_requests_to_one_host_keep_their_distance(tmp_path: Path, site: Site, pdf: bytes):
    site.files = {f"/{number}.pdf": pdf for number in range(3)}
    started = time.monotonic()
    fetch(
        tmp_path,
        sources(
            tmp_path, *(("某局", "2024", f"{site.address}/{number}.pdf") for number in range(3))
        ),
        "--interval",
        "0.2",
    )
    assert time.monotonic() - started >= 0.6  # robots.txt and three files


@pytest.mark.parametrize(
    ("path", "content", "message"),
    [
        ("/gone.pdf", None, "404"),
        ("/login.pdf", PAGE, "web page"),
        ("/odd.pdf", b"\x81\xff\x00\x02" * 9, "came instead of .pdf"),
        ("/empty.pdf", b"", "empty"),
        ("/big.pdf", b"%PDF-1.4" + b" " * 300_000, "larger than"),
    ],
)
def test_what_is_no_disclosure_is_reported_and_not_kept(
    tmp_path: Path,
    site: Site,
    capsys: pytest.CaptureFixture[str],
    path: str,
    content: bytes | None,
    message: str,
):
    site.files = {} if content is None else {path: content}
    assert (
        fetch(tmp_path, sources(tmp_path, ("某局", "2024", site.address + path)), "--max-mb", "0.2")
        == 3
    )
    assert message in outcomes(capsys)[0]["message"]
    assert not [one for one in (tmp_path / "raw").rglob("*") if one.is_file()]


def test_what_passes_is_asked_again_and_redirects_are_followed(
    tmp_path: Path, site: Site, pdf: bytes
):
    site.files, site.statuses, site.moved = (
        {"/real.pdf": pdf},
        {"/real.pdf": [503]},
        {"/old.pdf": "/real.pdf", "/round.pdf": "/round.pdf"},
    )
    assert fetch(tmp_path, sources(tmp_path, ("某局", "2024", f"{site.address}/old.pdf"))) == 0
    assert [status for _, status in site.requests("/real.pdf")] == [503, 200]
    assert fetch(tmp_path, sources(tmp_path, ("某局", "2024", f"{site.address}/round.pdf"))) == 3


def test_a_host_that_is_not_there_fails_alone(
    tmp_path: Path, site: Site, pdf: bytes, capsys: pytest.CaptureFixture[str]
):
    site.files = {"/a.pdf": pdf}
    assert (
        fetch(
            tmp_path,
            sources(
                tmp_path,
                ("甲局", "2024", "http://127.0.0.1:9/a.pdf"),
                ("乙局", "2024", f"{site.address}/a.pdf"),
            ),
        )
        == 3
    )
    assert [one["result"] for one in outcomes(capsys)] == ["failed", "new"]


def test_one_name_at_two_addresses_makes_two_files(tmp_path: Path, site: Site, pdf: bytes):
    site.files = {"/1/a.pdf": pdf, "/2/a.pdf": pdf + b"\n", "/get?id=1": pdf, "/get?id=2": pdf}
    assert (
        fetch(
            tmp_path,
            sources(tmp_path, *(("某局", "2024", site.address + path) for path in site.files)),
        )
        == 0
    )
    assert len(discover(Options(tmp_path / "raw", tmp_path / "curated"))) == 4


@pytest.mark.parametrize(
    ("columns", "row", "message"),
    [
        ("department,year", ("某局", "2024"), "no column address"),
        ("department,year,address,colour", ("某局", "2024", "http://a.cn/x", "red"), "colour"),
        ("department,year,address", ("某局", "24", "http://a.cn/x"), "line 2"),
        ("department,year,address", ("", "2024", "http://a.cn/x"), "no department"),
        ("department,year,address", ("某局", "2024", "file:///etc/passwd"), "no http address"),
    ],
)
def test_a_wrong_list_is_refused_whole(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    columns: str,
    row: tuple[str, ...],
    message: str,
):
    assert fetch(tmp_path, sources(tmp_path, row, columns=columns)) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "raw").exists()
