"""No regular expression is longer than a reader can hold: 200 characters as written.

Counted is what stands in Python code, through every constant that is put into it, each time that
it is; words that ``words`` and ``records`` take from schemas/vocabulary are data and do not count.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

LONGEST = 200
ROOMS = ("flows", "schemas", "transforms", "warehouse", "benchmarks", "tests", "bi")
ASKS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
DATA = {"words", "records"}


class Module(NamedTuple):
    tree: ast.Module
    constants: dict[str, ast.expr]
    imports: dict[str, tuple[str, str]]


@cache
def module(path: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants: dict[str, ast.expr] = {}
    imports: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                constants |= _bound(target, node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            constants |= _bound(node.target, node.value)
        elif isinstance(node, ast.ImportFrom):
            for name in node.names:
                imports[name.asname or name.name] = (node.module or "", name.name)
    return Module(tree, constants, imports)


def _bound(target: ast.expr, value: ast.expr) -> dict[str, ast.expr]:
    if isinstance(target, ast.Name):
        return {target.id: value}
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return {one.id: part for one, part in pairs if isinstance(one, ast.Name)}
    return {}


def _file(name: str) -> Path | None:
    stem = ROOT / name.replace(".", "/")
    candidates = (stem.with_suffix(".py"), stem / "__init__.py")
    return next((path for path in candidates if path.exists()), None)


def written(node: ast.AST, path: Path, inside: tuple[tuple[Path, str], ...] = ()) -> int:
    """How many characters stand in the strings of an expression and in the constants it names."""
    if isinstance(node, ast.Constant):
        return len(node.value) if isinstance(node.value, str) else 0
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DATA:
        return 0
    if isinstance(node, ast.Name):
        return _named(node.id, path, inside)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        room, name = module(path).imports.get(node.value.id, ("", ""))
        other = _file(f"{room}.{name}") if room else None
        return _named(node.attr, other, inside) if other else 0
    return sum(written(child, path, inside) for child in ast.iter_child_nodes(node))


def _named(name: str, path: Path, inside: tuple[tuple[Path, str], ...]) -> int:
    known = module(path)
    if (path, name) in inside:
        return 0
    if name in known.constants:
        return written(known.constants[name], path, (*inside, (path, name)))
    room, other = known.imports.get(name, ("", ""))
    source = _file(room) if room else None
    return _named(other, source, inside) if source else 0


def patterns(path: Path) -> list[tuple[int, str]]:
    """The length of each pattern that a module hands to ``re``, and where."""
    calls = [node for node in ast.walk(module(path).tree) if isinstance(node, ast.Call)]
    return [
        (written(call.args[0], path), f"{path.relative_to(ROOT)}:{call.lineno}")
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "re"
        and call.func.attr in ASKS
        and call.args
    ]


def test_no_pattern_is_longer_than_a_reader_can_hold():
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found = [one for path in files for one in patterns(path)]
    assert len(found) > 200
    assert [one for one in found if one[0] > LONGEST] == []


def test_constants_do_not_hide_a_long_pattern(tmp_path, monkeypatch):
    file = tmp_path / "long.py"
    half = "a" * 120
    file.write_text(
        f'import re\n_A = "{half}"\n_B = (f"{{_A}}|{{_A}}", "x")\nX = re.compile("|".join(_B))\n'
    )
    monkeypatch.setattr("tests.test_patterns.ROOT", tmp_path)
    assert patterns(file) == [(2 * len(half) + 3, "long.py:4")]
