"""Comma-separated values (.csv, as Excel saves a sheet), also with semicolons.

They are told from text by their rows, which have all the same number of fields.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import zip_longest

from schemas.messages import english
from transforms.document import Document, Unread, UnreadableError
from transforms.reading.common.encoding import MARKS, decode
from transforms.reading.workbook.sheet import sheet_blocks

FORMAT = "csv"
_HEAD = 20_000
_LEAST = 3  # fields of a row, and rows
_BETWEEN = (",", ";")
_ALIKE = 0.8  # of the rows: headings and notes have fewer fields, if they are not filled up


def matches(data: bytes) -> bool:
    r"""Whether nearly all rows have the same number of fields, three or more, and none has tabs.

    >>> matches('一级指标,指标值,备注\n产出指标,"≥1,000",\n效益指标,3,\n'.encode())
    True
    >>> matches('甲,乙,丙\n一句话。'.encode())
    False
    """
    if not (data.startswith(MARKS) or any(one.encode() in data[:_HEAD] for one in _BETWEEN)):
        return False
    try:
        text = decode(data).text
    except UnreadableError:
        return False
    return _delimiter(text) is not None


def _delimiter(text: str) -> str | None:
    """What parts the fields; None where nothing does."""
    head = text[:_HEAD]
    found = (one for one in _BETWEEN if _parts(head, one, whole=len(text) <= _HEAD))
    return None if "\t" in head else next(found, None)


def _parts(head: str, delimiter: str, *, whole: bool) -> bool:
    rows = [row for row in _rows(head, delimiter)[: None if whole else -1] if row]
    width, count = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    return width >= _LEAST and count >= max(_LEAST, _ALIKE * len(rows))


def read(data: bytes, _name: str) -> Document:
    """Lines and tables as of a sheet. Raises UnreadableError (``undecodable``)."""
    decoded = decode(data)
    columns = zip_longest(*_rows(decoded.text, _delimiter(decoded.text) or ","), fillvalue="")
    unread = (
        (Unread("unread_part", english("found.damaged_bytes", count=decoded.damaged)),)
        if decoded.damaged
        else ()
    )
    return Document(
        FORMAT, tuple(sheet_blocks(list(zip(*columns, strict=True)), (), "")), unread=unread
    )


def _rows(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(max(len(text), 131_072))
    lines = io.StringIO(text.replace("\0", ""), newline="")
    return list(csv.reader(lines, delimiter=delimiter))
