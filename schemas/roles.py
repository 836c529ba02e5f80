"""The roles that a printed word gives to a column or a value: ``roles.csv``, one row each.

A list of roles in the code is a selection of these rows, so a new field needs no list changed.

* ``group``: what the role is about, see GROUPS.
* ``record``: indicator or project, where the record of a layout has a field of this name.
* ``compared``: the tables in which ``jixiao diff`` looks for a difference in this column.
* ``rank``: without ruling lines one column tells where rows begin: the first of these in a header.
* ``marks``: see MARKS.

Loading checks these rows and those of ``header_aliases.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from schemas.lookup import DefinitionError, Record, rows

GROUPS = {
    "text": "texts of a project",
    "term": "first and last day of a project's term, in cells of their own",
    "amount": "amounts of a project",
    "part": "amounts that add up to the total",
    "form": "labels of a form whose value has no field, or one that the label does not tell",
    "rate": "rates of execution",
    "aside": "columns that say nothing of one indicator",
    "indicators": "the word 绩效指标 itself",
    "level": "names of levels 1 to 3",
    "code": "codes of levels",
    "target": "target values",
    "result": "reported values",
    "ruling": "what rules the values of a row: unit, operator, direction",
    "open": "words that mean one thing here and another there: content and neighbours tell",
    "kind": "定量 or 定性, 必选 or 可选",
    "place": "one column of values per place",
    "points": "points and scores",
    "note": "texts of an indicator",
    "explanation": "what explains an indicator, and what has no field of its own",
    "grade": "thresholds of the grades 优 良 中 差",
    "standard": "values of a standard, which no target table has",
    "derived": "columns of the tables that no header names: read from others",
}
MARKS = {
    "stored": "a column of the record's table holds it",
    "correctable": "a correction may name it",
    "silent": "a form's value is left out on purpose",
    "side": "it may be a label down the side",
    "starts_form": "a row of a form may begin with it",
    "across": "it may head a column of the amounts of a form",
    "tells_header": "a row that names it is more likely a header of indicators",
    "second_row": "it may stand in the second row of such a header",
    "reported": "it makes a table a self-evaluation",
}
TABLE = {"indicator": "indicators", "project": "projects"}
"""Record of a layout -> the table that its fields go to."""
_TYPES = ("text", "double")  # what a stored field of any other group than these may be
_MONEY = ("amount", "part")


def roles(*groups: str, record: str | None = None, mark: str | None = None) -> tuple[str, ...]:
    """The roles of some groups (default: all) of that record with that mark, in the order of the
    file. Raises KeyError for a group or mark that there is not.

    >>> roles('level'), roles('part')[:2]
    (('category', 'subcategory', 'name'), ('fiscal_appropriation', 'special_account'))
    >>> roles('target', record='indicator')
    ('period_value', 'annual_value')
    """
    for name, known in (*((group, GROUPS) for group in groups), (mark or "stored", MARKS)):
        if name not in known:
            raise KeyError(f"no such group or mark of roles.csv: {name}")
    return tuple(
        row["role"]
        for row in _checked()
        if (not groups or row["group"] in groups)
        and record in (None, row["record"])
        and (mark is None or mark in row["marks"].split())
    )


def ranked() -> tuple[str, ...]:
    """The roles with a rank, the first one first.

    >>> ranked()[:3]
    ('total', 'fiscal_appropriation', 'period_total')
    """
    found = [row for row in _checked() if row["rank"]]
    return tuple(row["role"] for row in sorted(found, key=lambda row: int(row["rank"])))


def compared(table: str) -> frozenset[str]:
    """The columns of a table in which ``jixiao diff`` looks for a difference."""
    return frozenset(row["role"] for row in _checked() if table in row["compared"].split())


@cache
def _checked() -> Sequence[Record]:
    """The rows. Raises DefinitionError for the first one that is wrong, here or in the aliases."""
    found = rows("roles")
    wrong = next(chain(_wrong_roles(found), _wrong_aliases(found)), None)
    if wrong:
        raise DefinitionError(wrong)
    return found


def _wrong_roles(found: Sequence[Record]) -> Iterator[str]:
    types = {row["name"]: row["type"] for row in rows("columns")}
    seen = set[str]()
    for number, row in enumerate(found, 2):
        if None in (*row, *row.values()):
            yield _line("roles.csv", number, "not as many cells as columns", "单元格数与列数不符")
            continue
        for english, chinese in _wrong_words(row, types):
            yield _line("roles.csv", number, f"{row['role']}: {english}", chinese)
        if row["role"] in seen:
            yield _line("roles.csv", number, f"{row['role']} is there twice", "角色重复")
        seen.add(row["role"])


def _wrong_words(row: Record, types: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, known in (("group", GROUPS), ("record", ("", *TABLE))):
        if row[name] not in known:
            yield f"no {name} {row[name]!r}", f"没有 {name} “{row[name]}”"
    for name, words in (("mark", MARKS), ("table", TABLE.values())):
        written = row["marks" if name == "mark" else "compared"]
        for word in written.split():
            if word not in words:
                yield f"no {name} {word!r}", f"没有 {name} “{word}”"
    if row["rank"] and not row["rank"].isdecimal():
        yield f"the rank is no number: {row['rank']!r}", "rank 应为数字"
    yield from _wrong_column(row, types)


def _wrong_column(row: Record, types: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What does not fit between the role and the column that holds it."""
    stored, role = "stored" in row["marks"].split(), row["role"]
    if (stored or row["compared"]) and role not in types:
        yield "no such row in columns.csv", "columns.csv 中没有该列"
    elif stored and not row["record"]:
        yield "stored, but of no record", "标为 stored，但未写明 record"
    elif stored and types[role] not in (("money",) if row["group"] in _MONEY else _TYPES):
        yield f"columns.csv makes it {types[role]}", f"columns.csv 中的类型 {types[role]} 不合适"


def _wrong_aliases(found: Sequence[Record]) -> Iterator[str]:
    named = {row["role"] for row in found if row["group"] != "derived"}
    for number, row in enumerate(rows("header_aliases"), 2):
        if row["column"] not in named:
            says = f"no role {row['column']!r} in roles.csv"
            chinese = f"roles.csv 中没有角色“{row['column']}”"
            yield _line("header_aliases.csv", number, says, chinese)


def misplaced(role: str, english: str, chinese: str) -> DefinitionError:
    """The error about a row that is right in itself and that the code has no place for."""
    number = next(number for number, row in enumerate(rows("roles"), 2) if row["role"] == role)
    return DefinitionError(_line("roles.csv", number, f"{role}: {english}", chinese))


def _line(file: str, number: int, english: str, chinese: str) -> str:
    return f"schemas/{file}, row {number}: {english} 第{number}行：{chinese}"
