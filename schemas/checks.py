"""pandera models of the tables, derived from the one definition. Imported only where rows are
validated: pandera is slow to load.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pandera
import pyarrow as pa

from schemas.arrow import TYPES
from schemas.tables import Column, tables


@cache
def model(name: str) -> pandera.DataFrameSchema:
    """The pandera schema of table ``name``: types, codes, required and unique columns. Validate
    with ``lazy=True``.
    """
    table = tables()[name]
    found = {
        column.name: _column(column, column.name in table.required) for column in table.columns
    }
    return pandera.DataFrameSchema(
        found, unique=list(table.unique), strict=True, ordered=True, name=name
    )


def _column(column: Column, required: bool) -> pandera.Column:
    allowed: list[Any] = (
        [int(code) for code in column.codes] if column.type == "int8" else list(column.codes)
    )
    checks = [pandera.Check.isin(allowed, name="allowed_code")] if allowed else []
    return pandera.Column(
        pd.ArrowDtype(TYPES[column.type]),
        checks,
        nullable=not required,
        title=column.label,
        description=column.description,
    )


def frame(table: pa.Table) -> pd.DataFrame:
    """The rows as pandas with Arrow types: nothing is converted on the way, decimals stay decimals
    and NULL stays NULL.
    """
    converted: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return converted


def failures(name: str, table: pa.Table) -> pd.DataFrame:
    """Rows of ``table`` that break the model: columns column, check, failure_case, index. Empty
    when all is well.
    """
    try:
        model(name).validate(frame(table), lazy=True)
    except pandera.errors.SchemaErrors as error:
        return pd.DataFrame(error.failure_cases[["column", "check", "failure_case", "index"]])
    return pd.DataFrame({"column": [], "check": [], "failure_case": [], "index": []})
