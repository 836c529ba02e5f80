"""Lists that people keep in CSV files, as their programs save them: UTF-8, GB18030 or UTF-16; with
commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from schemas.messages import say
from schemas.nearest import did_you_mean
from warehouse.files.disk import ListError
from warehouse.files.storage import File
from warehouse.files.text import list_text

_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list: its number in the file, and its texts by column, blank where it has
    none.
    """

    number: int
    row: dict[str, str]


def read_list(file: File, required: Iterable[str], optional: Iterable[str] = ()) -> list[Line]:
    """The rows of a list, without the blank ones. Raises ListError that names the file with
    the line and the column: an unknown encoding, a column that is missing, unknown or named twice,
    a row longer than the header.
    """
    text = list_text(file)
    skipped = 1 if text.lower().startswith("sep=") else 0  # what Excel writes for itself
    lines = text.splitlines(keepends=True)[skipped:]
    rows = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=_delimiter(lines))
    try:
        columns = [name.strip() for name in next(rows, [])]
        _check_columns(file, columns, tuple(required), tuple(optional))
        found = [
            Line(rows.line_num + skipped, _row(file, rows.line_num + skipped, columns, row))
            for row in rows
            if any(map(str.strip, row))
        ]
    except csv.Error as error:
        line = rows.line_num + skipped
        raise ListError(say("error.of_line", file=file, line=line, problems=error)) from error
    return found


def _delimiter(lines: list[str]) -> str:
    head = lines[0] if lines else ""
    return max(_DELIMITERS, key=head.count)


def _check_columns(
    file: File, columns: list[str], required: tuple[str, ...], optional: tuple[str, ...]
) -> None:
    known = (*required, *optional)
    for place, name in enumerate(columns, 1):
        if name not in known or name in columns[: place - 1]:
            said = say("lists.column", place=place, name=name) + did_you_mean(name, known)
            problem = f"{said} {say('lists.columns', columns=', '.join(known))}"
            raise ListError(say("error.of_line", file=file, line=1, problems=problem))
    if missing := [name for name in required if name not in columns]:
        raise ListError(say("error.no_column", file=file, columns=", ".join(missing)))


def _row(file: File, line: int, columns: list[str], row: list[str]) -> dict[str, str]:
    texts = [one.strip() for one in row]
    if any(texts[len(columns) :]):
        said = say("lists.too_long", count=len(texts), columns=len(columns))
        raise ListError(say("error.of_line", file=file, line=line, problems=said))
    texts += [""] * (len(columns) - len(texts))
    return dict(zip(columns, texts, strict=False))
