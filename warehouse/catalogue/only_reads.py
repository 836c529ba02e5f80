"""Whether a question only reads. No setting of DuckDB forbids to write to the files that may be
read, so the question itself is looked at, as the parser understands it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import duckdb

_READING = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
"""Kinds of what a SELECT is put together from. Others write: COPY can stand in a WITH."""
_ACTING = frozenset(
    {
        "json_execute_serialized_sql",  # runs a statement that stands in a text
        "checkpoint",
        "force_checkpoint",
        "write_log",
        "enable_logging",
        "disable_logging",
        "enable_profile",
        "disable_profile",
        "truncate_duckdb_logs",
        "set_config",
    }
)
"""Functions that do something besides answering."""


def only_reads(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether this is one SELECT that writes nothing, or one that is to be explained.

    What stands inside an EXPLAIN decides: EXPLAIN ANALYZE runs it. Raises duckdb.Error for what is
    no SQL.
    """
    statements = connection.extract_statements(query)
    if [one.type for one in statements] == [duckdb.StatementType.EXPLAIN]:
        return _explained(connection, query)
    return _selects(connection, query, statements)


def _explained(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    """The same of what begins at the first word behind EXPLAIN that is a statement by itself."""
    words = (place for place, kind in duckdb.tokenize(query) if kind != duckdb.token_type.comment)
    source = query.encode()
    for place in list(words)[1:]:
        inside = source[place:].decode()
        try:
            statements = connection.extract_statements(inside)
        except duckdb.ParserException:
            # ANALYZE, (FORMAT json) and the like stand before it
            continue
        return _selects(connection, inside, statements)
    return False


def _selects(
    connection: duckdb.DuckDBPyConnection, query: str, statements: list[duckdb.Statement]
) -> bool:
    if [one.type for one in statements] != [duckdb.StatementType.SELECT]:
        return False
    answer = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchall()
    try:
        parsed = json.loads(answer[0][0])
    except (ValueError, RecursionError):
        return False
    return not parsed["error"] and all(map(_is_reading, _objects(parsed)))


def _objects(parsed: Any) -> Iterator[dict[str, Any]]:
    """All objects of a parsed statement, at any depth."""
    waiting = [parsed]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _is_reading(one: dict[str, Any]) -> bool:
    kind, function = one.get("type"), one.get("function_name")
    if isinstance(kind, str) and kind.endswith("_NODE") and kind not in _READING:
        return False
    return not (isinstance(function, str) and function.lower() in _ACTING)
