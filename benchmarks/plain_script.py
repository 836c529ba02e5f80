"""What somebody would write in an afternoon: pdfplumber for the PDFs, pandas for workbooks and web
pages, python-docx, a regular expression for the cell that holds all indicators, and to_parquet. No
checks, no evidence, no reading of values. `python -m benchmarks.plain_script RAW OUT.parquet`.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import docx
import pandas as pd
import pdfplumber

Rows = list[list[str]]
ITEM = re.compile(
    r"\d+、\d+-(?P<category>[^,]+),\d+-(?P<subcategory>[^,]+),(?P<name>[^；]+)；"
    r"实施周期指标值:(?P<period>[^,]*),年度指标值:(?P<annual>[^;]*);"
)
COLUMNS = {
    "一级指标": "category",
    "二级指标": "subcategory",
    "三级指标": "name",
    "指标值": "annual",
    "年度指标值": "annual",
    "实际完成值": "actual",
    "项目名称": "project",
}


def pdf(path: Path) -> Rows:
    with pdfplumber.open(path) as file:
        return [
            [(cell or "").replace("\n", "") for cell in row]
            for page in file.pages
            for table in page.extract_tables()
            for row in table
        ]


def xlsx(path: Path) -> Rows:
    return pd.read_excel(path, header=None, dtype=str).fillna("").to_numpy().tolist()


def word(path: Path) -> Rows:
    return [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(path)).tables
        for row in table.rows
    ]


def html(path: Path) -> Rows:
    return [
        row
        for table in pd.read_html(path, encoding="utf-8", keep_default_na=False)
        for row in table.astype(str).to_numpy().tolist()
    ]


def txt(path: Path) -> Rows:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


READERS: dict[str, Callable[[Path], Rows]] = {
    ".pdf": pdf,
    ".xlsx": xlsx,
    ".docx": word,
    ".html": html,
    ".txt": txt,
}


def indicators(rows: Rows) -> Iterable[dict[str, str]]:
    """The rows behind a header; of the one-cell layout the items of the last cell."""
    names: list[str | None] = []
    for row in rows:
        if "绩效指标" in row:
            names = [one_cell(cell) for cell in row]
        elif "三级指标" in row:
            names = [COLUMNS.get(cell) for cell in row]
        elif names and len(row) == len(names):
            yield from read({name: cell for name, cell in zip(names, row, strict=True) if name})


def one_cell(cell: str) -> str | None:
    if cell == "绩效指标":
        return "items"
    return "project" if cell.startswith("项目名称") else None


def read(cells: dict[str, str]) -> Iterable[dict[str, str]]:
    if "items" in cells:
        for item in ITEM.finditer(cells["items"] + " "):
            yield {"project": cells["project"], **item.groupdict()}
    elif cells.get("name"):
        yield cells


def main(raw: Path, out: Path) -> None:
    seconds: Counter[str] = Counter()
    found: list[dict[str, str]] = []
    for path in sorted(raw.rglob("*.*")):
        started = time.perf_counter()
        found += [{"path": str(path), **row} for row in indicators(READERS[path.suffix](path))]
        seconds[path.suffix] += time.perf_counter() - started
    pd.DataFrame(found).to_parquet(out)
    print(json.dumps({"rows": len(found), "seconds": seconds}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
