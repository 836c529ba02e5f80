"""Excel 97 to 2003 (.xls, .xlt) and WPS (.et): the stream of a workbook in a compound file."""

from __future__ import annotations

from schemas.messages import english
from transforms.document import Document, UnreadableError
from transforms.reading.common.ole import names, streams
from transforms.reading.workbook.biff import facts_by_sheet
from transforms.reading.workbook.calamine import Facts, check_area, read_workbook

FORMAT = "xls"
_STREAMS = ("Workbook", "Book")


def matches(data: bytes) -> bool:
    """Whether it is a compound file with the stream of a workbook."""
    return not names(data).isdisjoint(_STREAMS)


def read(data: bytes, _name: str) -> Document:
    """Lines and tables of every sheet, hidden ones too, without hidden rows and columns, values as
    printed. Raises UnreadableError: ``password``, ``broken_file``.
    """
    # calamine reads all sheets when it opens the file, so all are checked before
    found = streams(data, *_STREAMS)
    if not found:
        raise UnreadableError("broken_file", english("found.no_old_workbook"))
    facts = facts_by_sheet(next(iter(found.values())))
    for sheet in facts:
        check_area(sheet.area)
    return read_workbook(
        data, FORMAT, lambda index, _: facts[index] if index < len(facts) else Facts()
    )
