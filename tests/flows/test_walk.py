"""The walk of docs/operations.md, and what is easily mistyped on the way: one line, no traceback,
no name of a temporary file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from flows.cli import main
from tests.conftest import ROOT
from tests.flows.delivery import COUNT, deliver


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A folder of work: the sample, a file that cannot be read, and a copy of it."""
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "data/raw", folder / "data/raw")
    for name in ("坏.pdf", "副本-坏.pdf"):
        (folder / "data/raw/2024" / name).write_bytes(b"%PDF-1.4\n1 0 obj <<")
    (folder / "data/raw/2024/Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0 no document")
    return folder


def jixiao(folder, *words: str) -> subprocess.CompletedProcess[str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *words],
        env=ours | {"PYTHONPATH": str(ROOT), "JIXIAO_LANG": "en", "HOME": str(folder)},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_delivery_has_its_files_each_time(tmp_path):
    assert deliver(tmp_path / "a") == COUNT == deliver(tmp_path / "b")


def test_the_summary_says_what_to_do_with_junk_and_counts_copies(office):
    first = jixiao(office, "ingest", "--direct")
    assert first.returncode == 3
    assert "take it out of the raw folder, then `jixiao ingest --accept-removals`" in first.stderr
    assert "1 copies of these files wait with them" in first.stderr


WRONG = (
    ["statsu"],
    ["ingest", "--yaer", "2024"],
    ["ingest", "nowhere", "--direct"],
    # through Prefect, which takes its time to start
    pytest.param(["ingest", "nowhere"], marks=pytest.mark.slow),
    ["sql", "SELCT"],
    ["sql", "SELECT * FROM indicator"],
    ["findings", "--rule", "layout_unknwn"],
    ["explain", "nothing.pdf"],
    ["dashboard", "--output", "nowhere/x.html"],
    ["export", "nowhere/x.xlsx"],
    ["export", "out.foo"],
    ["meta", "nowhere", "--year", "2024"],
    ["replay", "nowhere"],
    ["verify", "nothing"],
    ["diff", "a", "b"],
)


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_what_is_mistyped_ends_with_a_line_that_names_it(office, words):
    done = jixiao(office, *words)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert ".tmp-" not in done.stderr
    assert "\\x0a" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("jixiao")


def test_the_line_about_an_output_names_the_output(office, capsys):
    curated = str(office / "data/curated")
    assert main(["dashboard", "--output", "nowhere/x.html", "--curated", curated]) == 1
    assert "nowhere/x.html" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "said"), [("en", "to be filled in"), ("zh", "需要填写")])
def test_a_fault_of_an_entry_is_told_in_the_language_of_the_reader(
    office, language, said, monkeypatch, capsys
):
    monkeypatch.chdir(office)
    monkeypatch.setenv("JIXIAO_LANG", language)
    entry = "- {id: a, kind: line, answer: '', document: 2024/坏.pdf, rule: layout_unknown, "
    entry += "found: '', expect: a, reason: '', who: '', date: 2024-05-06}\n"
    file = office / "data/decisions.yml"
    file.write_text(entry, encoding="utf-8")
    capsys.readouterr()
    assert main(["replay"]) == 1
    file.unlink()
    assert said in capsys.readouterr().err
    assert main(["meta", "data/raw/2024", "--region-code", "abc"]) == 1
    refused = capsys.readouterr().err
    assert bool(set(refused) & set("不是没有应为的")) == (language == "zh"), refused
