"""With which methods the program uses a pattern that it compiles at a line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ALL = ("finditer", "fullmatch")  # of a pattern whose use is not seen
SAME = {"findall": "finditer", "sub": "finditer", "subn": "finditer", "split": "finditer"}
ASKED = ("search", "match", "fullmatch", "finditer", *SAME)
ROOT = Path(__file__).parents[2]
PACKAGES = ("transforms", "schemas", "flows", "warehouse")


def methods(path: Path, line: int) -> tuple[str, ...]:
    """search, match, fullmatch and finditer, which stands for all that go through a text.

    >>> methods(ROOT / "transforms/crosscheck/words.py", 20)
    ('fullmatch',)
    """
    statement = next(one for one in reversed(_tree(path).body) if one.lineno <= line)
    found = _asked_at(statement, line)
    name = _named(statement)
    if name and not found:
        found = {one for tree in _where(name, path) for one in _used(name, tree)}
    asked = {SAME.get(one, one) for one in found if one in ASKED}
    return tuple(sorted(asked)) or ALL


def _asked_at(statement: ast.stmt, line: int) -> set[str]:
    here = [one for one in ast.walk(statement) if getattr(one, "lineno", 0) == line]
    return {one.attr for one in here if isinstance(one, ast.Attribute) and one.attr in ASKED}


def _named(statement: ast.stmt) -> str:
    """The name that a statement of a module gives a value; that of a function which makes some."""
    if isinstance(statement, ast.FunctionDef):
        return statement.name
    if isinstance(statement, ast.Assign):
        target = statement.targets[-1]
    elif isinstance(statement, ast.AnnAssign):
        target = statement.target
    else:
        return ""
    return target.id if isinstance(target, ast.Name) else ""


def _where(name: str, path: Path) -> Iterator[ast.Module]:
    """The module itself; those that use a public name too."""
    yield _tree(path)
    for package in () if name.startswith("_") else PACKAGES:
        for other in sorted((ROOT / package).rglob("*.py")):
            if other != path and name in other.read_text(encoding="utf-8"):
                yield _tree(other)


def _used(name: str, tree: ast.Module) -> set[str]:
    """Methods of a name; where none is seen, of the functions that hand it on."""
    found = set(_of_name(name, tree))
    for one in () if found else tree.body:
        handed = isinstance(one, ast.FunctionDef) and one.name != name
        if handed and any(_is(each, name) for each in ast.walk(one)):
            found |= set(_of_name(one.name, tree))
    return found


def _of_name(name: str, tree: ast.Module) -> Iterator[str]:
    """Methods of the name itself, of what a loop over it calls its parts, of a rule with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is(node.value, name):
            yield node.attr
        elif isinstance(node, ast.Call):
            yield from _of_rule(name, node)
        elif isinstance(node, ast.For):
            yield from _of_loop(name, node, node.iter, node.target)
        for loop in getattr(node, "generators", ()):
            yield from _of_loop(name, node, loop.iter, loop.target)


def _of_rule(name: str, call: ast.Call) -> Iterator[str]:
    """A rule of transforms/values is about a whole value or about what stands in it."""
    said = {one.value for one in call.args if isinstance(one, ast.Constant)}
    if any(_is(one, name) for one in call.args) and said & {"value", "text", "shape"}:
        yield "fullmatch" if "value" in said else "finditer"


def _of_loop(name: str, node: ast.AST, over: ast.expr, target: ast.expr) -> Iterator[str]:
    """What is asked of the names of a loop that goes over it, within that loop."""
    if not any(_is(one, name) for one in ast.walk(over)):
        return
    named = {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute) and any(_is(one.value, each) for each in named):
            yield one.attr


def _is(node: ast.AST, name: str) -> bool:
    """Whether it is that name, or that name of a module (p.RANK)."""
    own = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return own == name


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
