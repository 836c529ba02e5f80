"""The house: who may import whom (docs/architecture.md). A module that breaks it is named."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAY = {"schemas": {"schemas"}, "transforms": {"transforms", "schemas"}, "warehouse": {"warehouse", "schemas"},
       "flows": {"flows", "transforms", "warehouse", "schemas"}}
EFFECTS = {"prefect", "subprocess", "socket", "requests", "httpx", "urllib", "tempfile", "shutil"}
ALLOWED_EFFECTS = {("transforms/reading/rar.py", "subprocess"), ("transforms/reading/rar.py", "tempfile"), ("transforms/reading/rar.py", "shutil")}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_imports_go_one_way():
    wrong = [f"{path.relative_to(ROOT)} imports {name}" for room, allowed in MAY.items() for path in sorted((ROOT / room).rglob("*.py"))
             for name in imports(path) if name in MAY and name not in allowed]
    assert not wrong


def test_transforms_and_schemas_are_pure():
    wrong = [f"{path.relative_to(ROOT)} imports {name}" for room in ("transforms", "schemas") for path in sorted((ROOT / room).rglob("*.py"))
             for name in imports(path) if name in EFFECTS and (path.relative_to(ROOT).as_posix(), name) not in ALLOWED_EFFECTS]
    assert not wrong


def test_prefect_is_known_in_flows_only():
    wrong = [path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] in {"schemas", "transforms", "warehouse"} and "prefect" in set(imports(path))]
    assert not wrong
