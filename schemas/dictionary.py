"""docs/data-dictionary.md and docs/rules.md, written from the definitions: ``make docs``."""

from __future__ import annotations

from pathlib import Path

from schemas.lookup import rows
from schemas.tables import PARTITION, Column, TableSchema, tables

# of the checkout in which `make docs` runs
DOCS = Path("docs")


def dictionary() -> str:
    """The data dictionary of all tables, in English and Chinese."""
    head = (
        "# Data dictionary 数据字典\n\n"
        "Written by `make docs` from schemas/. One column name means one thing in every table. "
        "NULL: the source does not say; `''`: the cell is there and blank; "
        "0: the source says zero. Money is exact, in 万元 (10,000 yuan).\n"
    )
    return "\n".join([head, *(_table(table) for table in tables().values()), _codes()])


def _table(table: TableSchema) -> str:
    notes = f"Files: one a {' and '.join(PARTITION)}." if table.partitioned else "One file."
    printed = "" if set(table.unique) & set(table.order) else ", then as printed"
    order = f"Sorted by {', '.join(table.order)}{printed}."
    lines = [
        f"## {table.name} {table.label_zh}\n",
        f"{table.description} {table.description_zh} {notes} {order}\n",
        "| column | 名称 | type | filled | meaning | 含义 |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join(
        [*lines, *(_column(column, column.name in table.required) for column in table.columns), ""]
    )


def _column(column: Column, required: bool) -> str:
    kind = "decimal(18,6) 万元" if column.type == "money" else column.type
    filled = "always" if required else ""
    says = f"{column.description} | {column.description_zh}"
    return f"| `{column.name}` | {column.label_zh} | {kind} | {filled} | {says} |"


def _codes() -> str:
    lines = ["## Codes 代码\n", "| set | code | meaning | 含义 |", "|---|---|---|---|"]
    return "\n".join(
        [
            *lines,
            *(
                f"| {row['set']} | `{row['code']}` | {row['label']} | {row['label_zh']} |"
                for row in rows("codes")
            ),
            "",
        ]
    )


def rules() -> str:
    """The rule catalogue."""
    intro = (
        "Written by `make docs` from schemas/rules.csv. "
        "`error` holds the row (or what could not be read) back, "
        "`warning` keeps it and flags it, `info` is a note. "
        "A finding is about our reading of the document, never a verdict on anybody.\n"
    )
    lines = [
        "# Rules 规则目录\n",
        intro,
        "| rule | severity | about | what was found | what is expected | 名称 | 问题 | 应有 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    english = ("severity", "category", "message", "expected")
    columns = (*english, "title_zh", "message_zh", "expected_zh")
    found = [[f"`{row['rule']}`", *(row[column] for column in columns)] for row in rows("rules")]
    return "\n".join([*lines, *(f"| {' | '.join(cells)} |" for cells in found), ""])


PAGES = {"data-dictionary.md": dictionary, "rules.md": rules}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (DOCS / name).write_text(page(), encoding="utf-8")
