"""Many 绩效指标 cells -> one long Arrow table with the reading of each target: for whoever has the strings and not the documents.

Works by distinct values: a code pair, a value or a name is looked at once, however often it occurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
import pyarrow as pa

from schemas.arrow import TYPES
from schemas.tables import columns
from transforms.explode import Item, explode
from transforms.taxonomy import level
from transforms.values import Target, parse_value

_PRINTED = ("category_code", "category_printed", "subcategory_code", "subcategory_printed", "name", "period_value", "annual_value")
_READ = {"target_kind": "kind", "target_operator": "operator", "target_number": "number", "target_upper": "upper", "target_unit": "unit",
         "target_date": "date_to", "measurability": "measurability", "parse_rule": "parse_rule"}
_CHUNK = 5_000  # cells at a time: few objects alive keep the garbage collector idle
NAMES = ("row", "ordinal", *_PRINTED, "category", "subcategory", "char_start", "char_end", *_READ)
"""Its columns; ``row`` counts the cells from 1. Types and meanings are those of the curated tables."""


def explode_table(cells: Iterable[str]) -> pa.Table:
    """One row per indicator, in the order of the cells; text that is no indicator is not in it (see ``explode``)."""
    rest, done, parts = iter(cells), 0, []
    while chunk := list(islice(rest, _CHUNK)):
        parts.append(_chunk(chunk, done))
        done += len(chunk)
    return pa.concat_tables(parts or [_chunk([], 0)])


def _chunk(cells: list[str], done: int) -> pa.Table:
    items = [explode(cell).items for cell in cells]
    counts = list(map(len, items))
    flat: list[Item] = list(chain.from_iterable(items))
    fields = list(zip(*flat, strict=True)) if flat else [()] * len(Item._fields)
    own: dict[str, Any] = dict(zip(("number", *_PRINTED[:4], *_PRINTED[4:], "span", "doubt"), fields, strict=True))
    made = {name: pa.array(own[name], pa.string()) for name in _PRINTED} | _places(counts, own["span"], done) | _levels(own) | _targets(own)
    return pa.table([made[name].cast(TYPES[columns()[name].type]) for name in NAMES], list(NAMES))


def _places(counts: list[int], spans: Sequence[tuple[int, int]], done: int) -> dict[str, pa.Array]:
    sizes = np.array(counts, np.int32)
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    edges = np.array(list(spans), np.int32).reshape(-1, 2)
    return {"row": pa.array(np.repeat(np.arange(1, len(counts) + 1, dtype=np.int32) + done, sizes)),
            "ordinal": pa.array(np.arange(len(spans)) - starts + 1), "char_start": pa.array(edges[:, 0]), "char_end": pa.array(edges[:, 1])}


def _levels(own: dict[str, Any]) -> dict[str, pa.Array]:
    keys = list(zip(own["category_printed"], own["subcategory_printed"], own["category_code"], own["subcategory_code"], strict=True))
    index, distinct = _numbered(keys)
    found = [level(*key) for key in distinct]
    return {name: pa.array([getattr(one, name) for one in found], pa.string()).take(index) for name in ("category", "subcategory")}


def _targets(own: dict[str, Any]) -> dict[str, pa.Array]:
    """The annual value's reading, or the period's where the annual one is not filled in. The text alone is read."""
    texts = [annual or period for period, annual in zip(own["period_value"], own["annual_value"], strict=True)]
    index, distinct = _numbered(texts)
    read: list[Target] = [parse_value(text) for text in distinct]
    return {name: pa.array([getattr(one, field) for one in read], TYPES[columns()[name].type]).take(index) for name, field in _READ.items()}


def _numbered(values: list[Any]) -> tuple[pa.Array, list[Any]]:
    """For each value the number of its first equal, and the distinct values in order."""
    numbers: dict[Any, int] = {}
    index = [numbers.setdefault(value, len(numbers)) for value in values]
    return pa.array(index, pa.int32()), list(numbers)
