"""What broken files and the fuzzer found: each case is a damage that once ended a reader."""

from __future__ import annotations

import io
import zipfile

import pytest

from flows.processes.jobs import Job
from flows.processes.read import pool, read_batch
from flows.processes.worker import read_file
from tests.hostile.mutations import samples
from transforms.document import UnreadableError
from transforms.reading import expand, read
from transforms.rows.source import Sidecar


def repacked(suffix: str, part: str, old: bytes, new: bytes) -> bytes:
    """A sample package with something replaced in one part, checksums right."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(samples()[suffix])) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as broken,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            assert name != part or old in content
            broken.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def test_a_column_of_eleven_letters_takes_no_memory():
    document = read(
        repacked("xlsx", "xl/worksheets/sheet1.xml", b'r="F7"', b'r="zeroHeightF7"'), "a.xlsx"
    )
    assert [(one.rule, "zeroHeightF7" in one.message) for one in document.unread] == [
        ("unread_part", True)
    ]


def test_a_cell_of_an_xls_far_off_takes_no_memory():
    data = bytearray(samples()["xls"])
    at = data.index(b"\xfd\x00\x0a\x00") + 4  # LABELSST: row and column follow
    data[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(UnreadableError) as error:
        read(bytes(data), "a.xls")
    assert error.value.rule == "too_large"


def test_a_member_without_a_name_costs_no_other():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", samples()["txt"])
        archive.writestr("b.txt", samples()["txt"])
    nameless = out.getvalue().replace(b"a.txt", b"\0.txt")  # a name ends at its first NUL
    assert [name for name, _ in expand(nameless, "a.zip")] == ["a.zip!_", "a.zip!b.txt"]


def endless(levels: int = 34) -> bytes:
    """A PDF of one page whose forms each draw the next one twice: PDFium would take hours."""
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]"
        b"/Resources<</XObject<</F %d 0 R>>>>/Length 11>>stream\n/F Do /F Do\nendstream"
    )
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
            b"/Resources<</XObject<</F 4 0 R>>>>>>"
        ).replace(b"/F 4", b"/F 5"),
        b"<</Length 11>>stream\n/F Do /F Do\nendstream",
        *(form % (6 + level) for level in range(levels)),
    ]
    out = b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, 1)
    )
    return out + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(bodies) + 1)


def test_a_pdf_that_keeps_pdfium_busy_for_hours_costs_its_time_limit_and_no_neighbour(tmp_path):
    contents = [samples()["txt"], endless(), samples()["pdf"]]
    jobs = []
    for number, data in enumerate(contents):
        (tmp_path / str(number)).write_bytes(data)
        jobs.append(Job(tmp_path / str(number), f"2024/{number}", Sidecar(year=2024), None))
    with pool(1) as processes:
        tables = read_batch(processes, jobs, 5)
    assert tables["documents"]["status"].to_pylist() == ["curated", "unreadable", "curated"]
    assert "worker_timeout" in tables["findings"]["rule"].to_pylist()


def test_a_fault_while_unpacking_is_listed_and_costs_no_other(monkeypatch, tmp_path):
    def fail(*_: object):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("transforms.reading.archive.zip.members", fail)
    for suffix in ("zip", "txt"):
        (tmp_path / f"a.{suffix}").write_bytes(samples()[suffix])
    jobs = [
        Job(tmp_path / f"a.{suffix}", f"2024/a.{suffix}", Sidecar(year=2024), None)
        for suffix in ("zip", "txt")
    ]
    parsed = [one for job in jobs for one in read_file(job)]
    assert [one.document["status"] for one in parsed] == ["unreadable", "curated"]
    assert [row["rule"] for row in parsed[0].findings] == ["reader_error"]
