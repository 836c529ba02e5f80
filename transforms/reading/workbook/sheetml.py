"""SpreadsheetML of Excel 2003 ('XML Spreadsheet'): one sheet -> texts and merged ranges."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.workbook.hidden import Hidden
from transforms.reading.workbook.number_formats import GENERAL, Value, printed
from transforms.reading.workbook.sheet import MAX_POSITIONS, Merge

if TYPE_CHECKING:
    from lxml import etree

S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_WIDEST = 16_384
_NAMED = {
    "General Number": GENERAL,
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    "Currency": '"¥"#,##0.00',
    "Short Date": "yyyy/m/d",
    "Medium Date": "d-mmm-yy",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "Short Time": "h:mm",
    "Long Time": "h:mm:ss",
    "General Date": "yyyy/m/d h:mm",
}


def formats(root: etree._Element) -> dict[str, str]:
    """The number format of each style that has one."""
    found: dict[str, str] = {}
    for style in root.iterfind(S + "Styles/" + S + "Style"):
        number = style.find(S + "NumberFormat")
        code = (None if number is None else number.get(S + "Format")) or found.get(
            style.get(S + "Parent") or "", GENERAL
        )
        found[style.get(S + "ID") or ""] = _NAMED.get(code, code)
    return found


def sheet(worksheet: etree._Element, codes: dict[str, str]) -> tuple[list[list[str]], list[Merge]]:
    """Texts from A1 on, and merged ranges. ``codes``: the number format of each style. Raises
    UnreadableError (``too_large``).
    """
    texts: list[list[str]] = []
    merges: list[Merge] = []
    area = 0
    for element in worksheet.iterfind(S + "Table/" + S + "Row"):
        row = _index(element, len(texts))
        line: list[str] = []
        for cell in element.iterfind(S + "Cell"):
            column = _index(cell, len(line))
            down, across = _number(cell, "MergeDown"), min(_number(cell, "MergeAcross"), _WIDEST)
            area += max(0, column - len(line)) + across + 1 + max(0, row - len(texts))
            if area > MAX_POSITIONS:
                raise UnreadableError(
                    "too_large", english("found.too_many_cells", limit=MAX_POSITIONS)
                )
            line += (
                [""] * (column - len(line))
                + [_text(cell, codes.get(cell.get(S + "StyleID") or "", GENERAL))]
                + [""] * across
            )
            if down or across:
                merges.append(((row, column), (row + down, column + across)))
        texts += [[] for _ in range(min(row, MAX_POSITIONS) - len(texts))] + [line]
    return texts, merges


def hidden(worksheet: etree._Element) -> Hidden:
    """The rows and columns that are said to be hidden."""
    found = (set[int](), set[int]())
    for numbers, kind in zip(found, ("Row", "Column"), strict=True):
        following = 0
        for one in worksheet.iterfind(f"{S}Table/{S}{kind}"):
            first = _index(one, following)
            following = first + 1 + min(_number(one, "Span"), MAX_POSITIONS)
            if one.get(S + "Hidden") == "1":
                numbers |= set(range(first, following))
    return Hidden(*found)


def _text(cell: etree._Element, code: str) -> str:
    data = cell.find(S + "Data")
    if data is None:
        return ""
    text = "".join(map(str, data.itertext()))
    return printed(_value(text, data.get(S + "Type") or "String"), code) if text else ""


def _value(text: str, kind: str) -> Value:
    """The value as its type says; a value that does not fit its type is text."""
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return text == "1" if kind == "Boolean" else text


def _index(element: etree._Element, following: int) -> int:
    """The place of a row or cell, from 0: the one after the last, unless an index (from 1) says
    otherwise.
    """
    return max(_number(element, "Index") - 1, following) if element.get(S + "Index") else following


def _number(element: etree._Element, name: str) -> int:
    text = element.get(S + name) or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
