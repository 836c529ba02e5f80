"""Lists that people keep, damaged in every way: the fault is told in one line with file, line and
column, in the language of the user; the build before stands; what needs no list goes on.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from flows import config
from flows.decisions import acknowledged, corrections, decisions
from flows.predecessors import predecessors
from flows.settings import settings
from tests.conftest import ROOT
from tests.core.test_cli import jixiao
from tests.trust.conftest import ingest
from warehouse.catalogue.lists import faults
from warehouse.files.disk import ListError

NOISE = bytes(range(255, 127, -1))
BOMB = "a: &a [x,x,x]\n" + "".join(
    f"{one}: &{one} [*{other},*{other},*{other}]\n"
    for one, other in zip("bcdef", "abcde", strict=True)
)
YAML = {
    "noise": (NOISE, 1),
    "not even GBK": (b"- id: a\n- id: \xff\xff\n", 2),
    "a bomb of aliases": (BOMB.encode(), 1),
    "an anchor": (b"- id: a\n- &x b\n", 2),
    "a tag": (b"- !!python/object:os.system x\n", 1),
    "deep": (b"- " + b"[" * 4000, 1),
    "an open bracket": (b"- id: a\n  document: [\n  b: c\n", 4),
    "an open quotation mark": (b'- id: "a\n  b: c\n', 3),
    "a tab": (b"- id: a\n\tdocument: b\n", 2),
    "a colon": (b"- id: a\n  reason: a: b\n", 2),
    "a sign": (b"- id: a\n  reason: @b\n", 2),
    "a control character": (b"- id: a\n  reason: \x01\n", 2),
    "a text": (b"# known\nhello\n", 2),
    "a mapping": (b"id: a\nfield: b\n", 1),
    "a text as entry": (b"- a\n- b\n", 1),
    "a key twice": (b"- id: a\n  id: b\n", 2),
    "half a character": (b'- id: a\n  who: "\\ud800"\n', 2),
    "digits": (b"- id: " + b"9" * 5000, 1),
    "wrong keys": (b"-\n  idd: a\n", 2),
    "wrong keys in GBK": ("-\n  编号: 甲\n".encode("gb18030"), 2),
    "wrong keys in UTF-16": ("-\n  编号: 甲\n".encode("utf-16"), 2),
}
READ = {
    "corrections/a.yml": corrections,
    "decisions.yml": decisions,
    "acknowledged.yml": acknowledged,
    "dispositions.yml": settings,
}
CSV = {
    "noise": (NOISE, 1),
    "not even GBK": (b"region_code,name,successor,since\n\xff\xff,a,b,\n", 2),
    "other columns": ("区划,名称\n1,2\n".encode(), 1),
    "no header": ("440105,甲局,乙局,2024\n".encode(), 1),
    "a long row": (b"region_code,name,successor,since\n1,a,b,2,3\n", 2),
    "a field of a megabyte": (b"region_code,name,successor,since\n1," + b"y" * 1_000_000, 2),
    "a blank name": (b"region_code,name,successor,since\n1,,b,2\n", 2),
}
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]+){2,}")


@pytest.fixture(params=["zh", "en"])
def language(request, monkeypatch):
    monkeypatch.setenv("JIXIAO_LANG", request.param)
    return request.param


def told(raised: pytest.ExceptionInfo[ListError], file: Path, line: int, language: str) -> str:
    said = str(raised.value).removeprefix(str(file))
    assert said != str(raised.value)
    assert (f"第 {line} 行" if language == "zh" else f", line {line}") in said
    assert "\n" not in said
    assert len(said) < 300
    assert language == "en" or not ENGLISH.search(said)
    return said


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("damage", YAML)
def test_a_list_of_entries(tmp_path, language, name, damage):
    content, line = YAML[damage]
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    with pytest.raises(ListError) as raised:
        READ[name](tmp_path / "raw")
    said = told(raised, file, line, language)
    if damage not in ("noise", "not even GBK"):  # it is told by its byte
        assert re.search(r"第 \d+ 列|column \d+", said)


@pytest.mark.parametrize("damage", CSV)
def test_a_list_of_rows(tmp_path, language, damage):
    content, line = CSV[damage]
    file = tmp_path / "predecessors.csv"
    file.write_bytes(content)
    with pytest.raises(ListError) as raised:
        predecessors(tmp_path / "raw")
    if damage != "a field of a megabyte":  # as the parser of CSV says it
        told(raised, file, line, language)


@pytest.mark.parametrize("name", [*READ, "predecessors.csv"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("nowhere")])
def test_what_is_no_file_is_not_read(tmp_path, name, make):
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    make(file)
    with pytest.raises(ListError, match=re.escape(str(file))):
        READ.get(name, predecessors)(tmp_path / "raw")


@pytest.mark.parametrize("name", ["departments.csv", "expected.csv", "topics.csv"])
@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_a_list_of_the_views_that_is_no_file_is_told(tmp_path, name, make):
    make(tmp_path / name)
    (fault,) = faults(tmp_path / "curated")
    assert name in fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_correction_is_read_in_every_encoding(tmp_path, encoding):
    entry = "- {id: a, document: 甲.txt, field: annual_value, expect: 一, value: 二, reason: 错字,"
    entry += " author: 张, date: 2024-05-06}"
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "a.yml").write_bytes(entry.encode(encoding))
    assert corrections(tmp_path / "raw")["甲.txt"][0].reason == "错字"


@pytest.mark.parametrize(
    ("content", "line"), [(b"raw = [\n", 1), (b"# a\nraw = data\n", 2), (b"raw 'a'", 1)]
)
def test_the_settings(tmp_path, monkeypatch, language, content, line):
    file = tmp_path / config.NAME
    file.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ListError) as raised:
        config.settings()
    told(raised, file, line, language)


@pytest.mark.parametrize("name", [*READ, "predecessors.csv"])
def test_the_build_before_stands(tmp_path, name):
    raw, curated = tmp_path / "raw", tmp_path / "curated"
    (raw / "2024").mkdir(parents=True)
    (source,) = (ROOT / "data" / "raw" / "2024").iterdir()
    (raw / "2024" / "a.txt").write_bytes(source.read_bytes())
    ingest(raw, curated)
    before = (curated / "current").readlink()
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"- id: [\n")
    (raw / "2024" / "empty.txt").write_bytes(b"")  # held back for a reason that nobody knows
    done = jixiao("ingest", raw, "--curated", curated, "--direct", cwd=tmp_path)
    if name == "acknowledged.yml":
        assert done.returncode == 3
        assert b"acknowledged.yml, line 2, column 1" in done.stderr
        return
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.count(b"\n") == 1
    assert name in done.stderr.decode()
    assert done.stderr.endswith(b"the build before stands: mend the list and run again\n")
    assert (curated / "current").readlink() == before
