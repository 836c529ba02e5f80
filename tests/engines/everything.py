"""Reads everything in a DuckDB file and prints it as JSON: ``python everything.py FILE``.

It runs in environments that hold nothing but one version of duckdb, so it needs nothing else.
"""

import json
import sys

import duckdb

MACROS = {
    "change_of": (
        "SELECT change_of(r, r, 1, 1) FROM (SELECT {'text': '≥5次', 'kind': 'number',"
        " 'date_to': NULL::DATE,"
        " 'basis': NULL, 'operator': '>=', 'number': 5, 'unit': '次', 'base_number': 5,"
        " 'base_unit': '次'} AS r)"
    ),
    "comparable": (
        "SELECT comparable(r, r) FROM (SELECT {'number': 1, 'unit': '次', 'base_number': 1,"
        " 'base_unit': '次'} AS r)"
    ),
    "coverage_state": "SELECT coverage_state(true, true), coverage_state(false, NULL)",
    "differing": "SELECT differing('资金拨付及时率', '资金及时拨付率')",
    "folded": "SELECT folded('（１）　满意度')",
    "folded_spaces": "SELECT folded_spaces('甲　乙')",
    "is_additive": "SELECT is_additive('次'), is_additive('%')",
    "loose_name": "SELECT loose_name('设备购置经费')",
    "matched_indicators": "SELECT * FROM matched_indicators('上年')",
    "name_key": "SELECT name_key('★指标1：2024年培训次数（次）')",
    "put_in": "SELECT put_in('管护面积', '绿地管护面积')",
    "region_level": "SELECT region_level('440105'), region_level('440000')",
    "search": "SELECT * FROM search('满意度')",
    "shortened": "SELECT shortened(repeat('字', 99), 50)",
    "shown": "SELECT shown(NULL, ' ')",
    "turned": "SELECT turned('资金拨付及时率', '资金及时拨付率')",
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
