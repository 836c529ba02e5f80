"""All findings of a build: those of the documents as they were read, and those over the whole
dataset, derived anew in every build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.arrow import schema
from schemas.keys import short_hash
from schemas.lookup import rows
from warehouse.build.sources import Carried, union
from warehouse.build.staging import load
from warehouse.catalogue.sql import names, scratch, statement
from warehouse.files.parquet import reader

_PIECE = 20_480
_MEMORY = "512MB"  # what sorting may hold; the rest goes to a file


@dataclass(slots=True)
class Findings:
    """The findings of a build in the table's order. ``counts``: path -> number, complete once all
    rows were taken.
    """

    staged: list[Path]
    carried: Carried | None
    copies: pa.Array  # paths whose documents stand elsewhere
    dataset: pa.Table
    counts: Counter[str] = field(default_factory=Counter)

    def rows(self) -> Iterator[pa.Table]:
        """The rows in order, piece by piece: those of fresh and of carried documents, and the
        dataset-wide ones.
        """
        batches = (batch for part in self._parts() for batch in part.to_batches())
        with scratch(_MEMORY) as connection:
            connection.register(
                "every", pa.RecordBatchReader.from_batches(schema("findings"), batches)
            )
            for batch in connection.sql("FROM every ORDER BY path, finding_id").to_arrow_reader(
                _PIECE
            ):
                piece = pa.Table.from_batches([batch]).cast(schema("findings"))
                self.counts.update(
                    {
                        row["values"]: row["counts"]
                        for row in pc.value_counts(piece["path"]).to_pylist()
                    }
                )
                yield piece

    def _parts(self) -> Iterator[pa.Table]:
        yield self.dataset
        for folder in self.staged:
            yield _but(load(folder, "findings"), self.copies)
        if self.carried is not None:
            yield from self._old(self.carried)

    def _old(self, carried: Carried) -> Iterator[pa.Table]:
        paths = pa.array(sorted(carried.paths), pa.string())
        over_all = pa.array(
            [row["rule"] for row in rows("rules") if row["category"] == "dataset"], pa.string()
        )
        for part in reader(carried.build, "findings", carried.manifest.files["findings"]):
            own = part.filter(pc.invert(pc.is_in(part["rule"], value_set=over_all)))
            yield pa.Table.from_batches(
                [_but(own.filter(pc.is_in(own["path"], value_set=paths)), self.copies)]
            )


def _but(findings: Any, paths: pa.Array) -> Any:
    return findings.filter(pc.invert(pc.is_in(findings["path"], value_set=paths)))


def dataset_findings(
    documents: pa.Table,
    projects: pa.Table,
    editions: pa.Table,
    more: list[dict[str, Any]],
) -> pa.Table:
    """Findings about editions, those that are given, and of every rule in rules/*.sql."""
    parts = [_own_ids(editions, documents)]
    if more:
        parts.append(pa.Table.from_pylist(more))
    with scratch() as connection:
        connection.register("documents", documents)
        connection.register("projects", projects)
        for name in names("build/rules"):
            broken = connection.sql(statement(f"build/rules/{name}")).to_arrow_table()
            parts.append(broken.append_column("rule", pa.repeat(pa.scalar(name), broken.num_rows)))
    return union("findings", *map(_complete, parts))


def _own_ids(editions: pa.Table, documents: pa.Table) -> pa.Table:
    """The findings with the ids that documents have now: a copy has its own."""
    at = pc.index_in(editions["path"], value_set=documents["path"])
    ids = documents["document_id"].take(at)
    return editions.set_column(editions.schema.get_field_index("document_id"), "document_id", ids)


def _complete(broken: pa.Table) -> pa.Table:
    """What the catalogue says of the rule, and an id, for each row; what the rule does not say is
    NULL.
    """
    catalogue: dict[str, dict[str, str]] = {row["rule"]: row for row in rows("rules")}
    given = {name: broken[name].to_pylist() for name in broken.column_names}
    given.setdefault("project_id", [None] * broken.num_rows)
    columns: dict[str, list[Any]] = {
        name: [catalogue[rule][name] for rule in given["rule"]]
        for name in ("severity", "message", "expected")
    }
    # what a rule expects in general, where the finding does not say it
    expected = given.pop("expected", [None] * broken.num_rows)
    columns |= given
    columns["expected"] = [
        one if one is not None else general
        for one, general in zip(expected, columns["expected"], strict=True)
    ]
    named = (given[name] for name in ("document_id", "path", "rule", "project_id"))
    columns["finding_id"] = [short_hash(*one) for one in zip(*named, strict=True)]
    nothing = [None] * broken.num_rows
    return pa.table(
        [pa.array(columns.get(one.name, nothing), one.type) for one in schema("findings")],
        schema("findings"),
    )
