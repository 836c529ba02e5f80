"""Many 绩效指标 cells -> one long Arrow table with the reading of each target: for whoever has the
strings and not the documents.

Works by columns and by distinct values: the pieces of plain cells become Arrow columns as they are,
and a head, a value is looked at once, however often it occurs.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain, islice
from typing import Any

import numpy as np
import pandera.pandas as pandera
import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import TYPES
from schemas.checks import _column
from schemas.tables import columns
from transforms.explode import Pieces, explode, levels_of, pieces
from transforms.rows.arrow_tables import TARGET
from transforms.values import Target, parse_value
from transforms.words.levels import level

_PRINTED = (
    "category_code",
    "category_printed",
    "subcategory_code",
    "subcategory_printed",
    "name",
    "period_value",
    "annual_value",
)
_READ = TARGET | {"measurability": "measurability", "parse_rule": "parse_rule"}
_CHUNK = 5_000  # cells at a time: few objects alive keep the garbage collector idle
# stands in no printed text: a head of a cell that is not plain has its four parts between such
_MARK = "\x1f"
NAMES = ("row", "ordinal", *_PRINTED, "category", "subcategory", "char_start", "char_end", *_READ)
"""Its columns; ``row`` counts the cells from 1. Types and meanings are those of the curated tables.
"""


def explode_table(cells: Iterable[str]) -> pa.Table:
    """One row per indicator, in the order of the cells; text that is no indicator is not in it (see
    ``explode``).
    """
    rest, done, parts = iter(cells), 0, [_chunk([], 0)]
    while chunk := list(islice(rest, _CHUNK)):
        parts.append(_chunk(chunk, done))
        done += len(chunk)
    cut = pa.concat_tables(parts).combine_chunks()
    own = (
        {name: cut[name] for name in cut.column_names if name != "head"}
        | _levels(cut["head"])
        | _targets(cut["period_value"], cut["annual_value"])
    )
    return pa.table([own[name].cast(TYPES[columns()[name].type]) for name in NAMES], list(NAMES))


def _chunk(cells: list[str], done: int) -> pa.Table:
    """What stands in some cells, as printed: head, name, both values, and where."""
    found = [pieces(cell) or _general(cell) for cell in cells]
    flat = list(chain.from_iterable(found))
    whole, blank, _, *printed = zip(*flat, strict=True) if flat else [()] * len(Pieces._fields)
    texts = {
        name: pa.array(column, pa.string())
        for name, column in zip(
            ("head", "name", "period_value", "annual_value"), printed, strict=True
        )
    }
    sizes = np.fromiter(map(len, found), np.int32, len(cells))
    lengths, blanks = (np.fromiter(map(len, one), np.int32, len(flat)) for one in (whole, blank))
    first = np.cumsum(sizes) - sizes  # each cell's first indicator
    ends = np.cumsum(lengths) - np.repeat(np.append(0, np.cumsum(lengths))[first], sizes)
    places = {
        "row": np.repeat(np.arange(done + 1, done + len(cells) + 1), sizes),
        "ordinal": np.arange(len(flat)) - np.repeat(first, sizes) + 1,
        "char_start": ends - lengths + blanks,
        "char_end": ends,
    }
    return pa.table({name: pa.array(column, pa.int32()) for name, column in places.items()} | texts)


def _general(cell: str) -> list[Pieces]:
    """The items of a cell in the form of pieces; what stands before an item and belongs to none
    counts as blank.
    """
    found, end = [], 0
    for item in explode(cell).items:
        head = _MARK.join(
            (
                item.category_code or "",
                item.category or "",
                item.subcategory_code or "",
                item.subcategory or "",
            )
        )
        found.append(
            Pieces(
                cell[end : item.span[1]],
                cell[end : item.span[0]],
                "",
                head,
                item.name,
                item.period_value,
                item.annual_value,
            )
        )
        end = item.span[1]
    return found


def _levels(heads: pa.ChunkedArray) -> dict[str, pa.Array]:
    """Codes and levels as printed, and canonical ones."""
    index, distinct = _distinct(heads)
    parts = [tuple(head.split(_MARK)) if _MARK in head else levels_of(head) for head in distinct]
    printed = [
        (code or None, category, subcode or None, subcategory)
        for code, category, subcode, subcategory in parts
    ]
    canonical = [
        level(category, subcategory, code, subcode)
        for code, category, subcode, subcategory in printed
    ]
    found = {name: [row[place] for row in printed] for place, name in enumerate(_PRINTED[:4])}
    found |= {
        name: [getattr(one, name) for one in canonical] for name in ("category", "subcategory")
    }
    return {name: pa.array(values, pa.string()).take(index) for name, values in found.items()}


def _targets(period: pa.ChunkedArray, annual: pa.ChunkedArray) -> dict[str, pa.Array]:
    """The annual value's reading, or the period's where the annual one is not filled in. The text
    alone is read.
    """
    filled = pc.fill_null(pc.not_equal(annual, ""), fill_value=False)
    index, distinct = _distinct(pc.if_else(filled, annual, period))
    read: list[Target] = [parse_value(text) for text in distinct]
    return {
        name: pa.array([getattr(one, field) for one in read], TYPES[columns()[name].type]).take(
            index
        )
        for name, field in _READ.items()
    }


def _distinct(values: pa.ChunkedArray) -> tuple[pa.Array, list[Any]]:
    """For each value the number of its first equal, and the distinct values in order; a missing one
    is one of them.
    """
    encoded = values.combine_chunks().dictionary_encode(null_encoding="encode")
    return encoded.indices, encoded.dictionary.to_pylist()


@cache
def model_of(names: tuple[str, ...]) -> pandera.DataFrameSchema:
    """The pandera schema of a table that is no curated one but has columns of theirs, any of them
    nullable.
    """
    return pandera.DataFrameSchema(
        {name: _column(columns()[name], required=False) for name in names},
        strict=True,
        ordered=True,
    )
