"""Values and merged ranges of a workbook from calamine; number formats and errors, which calamine
does not give, from the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Block, Document, NotShown, Unaccounted, Unread, UnreadableError
from transforms.reading.common.struck import struck_out
from transforms.reading.workbook.hidden import NONE, Hidden
from transforms.reading.workbook.ledger import Position, sheet_account
from transforms.reading.workbook.number_formats import GENERAL, printed
from transforms.reading.workbook.rich_text import Text
from transforms.reading.workbook.sheet import MAX_POSITIONS, sheet_parts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

__all__ = ["Facts", "Position", "check_area", "read_workbook"]


@dataclass(slots=True)
class Facts:
    """What one sheet says about its cells beside their values."""

    # format code of numbers that are not General
    formats: dict[Position, str] = field(default_factory=dict)
    errors: dict[Position, str] = field(default_factory=dict)  # '#REF!'
    area: int = 0  # positions from the first filled cell to the last
    stored: dict[Position, str] = field(default_factory=dict)  # texts, and what else is no number
    hidden: Hidden = NONE
    # what holds of texts of which a part is struck out or raised, and what is struck out
    shown: dict[Position, str] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)

    def strike(self, place: Position, text: Text) -> None:
        """Keep what a text's marks make of it, if it has any."""
        if text.shown != text.stored:
            self.shown[place] = text.shown
        if text.struck:
            self.struck.append(text.struck)


def read_workbook(data: bytes, file_format: str, facts: Callable[[int, str], Facts]) -> Document:
    """All sheets in order, hidden ones too; charts and macro sheets hold no cells. ``facts`` gives
    those of a sheet by place and name.

    A sheet that cannot be read is listed as unread. Raises UnreadableError: ``password``,
    ``broken_file``.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with _guarded():
            workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError as error:
        raise UnreadableError("password", english("found.workbook_password")) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(
            "broken_file", english("found.workbook_damaged", error=error)
        ) from error
    blocks: list[Block] = []
    unread: list[Unread] = []
    doubted: list[Unaccounted] = []
    hidden: list[NotShown] = []
    for index, name in [
        (index, sheet.name)
        for index, sheet in enumerate(workbook.sheets_metadata)
        if sheet.typ == SheetTypeEnum.WorkSheet
    ]:
        try:
            found, unseen, told = _sheet(workbook, index, name, facts(index, name))
            blocks += found
            hidden += unseen
            doubted += told
        except (CalamineError, UnreadableError, OSError, ValueError) as error:
            unread.append(
                Unread(
                    "unread_part", english("found.of_sheet", sheet=name, error=error), sheet=name
                )
            )
    return Document(
        file_format,
        tuple(blocks),
        unread=tuple(unread),
        unaccounted=tuple(doubted),
        not_shown=tuple(hidden),
    )


@contextmanager
def _guarded() -> Iterator[None]:
    """Calamine panics on some damaged files. The exception of a Rust panic has no importable class
    and is no Exception.
    """
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableError(
            "broken_file", english("found.workbook_damaged", error=error)
        ) from error


def _sheet(
    workbook: CalamineWorkbook, index: int, name: str, facts: Facts
) -> tuple[list[Block], list[NotShown], tuple[Unaccounted, ...]]:
    check_area(facts.area)  # before calamine lays all positions out in memory
    with _guarded():
        sheet = workbook.get_sheet_by_index(index)
        check_area(sheet.total_height * sheet.total_width)
        texts, merges = list(_texts(sheet, facts)), sheet.merged_cell_ranges or []
    blocks, hidden = sheet_parts(texts, merges, name, facts.hidden)
    told = sheet_account(texts, merges, blocks, name, facts.stored, hidden)
    return blocks, [*([hidden] if hidden else []), *struck_out(facts.struck, name)], told


def check_area(area: int) -> None:
    """Raise UnreadableError (``too_large``) for a sheet whose positions do not fit into memory."""
    if area > MAX_POSITIONS:
        raise UnreadableError(
            "too_large", english("found.cells_limit", count=area, limit=MAX_POSITIONS)
        )


def _texts(sheet: CalamineSheet, facts: Facts) -> Iterator[list[str]]:
    for row, values in enumerate(sheet.to_python(skip_empty_area=False)):
        yield [
            facts.shown[row, column]
            if (row, column) in facts.shown
            else facts.errors.get((row, column))
            or ("" if value == "" else printed(value, facts.formats.get((row, column), GENERAL)))
            for column, value in enumerate(values)
        ]
