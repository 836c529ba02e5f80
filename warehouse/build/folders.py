"""What folders say of documents that print no department: 2024/海珠区教育局/绩效目标表.html."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.organisations import Names, fold
from warehouse.build.columns import with_column

_FOLDER = re.compile(
    r"\d{0,9}[-—_.、]?"
    r"(?P<name>[^\W\d_]{2,30}(?:局|委|委员会|厅|办公室|中心|院|校|中学|小学|街道|街道办事处|镇|乡"
    r"|政府|法院|检察院|协会|联合会))"
)
# a publisher or a collection holds the documents of others
_OF_OTHERS = re.compile(r"财政|汇总|预算|决算|公开|绩效|项目|备份|附件|部门$|单位$")


class Folders:
    """What the folders say of documents that print no department."""

    def __init__(self, documents: pa.Table, projects: pa.Table, names: Names) -> None:
        self.findings: list[dict[str, Any]] = []
        self.said: dict[str, str] = {}  # document_id -> department
        silent = self._silent(documents, projects)
        if not silent:
            return
        below = self._below(documents, projects, names)
        for folder, ones in self._folders(documents, silent):
            name = named_by(folder)
            if name is None:
                continue
            code, region = ones[0][2:4]
            if below[folder] - {names.organisation(code, region, name).id}:
                continue  # holds the documents of others
            for document, *_ in ones:
                self.said[document] = name
            document, path, *_ = ones[0]
            self.findings.append(
                {
                    "rule": "department_by_folder",
                    "document_id": document,
                    "path": path,
                    "found": f"{folder}: {len(ones)}",
                    "source_text": name,
                }
            )

    def filled(self, rows: pa.Table) -> pa.Table:
        """Rows with the department of their folder where they have none."""
        if not self.said:
            return rows
        documents = pa.array(list(self.said), pa.string())
        at = pc.index_in(rows["document_id"], value_set=documents)
        names = pa.array(list(self.said.values()), pa.string()).take(at)
        empty = pc.and_(pc.is_null(rows["department"]), pc.is_valid(names))
        source = pc.if_else(empty, "folder", rows["department_source"])
        rows = with_column(rows, "department", pc.if_else(empty, names, rows["department"]))
        return with_column(rows, "department_source", source)

    @staticmethod
    def _silent(documents: pa.Table, projects: pa.Table) -> set[str]:
        """Documents that name no department, neither above nor beside any project."""
        named = projects.filter(pc.is_valid(projects["department"]))["document_id"]
        silent = documents.filter(pc.is_null(documents["department"]))["document_id"]
        return set(silent.to_pylist()) - set(named.unique().to_pylist()) if len(silent) else set()

    @staticmethod
    def _below(documents: pa.Table, projects: pa.Table, names: Names) -> defaultdict[str, set[str]]:
        """Folder -> the organisations that documents below it print."""
        printed = documents.select(["document_id", "region_code", "region", "department"])
        more = projects.select(printed.column_names).group_by(printed.column_names).aggregate([])
        paths: dict[str, list[str]] = defaultdict(list)
        columns = (documents[name].to_pylist() for name in ("document_id", "path"))
        for document, path in zip(*columns, strict=True):
            paths[document].append(path)
        below: defaultdict[str, set[str]] = defaultdict(set)
        organisation = lru_cache(maxsize=None)(names.organisation)
        for row in [*printed.to_pylist(), *more.to_pylist()]:
            if row["department"] and fold(row["department"]):
                one = organisation(row["region_code"], row["region"], row["department"])
                for path in paths[row["document_id"]]:
                    for folder in _above(path):
                        below[folder].add(one.id)
        return below

    @staticmethod
    def _folders(
        documents: pa.Table, silent: set[str]
    ) -> Iterator[tuple[str, list[tuple[str, str, str | None, str | None]]]]:
        """The nearest folder with a name that could be a department's, and its silent documents."""
        held: dict[str, list[tuple[str, str, str | None, str | None]]] = defaultdict(list)
        columns = ("document_id", "path", "region_code", "region")
        for one in zip(*(documents[name].to_pylist() for name in columns), strict=True):
            if one[0] in silent:
                folder = next(filter(named_by, _above(one[1])), None)
                if folder:
                    held[folder].append(one)
        for folder, ones in sorted(held.items()):
            yield folder, sorted(ones, key=lambda one: one[1])


def _above(path: str) -> Iterable[str]:
    """The folders of a path below its first, the nearest first."""
    return [str(one) for one in PurePosixPath(path).parents if len(one.parts) > 1]


@lru_cache(maxsize=2**14)
def named_by(folder: str) -> str | None:
    """The department that a folder's own name is; None for one that names none, or a publisher.

    >>> named_by('2024/03-海珠区教育局'), named_by('2024/海珠区财政局'), named_by('2024/预算公开')
    ('海珠区教育局', None, None)
    """
    match = _FOLDER.fullmatch(fold(PurePosixPath(folder).name))
    return match["name"] if match and not _OF_OTHERS.search(match["name"]) else None
