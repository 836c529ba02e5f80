"""The shape of the code. ``python -m tests.test_style`` prints how long functions are."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from itertools import chain, dropwhile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("schemas", "transforms", "warehouse", "flows")
ALL = (*ROOMS, "tests", "benchmarks", "bi")
WIDTH = 100


def sources(suffix: str) -> Iterator[Path]:
    """Our own files of that kind. Material is kept byte for byte as somebody else wrote it."""
    for path in sorted(chain.from_iterable((ROOT / room).rglob(f"*{suffix}") for room in ALL)):
        if not path.name.endswith(".min.js") and not path.is_relative_to(ROOT / "tests/material"):
            yield path


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; of a view without its head, where each key has one line."""
    numbered = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    if path.parent.name == "views":
        return dropwhile(lambda line: line[1].startswith("-- "), numbered)
    return iter(numbered)


@pytest.mark.parametrize("suffix", [".py", ".js", ".sql"])
def test_no_line_is_longer_than_100_characters(suffix: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number}: {len(line)}"
        for path in sources(suffix)
        for number, line in lines(path)
        if len(line) > WIDTH
    ]
    assert not wrong


def lengths(room: str) -> list[int]:
    """The lines of each function, its docstring among them, shortest first."""
    trees = (
        ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / room).rglob("*.py"))
    )
    return sorted(
        (node.end_lineno or 0) - node.lineno + 1
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("room", ROOMS)
def test_the_median_function_has_at_most_12_lines(room: str) -> None:
    assert statistics.median(lengths(room)) <= 12


if __name__ == "__main__":
    for name in ROOMS:
        counts = lengths(name)
        print(
            f"{name:10} {len(counts):5} functions: median {statistics.median(counts):g},"
            f" p90 {counts[len(counts) * 9 // 10]}, longest {counts[-1]}"
        )
