"""Which organisation was called what before: predecessors.csv beside the raw folder, kept by
people.

Columns: ``region_code`` (GB/T 2260; blank: anywhere), ``name``, ``successor`` (its name of today),
``since`` (the fiscal year of the change, for readers).
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from schemas.messages import say
from schemas.organisations import Names, names_of
from warehouse.files.csv_list import read_list
from warehouse.files.disk import ListError
from warehouse.files.storage import Address, beside

COLUMNS = ("region_code", "name", "successor", "since")


@dataclass(frozen=True, slots=True)
class Predecessors:
    """The names that stand for one another, and the hash of the file; empty without one."""

    names: Names
    hash: str = ""


def predecessors(raw: Address) -> Predecessors:
    """The file's rows with those of the package. Raises ListError for other columns, or a row
    without a name and its successor.
    """
    for file in beside(raw, "predecessors.csv"):
        rows = []
        for one in read_list(file, COLUMNS):
            if not one.row["name"] or not one.row["successor"]:
                problem = say("lists.blank", columns="name, successor")
                raise ListError(say("error.of_line", file=file, line=one.number, problems=problem))
            rows.append(one.row)
        return Predecessors(names_of(rows), sha256(file.read_bytes()).hexdigest())
    return Predecessors(names_of(()))
