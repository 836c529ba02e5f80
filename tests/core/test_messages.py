"""The catalogue of messages: both languages, no row too many, no text beside it.

The last is a walk through the code. It looks at the texts given to the calls of SAID, at what is
yielded, returned or put into a list as a sentence, and at the names that such texts were given in
the same module. A sentence is a text with two English words; the calls of SAID may have none.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from schemas.chinese import in_chinese
from schemas.lookup import rows
from schemas.messages import LANGUAGE, language
from tests.conftest import ROOT
from tests.documents import document
from tests.trust.conftest import files, ingest

ROOMS = ("flows", "schemas", "transforms", "warehouse")
MESSAGES = {row["id"]: row for row in rows("messages")}
CATALOGUE = ("say", "english")
# call -> the arguments that a user reads, by place or name; None: all
SAID: dict[str, tuple[int | str, ...] | None] = {
    "print": None,
    "WarehouseError": (0,),
    "LockedError": (0,),
    "RefusedError": (0,),
    "FetchError": (0,),
    "SystemExit": (0,),
    "ArgumentTypeError": (0,),
    "UnreadableError": (1,),
    "Unread": (1, "message"),
    "Unaccounted": (0, "message"),
    "Finding": (1, 2, 5, "found", "expected", "detail"),
    "unreadable": (4,),
    "_failed": (2,),
    "ArgumentParser": ("description",),
    "add_parser": ("help", "description"),
    "add_argument": ("help",),
    "add_task": (0,),
    "create_table_artifact": ("description",),
    "create_markdown_artifact": (0, "description"),
    "Crashed": ("message",),
    "_log.info": (0,),
    "_log.warning": (0,),
    "get_run_logger().info": (0,),
}
# expression -> its parts that are texts
PARTS: dict[type, tuple[str, ...]] = {
    ast.JoinedStr: ("values",),
    ast.FormattedValue: ("value",),
    ast.BoolOp: ("values",),
    ast.BinOp: ("left", "right"),
    ast.IfExp: ("body", "orelse"),
    ast.GeneratorExp: ("elt",),
    ast.ListComp: ("elt",),
}
# ValueErrors of these become findings or errors of a list
CHECKS = (
    "transforms/rows/source.py",
    "transforms/rows/corrections.py",
    "transforms/settling/decision.py",
)
# for those who develop jixiao, or written into a build in both languages at once
APART = (
    "schemas/dictionary.py",
    "schemas/roles.py",
    "schemas/checks.py",
    "transforms/font/make.py",
    "transforms/values/manual.py",
    "warehouse/build/descriptor.py",
    "warehouse/catalogue/definition.py",
    "warehouse/catalogue/manual.py",
    "warehouse/catalogue/notebook.py",
)
WORD = re.compile(r"[A-Za-z]{2,}|[一-鿿]")
SENTENCE = re.compile(r"\b[a-z]{2,}:? [a-z]{2,}\b|[一-鿿]{4}")
QUERY = re.compile(r"\b(?:SELECT|FROM|WHERE|CASE|ORDER BY|COMMENT ON|GROUP BY|AS)\b")


@cache
def trees() -> dict[str, ast.Module]:
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def called(node: ast.AST) -> str:
    """``print``, ``WarehouseError``, ``_log.info``: the name by which SAID knows a call."""
    if not isinstance(node, ast.Call):
        return ""
    whole = ast.unparse(node.func)
    return whole if whole in SAID else whole.rpartition(".")[2]


def fields(text: str) -> list[str]:
    """{file} and %(default)s, each as often as it stands there."""
    named = [name for _, name, _, _ in Formatter().parse(text) if name]
    return sorted({*named, *re.findall(r"%(?:\(\w+\))?[sr]", text)})


@pytest.mark.parametrize("key", sorted(MESSAGES))
def test_a_message_stands_in_both_languages_with_the_same_fields(key: str):
    row = MESSAGES[key]
    assert row["message"]
    words = re.sub(r"\{[^}]*\}|%\(\w+\)s|jixiao", "", row["message"])
    if WORD.search(words):
        assert re.search("[一-鿿]", row["message_zh"])
    assert fields(row["message"]) == fields(row["message_zh"])


def test_ids_are_sorted_and_stand_once():
    keys = [row["id"] for row in rows("messages")]
    assert keys == sorted(set(keys))


def test_every_rule_stands_in_both_languages():
    for row in rows("rules"):
        assert None not in row, f"{row['rule']}: a comma that is not quoted"
        for name in ("message_zh", "expected_zh", "title_zh"):
            assert row[name], (row["rule"], name)
        assert re.search("[一-鿿]", row["message_zh"] + row["title_zh"])


def used() -> set[str]:
    """Ids that stand in the code as they are, or behind a beginning: say(f"command.{name}")."""
    found: set[str] = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and node.value in MESSAGES:
                found.add(node.value)
            elif called(node) in CATALOGUE and isinstance(node.args[0], ast.JoinedStr):
                start = str(node.args[0].values[0].value)
                assert start != "found."
                found |= {key for key in MESSAGES if key.startswith(start)}
    for path in (ROOT / "warehouse").rglob("*.sql"):
        found |= set(re.findall(r"found\.\w+", path.read_text(encoding="utf-8")))
    return found


def test_no_message_is_unused():
    of_argparse = {key for key in MESSAGES if key.startswith("argparse.")}
    assert not MESSAGES.keys() - of_argparse - used()
    source = inspect.getsource(argparse)
    assert not [key for key in of_argparse if MESSAGES[key]["message"] not in source]


def test_what_is_said_is_in_the_catalogue_with_its_fields():
    wrong = [
        f"{path}:{node.lineno} {node.args[0].value}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if called(node) in CATALOGUE and isinstance(node.args[0], ast.Constant) and lacks(node)
    ]
    assert not wrong


def lacks(call: ast.Call) -> bool:
    """Whether a call of the catalogue names no message, or not all of its fields."""
    key, given = call.args[0].value, {one.arg for one in call.keywords}
    if None in given:  # **fields
        return False
    return key not in MESSAGES or not set(fields(MESSAGES[key]["message"])) <= given | {
        "%(default)s"
    }


def names(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Name -> what is assigned to it in the module."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def texts(node: ast.AST | None, known: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The texts that an expression is made of, but those of the catalogue."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name):
        for value in known.get(node.id, ()):
            yield from texts(value, {})
    elif called(node) in ("join", "listed"):
        yield from texts(node.args[0], known)
    for name in PARTS.get(type(node), ()):
        part = getattr(node, name)
        for one in part if isinstance(part, list) else [part]:
            yield from texts(one, known)


def said(path: str, node: ast.AST) -> list[ast.expr]:
    """The arguments of a call that a user reads."""
    if not isinstance(node, ast.Call):
        return []
    name = called(node)
    if name == "ValueError" and path in CHECKS:
        return node.args
    if name not in SAID:
        return []
    wanted = SAID[name]
    if wanted is None:
        return node.args
    by_place = [node.args[one] for one in wanted if isinstance(one, int) and one < len(node.args)]
    return by_place + [one.value for one in node.keywords if one.arg in wanted]


def told(node: ast.AST) -> list[ast.expr]:
    """What may be a sentence on its way to a user."""
    if isinstance(node, ast.Yield | ast.Return) and node.value:
        return [node.value]
    if isinstance(node, ast.Call) and called(node) == "append":
        return node.args
    return []


def beside_the_catalogue(path: str, tree: ast.Module) -> Iterator[str]:
    known = names(tree)
    for node in ast.walk(tree):
        values = [(WORD, value) for value in said(path, node)]
        values += [(SENTENCE, value) for value in told(node)]
        for pattern, value in values:
            every = [one for one in texts(value, known) if not QUERY.search(one)]
            if any(map(pattern.search, every)):
                yield f"{path}:{value.lineno}: {every}"


@pytest.mark.parametrize("path", [path for path in trees() if path not in APART])
def test_what_a_user_reads_comes_from_the_catalogue(path: str):
    assert not list(beside_the_catalogue(path, trees()[path]))


@pytest.mark.parametrize(
    "line",
    [
        'raise WarehouseError("no folder")',
        'raise WarehouseError(f"{file} is damaged")',
        'MISSING = "is missing"\nprint(f"{file} {MISSING}")',
        'print("没有")',
        'add_argument("--x", help="an option")',
        'yield Finding("row_sum", "a sum", cell=cell)',
        '_log.warning("a warning: %s", error)',
        'yield f"no date: {date}"',
        'reasons.append(f"{path} was lost")',
    ],
)
def test_the_walk_sees(line: str):
    assert list(beside_the_catalogue("a.py", ast.parse(line)))


def test_published_texts_do_not_ask_for_the_language():
    """transforms/ makes what is published: it uses ``english`` alone."""
    imported = {
        one.name
        for path, tree in trees().items()
        if path.startswith("transforms/")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "schemas.messages"
        for one in node.names
    }
    assert imported == {"english"}


@pytest.mark.parametrize("key", [key for key in MESSAGES if key.startswith("found.")])
def test_the_chinese_of_a_published_text_is_found(key: str):
    row = MESSAGES[key]
    values = {name: f"甲{number}" for number, name in enumerate(fields(row["message"]))}
    plain = {
        name: re.sub(r"\{(\w+)[^}]*\}", r"{\1}", row[name]) for name in ("message", "message_zh")
    }
    assert in_chinese(plain["message"].format(**values)) == plain["message_zh"].format(**values)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a.zip!b.doc: the file is encrypted", "a.zip!b.doc：文件已加密"),
        ("a.zip: the zip file is damaged: no zip", "a.zip：zip 文件已损坏：no zip"),
        ("a.zip: b: c.doc needs a password", "a.zip：b：c.doc 需要密码"),
        ("annual_value is printed as 甲: 乙: has the source been mended?", None),
        ("a: the file is encrypted; b: the file is empty", "a：文件已加密；b：文件为空"),
        ("no page can be read; the first one: the page's box is '0'", None),
        ("picture 2 (x.png) may hold a table: a picture; to scan", None),
        ("title 2023, folder 2024", "标题 2023，文件夹 2024"),
        ("page 2: sheet 表1: the workbook is damaged: bad: worse", None),
    ],
)
def test_messages_within_messages(text: str, wanted: str | None):
    found = in_chinese(text)
    assert found != text
    assert not re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", found)
    assert wanted is None or found == wanted


@pytest.mark.parametrize("text", ["完成≥12.5公里", "", "GB 18030", "Excel; PDF", "甲: 乙, 丙"])
def test_a_quotation_stays(text: str):
    assert in_chinese(text) == text


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_TW"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", LANGUAGE: "en"}, "en"),
        ({"LANG": "C.UTF-8", LANGUAGE: "zh"}, "zh"),
    ],
)
def test_the_language_of_the_user(environment, wanted, monkeypatch: pytest.MonkeyPatch):
    for name in (LANGUAGE, "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == wanted


def test_a_build_is_the_same_in_every_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(document(), encoding="utf-8")
    (raw / "b.zip").write_bytes(b"PK\x03\x04 cut off")
    (raw / "c.txt").write_bytes(b"")
    (raw / "a.txt.meta.yml").write_text("year: later\ncolour: red\n", encoding="utf-8")
    for name in ("en", "zh"):
        monkeypatch.setenv(LANGUAGE, name)
        ingest(raw, tmp_path / name)
    assert files(tmp_path / "en") == files(tmp_path / "zh")


def jixiao(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    left = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LC_", "LANG", "PYTHON", LANGUAGE))
    }
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        env=left | environment,
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("arguments", [["--help"], ["sql"], ["findings", "--curated", "nowhere"]])
@pytest.mark.parametrize(
    ("environment", "encoding", "chinese"),
    [
        ({"LC_ALL": "C.UTF-8"}, "utf-8", False),
        ({"LC_ALL": "zh_CN.UTF-8"}, "utf-8", True),
        ({"LC_ALL": "C", LANGUAGE: "zh"}, "utf-8", True),
        ({"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"}, "gbk", True),
        ({"LC_ALL": "zh_CN.UTF-8", "PYTHONIOENCODING": "ascii"}, "ascii", False),
    ],
)
def test_commands_speak_the_language_that_the_terminal_shows(
    arguments, environment, encoding, chinese
):
    done = jixiao(*arguments, **environment)
    words = done.stdout.decode(encoding) + done.stderr.decode(encoding)
    assert bool(re.search("[一-鿿]{2}[：，、]|用法", words)) == chinese
    assert ("usage: " in words or "nothing is published" in words) != chinese
    assert "Traceback" not in words


def test_a_terminal_without_chinese_characters_gets_their_codes():
    done = jixiao("--help", LC_ALL="C", PYTHONIOENCODING="ascii", JIXIAO_LANG="zh")
    assert done.returncode == 0
    assert "\\u7528\\u6cd5" in done.stdout.decode("ascii")


def test_another_language_is_a_wrong_usage():
    done = jixiao("sql", "SELECT 1", JIXIAO_LANG="fr")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "jixiao: JIXIAO_LANG is en or zh, not fr\n"
