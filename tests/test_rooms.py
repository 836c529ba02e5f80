"""The house: who may import whom (docs/architecture.md). A module that breaks it is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY = {
    "schemas": {"schemas"},
    "transforms": {"transforms", "schemas"},
    "warehouse": {"warehouse", "schemas"},
    "flows": {"flows", "transforms", "warehouse", "schemas"},
}
EFFECTS = {
    "prefect", "subprocess", "socket", "requests", "httpx", "urllib", "tempfile", "shutil",
}  # fmt: skip
UNPACKED = "transforms/reading/archive/rar.py"
ALLOWED_EFFECTS = {(UNPACKED, name) for name in ("subprocess", "tempfile", "shutil")}
# from the bottom to the top; a module may import its own floor and those below
FLOORS = {
    "transforms": (
        ("transforms.document", "transforms.words", "transforms.font", "transforms.crosscheck"),
        ("transforms.explode", "transforms.values", "transforms.records"),
        ("transforms.settling",),
        ("transforms.joining", "transforms.reading"),
        ("transforms.layouts",),
        ("transforms.rows",),
        ("transforms.parse",),
    ),
    "warehouse": (
        ("warehouse.files",),
        ("warehouse.catalogue",),
        ("warehouse.build", "warehouse.export"),
    ),
}
APART = (
    ("transforms.reading", "transforms.joining"),
    ("transforms.reading", "transforms.layouts"),
    ("transforms.layouts", "transforms.joining"),
)


def modules() -> dict[str, Path]:
    """Every module of the project, by its dotted name; a package by its folder's."""
    found = {}
    for room in MAY:
        for path in sorted((ROOT / room).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts).removesuffix(".__init__")] = path
    return found


def imports(path: Path, *, whole: bool = True) -> Iterator[str]:
    """What a module imports, with the names behind ``import``. ``whole``: inside functions too;
    what stands under ``if TYPE_CHECKING`` never counts.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if whole else iter(tree.body)
    never = {id(one) for node in ast.walk(tree) if _for_types(node) for one in ast.walk(node)}
    for node in nodes:
        if id(node) in never:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"


def graph(*, whole: bool) -> dict[str, set[str]]:
    """Module -> the modules of the project that it imports."""
    known = modules()
    found = {
        name: {one for one in imports(path, whole=whole) if one in known}
        for name, path in known.items()
    }
    return {name: _narrow(used) - {name} for name, used in found.items()}


def _narrow(used: set[str]) -> set[str]:
    """Without the package of a module that is named itself: `from a import b` means a.b."""
    return {one for one in used if not any(other.startswith(one + ".") for other in used)}


def test_imports_go_one_way():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for room, allowed in MAY.items()
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in {one.split(".")[0] for one in imports(path)}
        if name in MAY and name not in allowed
    ]
    assert not wrong


def test_transforms_and_schemas_are_pure():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for room in ("transforms", "schemas")
        for path in sorted((ROOT / room).rglob("*.py"))
        for name in {one.split(".")[0] for one in imports(path)}
        if name in EFFECTS and (path.relative_to(ROOT).as_posix(), name) not in ALLOWED_EFFECTS
    ]
    assert not wrong


def test_prefect_is_known_in_flows_only():
    wrong = [
        path
        for room in ("schemas", "transforms", "warehouse")
        for path in (ROOT / room).rglob("*.py")
        if "prefect" in {one.split(".")[0] for one in imports(path)}
    ]
    assert not wrong


@pytest.mark.parametrize("room", FLOORS)
def test_the_inner_order_holds(room: str):
    floors = {prefix: level for level, names in enumerate(FLOORS[room]) for prefix in names}

    def level(name: str) -> int | None:
        return next(
            (floors[one] for one in floors if name == one or name.startswith(one + ".")), None
        )

    wrong = [
        f"{name} imports {used}"
        for name, every in graph(whole=True).items()
        for used in every
        if (mine := level(name)) is not None
        and (theirs := level(used)) is not None
        and theirs > mine
    ]
    assert not wrong


@pytest.mark.parametrize(("one", "other"), APART)
def test_rooms_side_by_side_do_not_know_each_other(one: str, other: str):
    wrong = [
        f"{name} imports {used}"
        for name, every in graph(whole=True).items()
        for used in every
        if name.startswith(one + ".") and used.startswith(other)
    ]
    assert not wrong


def test_the_account_knows_the_document_alone():
    """What tests the assumptions of the readers must not share them."""
    wrong = [
        f"{name} imports {used}"
        for name, every in graph(whole=True).items()
        for used in every
        if name.startswith("transforms.crosscheck")
        and not used.startswith(("transforms.crosscheck", "transforms.document"))
    ]
    assert not wrong


def test_no_module_imports_itself_in_a_circle():
    try:
        TopologicalSorter(graph(whole=True)).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_reader_of_the_tree_sees_at_most_ten_folders_of_meaning():
    folders = [path for path in (ROOT / "transforms").iterdir() if (path / "__init__.py").exists()]
    assert len(folders) <= 10
