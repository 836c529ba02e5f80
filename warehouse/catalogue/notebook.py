"""docs/cookbook.ipynb, written from docs/cookbook.md: ``python -m warehouse.catalogue.notebook``.
One cell a text, one a query.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

# of the checkout in which `make docs` runs
DOCS = Path("docs")
_QUERY = re.compile(r"```sql\n(.*?)```\n?", re.DOTALL)
_SETUP = '''import os
from pathlib import Path

import duckdb

# The catalogue follows the published build. JIXIAO_CATALOGUE names another one.
found = [parent / "data/curated/budget.duckdb" for parent in [Path.cwd(), *Path.cwd().parents]]
catalogue = os.environ.get("JIXIAO_CATALOGUE") or next(str(path) for path in found if path.exists())
connection = duckdb.connect(catalogue, read_only=True)


def ask(query):
    """The answer as a data frame."""
    return connection.execute(query).df()
'''


def queries(page: str) -> list[str]:
    r"""The queries of a page, in order.

    >>> queries("text\n```sql\nSELECT 1\n```\n")
    ['SELECT 1']
    """
    return [query.strip() for query in _QUERY.findall(page)]


def notebook(page: str) -> str:
    """The page as a notebook (nbformat 4.5) without outputs."""
    parts = _QUERY.split(page)  # text, query, text, ...
    cells = [_cell("code", _SETUP)]
    for number, part in enumerate(parts):
        if part.strip():
            cells.append(
                _cell("code", f'ask("""{part.strip()}""")')
                if number % 2
                else _cell("markdown", part.strip())
            )
    cells.insert(0, cells.pop(1))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    about = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return (
        json.dumps(
            {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5},
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _cell(kind: str, text: str) -> dict[str, object]:
    own: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)} | own


if __name__ == "__main__":
    (DOCS / "cookbook.ipynb").write_text(
        notebook((DOCS / "cookbook.md").read_text(encoding="utf-8")), encoding="utf-8"
    )
