"""Small lists of the repository as views: codes, rules, parameters and rules of the review, and the
departments that are expected to publish.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from schemas.lookup import rows
from schemas.messages import say
from warehouse.catalogue.definition import Definition
from warehouse.catalogue.register import (
    COLUMNS,
    REGISTER,
    base_name,
    read_register,
    with_register,
)
from warehouse.catalogue.sql import identifier, quote
from warehouse.files.csv_list import Line, read_list
from warehouse.files.disk import WarehouseError
from warehouse.files.settings import DISPOSITION, Settings

EXPECTED = "expected.csv"
TOPICS = "topics.csv"
_EXPECTED = {
    "fiscal_year": "SMALLINT",
    "region_code": "VARCHAR",
    "region": "VARCHAR",
    "department": "VARCHAR",
    "expected_rows": "INTEGER",
}


def parameters() -> dict[str, str]:
    """Thresholds and word lists of the review rules, by name."""
    return {row["parameter"]: row["value"] for row in signal_file("parameters")}


def signal_file(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of warehouse/catalogue/signals."""
    with (
        files("warehouse").joinpath(f"catalogue/signals/{name}.csv").open(encoding="utf-8") as file
    ):
        return list(csv.DictReader(file))


def lists(curated: Path, settings: Settings) -> list[Definition]:
    """All lists as definitions. ``curated`` is the folder beside which expected.csv and topics.csv
    may lie; ``settings`` are those of the build.
    """
    return [*_of_the_reading(), *_of_the_review(settings), *_of_the_folder(curated.parent)]


def _of_the_reading() -> list[Definition]:
    """What the columns and findings of the tables mean."""
    rules = [
        {"about" if key == "category" else key: value for key, value in row.items()}
        for row in rows("rules")
    ]
    return [
        _list(
            "codes",
            "代码表",
            "The codes of all columns with their labels.",
            ("code_set", "code", "label", "label_zh"),
            ({"code_set": row["set"], **row} for row in rows("codes")),
        ),
        _list(
            "rule_catalogue",
            "识读规则目录",
            "The rules of findings: about our reading, no verdict.",
            ("rule", "severity", "about", "message", "expected", "title_zh"),
            rules,
        ),
        _list(
            "department_kinds",
            "部门类别表",
            "What a department is in charge of, by the words of its name.",
            ("stem", "department_kind"),
            (
                {"stem": row["stem"], "department_kind": row["kind"]}
                for row in rows("department_kinds")
            ),
        ),
    ]


def _of_the_review(settings: Settings) -> list[Definition]:
    """What the review rules ask, with the thresholds and dispositions of the build."""
    return [
        _list(
            "parameters",
            "审核参数",
            "Thresholds and word lists of the review rules.",
            ("parameter", "value", "default_value", "measured_in", "meaning", "threshold_source"),
            (
                {
                    **row,
                    "default_value": row["value"],
                    "value": settings.thresholds.get(row["parameter"], row["value"]),
                }
                for row in signal_file("parameters")
            ),
        ),
        _list(
            "dispositions",
            "线索处置",
            "What people found out about leads: dispositions.yml, as it was when the build was"
            " made.",
            tuple(DISPOSITION),
            settings.dispositions,
            DISPOSITION,
        ),
        _list(
            "signal_rules",
            "审核规则目录",
            "The review rules: grade, when they are unfair, and what guards against it.",
            (
                "signal",
                "title_zh",
                "title",
                "grade",
                "basis_of_rule",
                "unfair_zh",
                "guard_zh",
                "unfair",
                "guard",
            ),
            signal_file("rules"),
        ),
    ]


def _of_the_folder(folder: Path) -> list[Definition]:
    """Lists that the folder's own files add to."""
    return [
        _kept(
            _TOPIC_FILE,
            folder,
            (
                "topic_words",
                "专题词表",
                "The words by which projects are told by topic: jixiao's own, and topics.csv's.",
            ),
            first=signal_file("topics"),
        ),
        _kept(
            _REGISTER_FILE,
            folder,
            (
                "departments",
                "部门登记",
                "The register of departments, departments.csv: who owes a disclosure, since when.",
            ),
            COLUMNS,
        ),
        _with_register(
            _kept(
                _EXPECTED_FILE,
                folder,
                (
                    "expected_departments",
                    "应公开名单",
                    "Departments that are expected to publish: in expected.csv, or registered.",
                ),
                _EXPECTED,
            )
        ),
    ]


