"""The published tables of the repository as forms: the pages of the corpus, the unseen wordings,
the tables found later.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.accuracy.form import Block, Break, Cell, Form, Grid, Project, Want
from benchmarks.accuracy.judge import OPERATORS, want
from tests.layouts import printed
from transforms.document import Block as Read
from transforms.document import Line
from transforms.reading import read
from transforms.words.levels import level

TESTS = Path(__file__).parents[2] / "tests"
FOUND = TESTS / "material" / "found"
UNSEEN = TESTS / "layouts" / "unseen"
# what tells merged cells and line breaks apart, the surest first
_SAID = re.compile(r"\b(project|total|executed|score|document_kind)=(.*?)(?= \w+=|$)")
_BEST = (".docx", ".html", ".xlsx", ".doc", ".pdf")

Truth = tuple[tuple[Want, ...], frozenset[str], tuple[Project, ...]]


@cache
def tables() -> dict[str, Form]:
    """All of them by name, each with at least one grid or line."""
    return {form.name: form.squared() for form in (*_pages(), *_unseen(), *_found())}


def _blocks(page: list[printed.Grid | str]) -> tuple[Block, ...]:
    return tuple(one if isinstance(one, str) else _grid(one) for one in page)


def _grid(one: printed.Grid) -> Grid:
    cells = [Cell(text) for text in one.texts]
    return Grid(tuple(tuple(cells[number] for number in row) for row in one.matrix))


def _pages() -> Iterator[Form]:
    for name in printed.COLUMNS:
        rows = [_page_want(name, row) for row in printed.corpus_rows(name)]
        # a column of values for each of two places
        times = 2 if name.startswith("fujian") else 1
        wants = tuple(row for row in rows for _ in range(times))
        blocks = (_grid(printed.rebuilt(name)),)
        yield Form(name, "2024", blocks, wants, projects=({"project": "某项目"},))


def _page_want(page: str, row: printed.Row) -> Want:
    columns = dict(printed.COLUMNS[page])
    value = row.values[1] if len(row.values) > 1 else row.values[0]
    canonical = level(row.level1 or None, row.level2)
    found = want(canonical.category, canonical.subcategory, row.name, value)
    sign = columns.get("指标方向") == "0" or columns.get("指标性质") == "0"
    if sign:
        found["operator"] = OPERATORS.get(row.values[0].strip())
    if "actual" in columns.values():
        found["actual_value"] = row.actual
    return found


def _unseen() -> Iterator[Form]:
    for path in sorted(UNSEEN.glob("*.txt")):
        page, _, below = path.read_text(encoding="utf-8").partition("\n===\n")
        year = next(part for part in path.stem.split("_") if part.isdigit())
        truth = _unseen_truth(below.splitlines())
        yield Form(path.stem, year, _blocks(printed.blocks(page)), *truth)


def _unseen_truth(lines: list[str]) -> Truth:
    """Projects are said before the rows; a row that is held back may be there."""
    rows = [[cell.strip() for cell in line.split(" | ")] for line in lines if " | " in line]
    wants = tuple(_unseen_want(row) for row in rows if "held back" not in row)
    maybe = frozenset(row[3] for row in rows if "held back" in row)
    projects = (dict(_SAID.findall(line)) for line in lines if "document_kind=" in line)
    return wants, maybe, tuple(one | {"kind": one.pop("document_kind")} for one in projects)


def _unseen_want(row: list[str]) -> Want:
    _, category, subcategory, name, period, annual, actual, reading = (*row, *[""] * 8)[:8]
    found = want(category or None, subcategory or None, name.replace("\\n", "\n"), annual)
    found |= {"period_value": period, "actual_value": actual}
    return found | {"operator": OPERATORS.get(reading[:1])}


def _found() -> Iterator[Form]:
    expected = json.loads((FOUND / "expected.json").read_text(encoding="utf-8"))
    for name, said in expected.items():
        path = min(FOUND.glob(f"docs/*/{name}.*"), key=lambda one: _BEST.index(one.suffix))
        blocks = tuple(_read(read(path.read_bytes(), path.name).blocks))
        yield Form(name, path.parent.name, blocks, *_truth(said))


def _truth(said: dict[str, Any]) -> Truth:
    projects = [] if said["kind"] == "none" else said["projects"]
    maybe = (one for project in said["projects"] for one in project.get("may_be_there", []))
    names = frozenset(one if isinstance(one, str) else one["name"] for one in maybe)
    return tuple(row for project in projects for row in project["rows"]), names, tuple(projects)


def _read(blocks: tuple[Read, ...]) -> Iterator[Block]:
    """A file of the corpus taken to pieces; a sheet or page that ends is a break."""
    sheet: str | None = None
    for block in blocks:
        first = block if isinstance(block, Line) else next(block.cells())
        if sheet not in {None, first.sheet}:
            yield Break.SHEET
        sheet = first.sheet
        if isinstance(block, Line):
            yield block.text
            continue
        cells = {id(cell): Cell(cell.text) for row in block.rows for cell in row if cell}
        yield Grid(
            tuple(tuple(cells[id(one)] if one else Cell() for one in row) for row in block.rows)
        )
