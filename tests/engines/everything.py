"""Reads everything in a DuckDB file and prints it as JSON: ``python everything.py FILE``.

It runs in environments that hold nothing but one version of duckdb, so it needs nothing else.
"""

import json
import sys

import duckdb

MACROS = {
    "folded": "SELECT folded('（１）　满意度')",
    "folded_spaces": "SELECT folded_spaces('甲　乙')",
    "is_additive": "SELECT is_additive('次'), is_additive('%')",
    "name_key": "SELECT name_key('★指标1：2024年培训次数（次）')",
    "search": "SELECT * FROM search('满意度')",
    "shortened": "SELECT shortened(repeat('字', 99), 50)",
    "shown": "SELECT shown(NULL, ' ')",
    "verdict": "SELECT verdict(true, false), verdict(NULL, true)",
}
"""A question to each macro; one that is not asked here is an error."""


def read(file: str) -> dict[str, list[str]]:
    """Name -> rows as text, in an order of their own, of every table, view and macro."""
    with duckdb.connect(file, read_only=True) as connection:
        def rows(query: str) -> list[str]:
            found = connection.execute(query).fetchall()
            return sorted(str([_shown(one) for one in row]) for row in found)

        tables = "SELECT table_schema, table_name FROM information_schema.tables"
        macros = "SELECT function_name FROM duckdb_functions() WHERE NOT internal"
        found = {}
        for schema, table in connection.execute(tables).fetchall():
            found[f"{schema}.{table}"] = rows(f'SELECT * FROM "{schema}"."{table}"')
        for (name,) in connection.execute(macros).fetchall():
            found[f"{name}()"] = rows(MACROS[name])
        return found


def _shown(value: object) -> object:
    """Sums of floating point depend on their order."""
    return float(f"{value:.12g}") if isinstance(value, float) else value


if __name__ == "__main__":
    print(json.dumps({"version": duckdb.__version__, "read": read(sys.argv[1])}))
