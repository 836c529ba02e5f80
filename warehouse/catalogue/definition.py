"""One view, macro or list of the catalogue: how it is made, how it is called in Chinese, and which
others it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from warehouse.catalogue.labels import chinese, column_comment, in_chinese
from warehouse.catalogue.sql import identifier, quote

FITTED = 0
"""Row groups as ``fitted_group`` has them."""
_SAID = re.compile(r"'[^']*'|--[^\n]*")
_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"-- (\w+): (.*)")


@dataclass(frozen=True)
class Definition:
    """A name in the catalogue. ``columns`` is empty for a macro, which has neither comments nor a
    Chinese name.
    """

    name: str
    label_zh: str
    description: str
    columns: tuple[str, ...]
    body: str  # the SELECT of a view, the whole statement of a macro
    notes: Mapping[str, str] = field(default_factory=dict)
    own_comments: Mapping[str, str] = field(default_factory=dict)
    # not empty: large builds hold its rows, one file a partition, a part or the whole: see
    # warehouse/build/derive.py
    computed: str = ""
    order: tuple[str, ...] = ()  # total order of the computed rows
    # computed rows that are read together: DuckDB's own number; fewer where one asks for the first
    # of a sorted view; FITTED: as many as suit a build with this many projects
    row_group: int = 122_880
    # of a view that is put together from several: name -> SELECT
    parts: Mapping[str, str] = field(default_factory=dict)
    # the body over files of a build made before the newest columns came: those are NULL
    older: str = ""
    reads_files: bool = False  # the body names paths, and what it needs is no other definition
    computing: str = ""  # the body that computes the rows, where the body reads those of a build

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of the body: the names among them are what it needs. Texts and remarks need
        nothing: one may say what is wrong with a list that is called like a view.
        """
        code = _SAID.sub(" ", self.body.lower())
        return frozenset() if self.reads_files else frozenset(_WORD.findall(code))

    def over_older_files(self) -> Definition:
        """The same, where the files may lack columns. Slower to bind, so only what fails without it
        gets it.
        """
        return replace(self, body=self.older) if self.older else self

    def as_computed(self) -> Definition:
        """The same, computing rows that a build holds."""
        return replace(self, body=self.computing, reads_files=False) if self.computing else self

    def create(self, kind: str = "VIEW") -> str:
        """The statement that creates it; ``kind`` TABLE computes the rows now."""
        return (
            f"CREATE {kind} {identifier(self.name)} AS {self.body}" if self.columns else self.body
        )

    def chinese(self) -> str:
        """The statement that creates its Chinese face."""
        columns = ", ".join(map(in_chinese, self.columns))
        # every part is quoted
        return (
            f"CREATE VIEW {identifier(self.label_zh)} AS SELECT {columns} FROM"  # noqa: S608
            f" {identifier(self.name)}"
        )

    def comments(self, kind: str = "VIEW") -> list[str]:
        """COMMENT statements; ``kind`` is what it is."""
        return self._comments(kind, self.name, {name: name for name in self.columns})

    def chinese_comments(self) -> list[str]:
        """COMMENT statements of its Chinese face."""
        return self._comments("VIEW", self.label_zh, {name: chinese(name) for name in self.columns})

    def _comments(self, kind: str, view: str, names: Mapping[str, str]) -> list[str]:
        return [
            (
                f"COMMENT ON {kind} {identifier(view)} IS"
                f" {quote(f'{self.label_zh}: {self.description}')}"
            ),
            *(
                f"COMMENT ON COLUMN {identifier(view)}.{identifier(shown)} IS"
                f" {quote(self.comment(name))}"
                for name, shown in names.items()
            ),
        ]

    def comment(self, name: str) -> str:
        """The comment of one column."""
        return self.own_comments.get(name) or column_comment(name)


def view(name: str, text: str) -> Definition:
    r"""A view from its file: a header of comments, then one SELECT. Raises ValueError if the header
    lacks its title or columns.

    >>> view('v', '-- 视图 | What it is.\n-- columns: a, b\nSELECT a, b FROM t').columns
    ('a', 'b')
    """
    lines = text.splitlines()
    header = [line for line in lines if line.startswith("-- ")]
    body = "\n".join(line for line in lines if not line.startswith("-- "))
    label, bar, description = (
        header[0].removeprefix("-- ").partition(" | ") if header else ("", "", "")
    )
    notes = {note[1]: note[2] for line in header[1:] if (note := _NOTE.fullmatch(line))}
    if not bar or "columns" not in notes:
        raise ValueError(
            f"{name}: a view begins with '-- 中文名 | what it is' and '-- columns: ...'"
        )
    columns, order = (_names(notes.pop(one, "")) for one in ("columns", "sorted"))
    made = Definition(
        name,
        label,
        description,
        columns,
        body,
        notes,
        computed=notes.pop("computed", ""),
        order=order,
    )
    if "row_group" not in notes:
        return made
    given = notes.pop("row_group")
    return replace(made, row_group=FITTED if given == "fitted" else int(given))


def fitted_group(rows: int) -> int:
    """How many of ``rows`` lie together, so that a condition reads a small part of a file and all
    files together stay quick to open: a thirty-second, between 8,192 and DuckDB's own number, in
    whole vectors of 2,048.

    >>> fitted_group(114_000), fitted_group(1_000_000), fitted_group(5_000_000)
    (8192, 30720, 122880)
    """
    return min(max(rows // 32 // 2048 * 2048, 8192), 122_880)


def _names(listed: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in listed.split(",") if one.strip())


def macro(name: str, text: str) -> Definition:
    """A macro from its file: comments, then CREATE MACRO."""
    body = "\n".join(line for line in text.splitlines() if not line.startswith("-- ")).rstrip(";\n")
    return Definition(
        name,
        "",
        " ".join(line.removeprefix("-- ") for line in text.splitlines() if line.startswith("-- ")),
        (),
        body,
    )


def in_order(known: Mapping[str, Definition], wanted: Iterable[str]) -> list[Definition]:
    """The wanted definitions and all that they need, each after what it needs. Raises
    RecursionError for a circle.
    """
    done: dict[str, Definition] = {}

    def add(name: str) -> None:
        if name not in done:
            for needed in sorted(known[name].words & known.keys() - {name}):
                add(needed)
            done[name] = known[name]

    for name in wanted:
        add(name)
    return list(done.values())