def _with_register(expected: Definition) -> Definition:
    """The list, and those on the register that it does not name."""
    return replace(expected, body=with_register(expected.body))


def faults(curated: Path) -> list[str]:
    """What is wrong with the lists beside the curated folder. Only what needs one is stopped by
    it.
    """
    found = []
    for one in _FILES:
        try:
            one.rows(curated.parent)
        except WarehouseError as error:
            found.append(str(error))
    return found


@dataclass(frozen=True, slots=True)
class _OfFolder:
    """A list that people keep beside the curated folder."""

    file: str
    columns: tuple[str, ...]
    computed: tuple[str, ...] = ()

    def rows(self, folder: Path) -> list[dict[str, str]]:
        """Its rows; none if there is no list. Raises WarehouseError with the line and column of a
        fault.
        """
        path = folder / self.file
        if self.file == REGISTER:
            return read_register(path)
        lines = read_list(path, self.columns) if os.path.lexists(path) else []
        for line in lines:
            _check_numbers(path, line)
        return [self._with_base(line.row) for line in lines]

    def _with_base(self, row: dict[str, str]) -> dict[str, str]:
        """The row of a list of departments with what their names are compared by."""
        if "base_name" not in self.computed:
            return row
        return row | {"base_name": base_name(row["region_code"], row["department"])}


def _check_numbers(path: Path, line: Line) -> None:
    """Raises WarehouseError for a column of numbers that holds something else."""
    for name, text in line.row.items():
        if _EXPECTED.get(name, "VARCHAR") != "VARCHAR" and text and not text.isdecimal():
            problem = say("lists.no_number", column=name, text=text)
            raise WarehouseError(
                say("error.of_line", file=path, line=line.number, problems=problem)
            )


_TOPIC_FILE = _OfFolder(TOPICS, ("topic", "word"))
_REGISTER_FILE = _OfFolder(REGISTER, tuple(COLUMNS))
_EXPECTED_FILE = _OfFolder(EXPECTED, tuple(_EXPECTED), ("base_name",))
_FILES = (_TOPIC_FILE, _REGISTER_FILE, _EXPECTED_FILE)


def _kept(
    listed: _OfFolder,
    folder: Path,
    about: tuple[str, str, str],
    types: dict[str, str] | None = None,
    first: Sequence[dict[str, str]] = (),
) -> Definition:
    """The view over such a list. Of a damaged one who asks for it is told what is wrong, and nobody
    else. ``about``: name, label and description; ``first``: rows that come with jixiao.
    """
    try:
        entries = [*first, *listed.rows(folder)]
    except WarehouseError as error:
        columns = ", ".join(
            f"NULL::{(types or {}).get(name, 'VARCHAR')} AS {identifier(name)}"
            for name in (*listed.columns, *listed.computed)
        )
        body = f"SELECT {columns} WHERE error({quote(str(error))}) IS NULL"
        return Definition(*about, listed.columns, body)
    made = _list(*about, (*listed.columns, *listed.computed), entries, types)
    return replace(made, columns=listed.columns)


def _list(
    name: str,
    label: str,
    description: str,
    columns: Sequence[str],
    entries: Iterable[dict[str, str]],
    types: dict[str, str] | None = None,
) -> Definition:
    """A view over literal rows; a blank is NULL. Parameter values and codes are text."""
    cast = {column: (types or {}).get(column, "VARCHAR") for column in columns}
    lines = [
        f"({', '.join(quote(row[column]) if row[column] else 'NULL' for column in columns)})"
        for row in entries
    ]
    names = ", ".join(identifier(column) for column in columns)
    chosen = ", ".join(
        f"{identifier(column)}::{kind} AS {identifier(column)}" for column, kind in cast.items()
    )
    source = (
        f"(VALUES {', '.join(lines) or '(' + ', '.join('NULL' for _ in columns) + ')'})"
        f" rows({names})"
    )
    where = "" if lines else " WHERE false"
    body = f"SELECT {chosen} FROM {source}{where}"  # noqa: S608  # literals are quoted
    return Definition(name, label, description, tuple(columns), body)
