"""Both sides of each limit of docs/formats.md: at the limit a file is read, one beyond it is told.

Limits are made small for it. Those of a PDF's streams and pages, of archives in archives and of
elements of a page: `pdf/test_bombs.py`, `tests/trust/cases/reading.py`, `office/test_depth.py`.
"""

from __future__ import annotations

import gzip
import io
import math
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import yaml
from PIL import Image

from flows.processes.budget import RATE, SMALL, seconds
from flows.yaml_file import load, load_flat
from tests.hostile.mutations import samples
from transforms.document import Unread, UnreadableError
from transforms.reading import detect, expand, read
from transforms.reading.common import xml
from transforms.reading.common.limits import MAX_RECOGNISED
from transforms.reading.pdf import recognise
from transforms.reading.picture import photo
from transforms.reading.workbook.calamine import check_area
from transforms.reading.workbook.sheet import MAX_POSITIONS

TEXT = samples()["txt"]
WORKBOOK = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>{}'
    "</Table></Worksheet></Workbook>"
)
XML_ROW = "<Row>" + '<Cell><Data ss:Type="String">一</Data></Cell>' * 3 + "</Row>"
ODS_CELL = '<table:table-cell office:value-type="string"><text:p>一</text:p></table:table-cell>'


def zipped(*members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, data in enumerate(members):
            archive.writestr(f"{number}.txt", data)
    return out.getvalue()


def taped(*members: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, data in enumerate(members):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def ods(rows: str) -> bytes:
    """The sample with other rows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(samples()["ods"])) as sound, zipfile.ZipFile(out, "w") as made:
        for info in sound.infolist():
            data = sound.read(info)
            if info.filename == "content.xml":
                text = data.decode()
                start = text.index("<table:table-row")
                end = text.rindex("</table:table-row>") + len("</table:table-row>")
                data = (text[:start] + rows + text[end:]).encode()
            made.writestr(info, data)
    return out.getvalue()


@dataclass(frozen=True)
class Limit:
    """A file, and what of it counts. ``where``: the module's name of the limit."""

    where: str
    data: bytes
    counts: int
    rule: str
    also: dict[str, int] = field(default_factory=dict)


ZIP, TAR = "transforms.reading.common.zip", "transforms.reading.archive.tar"
BLANK = b" " * 100_000
LIMITS = {
    "a file": Limit("transforms.reading.MAX_BYTES", TEXT, len(TEXT), "too_large"),
    "a member of a zip": Limit(f"{ZIP}.MAX_BYTES", zipped(TEXT), len(TEXT), "zip_bomb"),
    "a member of a tar": Limit(f"{TAR}.MAX_BYTES", taped(TEXT), len(TEXT), "too_large"),
    "a zip in all": Limit(f"{ZIP}.MAX_UNPACKED", zipped(TEXT, TEXT), 2 * len(TEXT), "zip_bomb"),
    "a tar in all": Limit(
        f"{TAR}.MAX_UNPACKED", gzip.compress(taped(TEXT)), len(taped(TEXT)), "zip_bomb"
    ),
    "members of a zip": Limit(f"{ZIP}.MAX_MEMBERS", zipped(*[TEXT] * 3), 3, "archive_unsafe"),
    "members of a tar": Limit(f"{TAR}.MAX_MEMBERS", taped(*[TEXT] * 3), 3, "archive_unsafe"),
    "unpacked to packed, zip": Limit(
        f"{ZIP}.MAX_RATIO",
        zipped(BLANK),
        math.ceil(
            len(BLANK) / zipfile.ZipFile(io.BytesIO(zipped(BLANK))).infolist()[0].compress_size
        ),
        "zip_bomb",
        {f"{ZIP}.HARMLESS": 1000},
    ),
    "unpacked to packed, gzip": Limit(
        f"{TAR}.MAX_RATIO",
        gzip.compress(BLANK),
        math.ceil(len(BLANK) / len(gzip.compress(BLANK))),
        "zip_bomb",
        {f"{TAR}.HARMLESS": 1000},
    ),
    "pages of an OFD": Limit(
        "transforms.reading.ofd.parts.MAX_PAGES", samples()["ofd"], 1, "too_many_pages"
    ),
    "positions of a table in a page": Limit(
        "transforms.reading.common.flow.MAX_POSITIONS",
        b"<table><tr><td colspan=3>1</td></tr><tr><td>1<td>2<td>3</table></html>",
        6,
        "too_large",
    ),
    "columns of a table in a page": Limit(
        "transforms.reading.common.flow.MAX_COLUMNS",
        b"<table><tr><td colspan=3>1</td></tr></table></html>",
        3,
        "too_large",
    ),
    "positions of a sheet, Excel 2003": Limit(
        "transforms.reading.workbook.sheetml.MAX_POSITIONS",
        WORKBOOK.format(XML_ROW * 2).encode(),
        6,
        "too_large",
    ),
    "positions of a sheet, .ods": Limit(
        "transforms.reading.workbook.ods.MAX_POSITIONS",
        ods(f"<table:table-row>{ODS_CELL * 3}</table:table-row>" * 2),
        6,
        "unread_part",
    ),
    "cells that are said to repeat": Limit(
        "transforms.reading.workbook.ods.MAX_REPEATED",
        ods(f'<table:table-row table:number-rows-repeated="10">{ODS_CELL}</table:table-row>'),
        9,
        "unread_part",
    ),
}


def told(data: bytes) -> set[str]:
    """Rules of what is not read of a file."""
    detect.cache_clear()  # it remembers the file in hand, which was allowed a moment ago
    rules = set[str]()
    try:
        for name, content in expand(data, "a"):
            rules |= {one.rule for one in read(content, name).unread}
    except UnreadableError as error:
        rules.add(error.rule)
    return rules


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_both_sides(monkeypatch, limit):
    for where, value in limit.also.items():
        monkeypatch.setattr(where, value)
    monkeypatch.setattr(limit.where, limit.counts)
    assert told(limit.data) == set()
    monkeypatch.setattr(limit.where, limit.counts - 1)
    assert told(limit.data) == {limit.rule}


def test_an_xml_part(monkeypatch):
    monkeypatch.setattr(xml, "MAX_XML", 9)
    assert xml.parse_xml(b"<a>12</a>").tag == "a"
    with pytest.raises(UnreadableError) as error:
        xml.parse_xml(b"<a>123</a>")
    assert error.value.rule == "too_large"


def test_positions_of_a_sheet_that_calamine_reads():
    check_area(MAX_POSITIONS)
    with pytest.raises(UnreadableError) as error:
        check_area(MAX_POSITIONS + 1)
    assert error.value.rule == "too_large"


def test_pixels_of_a_picture(monkeypatch):
    monkeypatch.setattr(photo, "MAX_PIXELS", 2000)
    assert photo._pixels(Image.new("RGB", (50, 40), "white"))
    with pytest.raises(UnreadableError) as error:
        photo._pixels(Image.new("RGB", (51, 40), "white"))
    assert error.value.rule == "too_large"


def test_pages_that_are_recognised(monkeypatch):
    monkeypatch.setattr(recognise, "available", lambda: True)
    scans = tuple(Unread("needs_ocr", "a picture", page) for page in range(1, MAX_RECOGNISED + 2))
    assert recognise.recognised(scans[:-1]) == (list(scans[:-1]), [])
    wanted, left = recognise.recognised(scans)
    assert wanted == list(scans[:-1])
    assert [(one.page, one.rule) for one in left] == [(MAX_RECOGNISED + 1, "needs_ocr")]


def refused(parse: Callable[[bytes], object], data: bytes) -> bool:
    try:
        parse(data)
    except yaml.YAMLError:
        return True
    return False


def test_bytes_of_a_sidecar_and_depth_of_a_list():
    whole = b"year: 2024\n#".ljust(64 << 10, b"x")
    assert not refused(load_flat, whole)
    assert refused(load_flat, whole + b"x")
    assert not refused(load, b"[" * 20 + b"]" * 20)
    assert refused(load, b"[" * 21 + b"]" * 21)


def test_time_by_size():
    assert seconds(5, SMALL) == 5
    assert seconds(5, SMALL + 1) == 5 + RATE
    assert seconds(5, SMALL + 1_000_000) == 105


@pytest.mark.parametrize(("does", "rules"), [("exec sleep 60", {"broken_archive"}), ("", set())])
def test_time_of_an_outside_program(monkeypatch, tmp_path, does, rules):
    tool = tmp_path / "unar"
    tool.write_text(
        f'#!/bin/sh\n{does}\nfor last; do :; done\necho text > "$(dirname "$last")/members/a.txt"\n'
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("transforms.reading.archive.rar.SECONDS_UNPACKING", 1 if does else 60)
    assert told(b"7z\xbc\xaf\x27\x1c" + bytes(30)) == rules


@pytest.mark.parametrize(("share", "code"), [(0.5, 0), (1.5, 1)])
def test_memory_of_a_worker(share, code):
    """Address space: what is asked for beyond it is refused, and the worker lives to tell."""
    script = (
        "from flows.processes import worker; worker.MEMORY = 2 << 30; worker.limit_memory();"
        f"bytearray(int({share} * (2 << 30)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert done.returncode == code
    assert (b"MemoryError" in done.stderr) == bool(code)
