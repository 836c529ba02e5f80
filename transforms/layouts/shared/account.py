"""The account of a table: which of its cells ended nowhere.

Whatever a reader forgets becomes a finding, so nothing is lost silently.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import fields
from operator import attrgetter

from transforms.document import Cell, Table
from transforms.layouts.shared.grid_rows import TOTAL, is_placeholder
from transforms.layouts.shared.labels import split_labels
from transforms.layouts.shared.numbered_parts import NUMBER, numbered
from transforms.records import Extract, Finding, Indicator, Project
from transforms.words.folding import fold
from transforms.words.headers import exact_column_of
from transforms.words.headings import Heading
from transforms.words.levels import level, two_levels

_NAMES = {
    one: [field.name for field in fields(one) if field.type in ("str", "str | None")]
    for one in (Indicator, Project, Finding, Heading)
}
_TEXTS = {record: attrgetter(*names) for record, names in _NAMES.items()}
_OF_A_ROW = attrgetter(*(name for name in _NAMES[Indicator] if name != "source_text"))
_STATES = re.compile(r"[≥≤≧≦><＞＜]\s*\d|\d\s*[%％‰]")
_SEVERAL = 2  # one may stand anywhere
_BY_CHANCE = 3  # characters
_DASHES = frozenset(("-", "--", "—", "——", "/"))


def is_unread(extract: Extract) -> bool:
    """Whether no row came of a table whose cells state targets that ended nowhere."""
    if any(project.indicators for project in extract.projects):
        return False
    findings = [*extract.findings, *(one for row in extract.projects for one in row.findings)]
    unread = [one.cell for one in findings if one.rule == "cell_unread" and one.cell]
    return sum(bool(_STATES.search(cell.text)) for cell in unread) >= _SEVERAL


def unaccounted(table: Table, extract: Extract, ignored: Collection[int] = ()) -> list[Cell]:
    """The cells that mean something and whose text ended nowhere in ``extract``.

    It is in no indicator, project, heading or finding.

    Header words and labels, names of levels, marks of a blank form and the word 合计 mean nothing
    by themselves. ``ignored`` are the ids of cells that a reader left out on purpose (points added
    up, contact persons).
    """
    pieces = {piece for text in set(_texts(extract)) for piece in _pieces(text)}
    # nearly every cell stands in a record as it is printed: the others are few
    open_cells = [
        cell
        for cell in table.cells()
        if id(cell) not in ignored and (text := cell.text.strip()) and text not in pieces
    ]
    meant = [cell for cell in open_cells if not _is_meaningless(cell)]
    if not meant:
        return []
    recorded = {fold(piece) for piece in pieces}
    whole = fold("\n".join(_texts(extract)))
    return [
        cell
        for cell in meant
        if not (
            cell.folded in recorded
            or _is_inside(cell.folded, whole)
            or _is_labelled(cell.text, recorded)
            or _is_behind_level(cell.folded, recorded)
            or _is_listed(cell.text, recorded)
        )
    ]


def _pieces(text: str) -> Iterator[str]:
    """The text, its lines and cells, and what stands behind each header of an explanation
    (header：text；header：text).
    """
    yield text
    if "\n" in text or "\t" in text:
        yield from (*text.split("\n"), *text.replace("\n", "\t").split("\t"))
    if "：" in text:
        yield from (piece.partition("：")[2] for piece in text.split("；"))


def leftovers(
    table: Table | None, extract: Extract, ignored: Collection[int] = ()
) -> Iterator[Finding]:
    """A finding for every cell that is not accounted for."""
    for cell in unaccounted(table, extract, ignored) if table else ():
        yield Finding("cell_unread", cell.text.strip(), cell=cell)


def _is_inside(folded: str, whole: str) -> bool:
    """Whether the text is part of something that was read. A short one could be so by chance."""
    return len(folded) > _BY_CHANCE and folded in whole


def _is_labelled(text: str, recorded: set[str]) -> bool:
    """Whether the values behind all labels of the cell were read."""
    labelled = split_labels(text)
    return bool(labelled) and all(
        fold(value) in recorded for role, _, value in labelled if role not in ("ignored", "unit")
    )


def _is_behind_level(folded: str, recorded: set[str]) -> bool:
    """Whether a cell is a level and a name that was read: 数量指标：建房."""
    named, _, name = folded.partition(":")
    return {named, name} <= recorded and level(None, named).subcategory is not None


def _is_listed(text: str, recorded: set[str]) -> bool:
    """Whether all that the cell numbers 1, 2, 3 was read, each for itself; or each of its lines,
    where none is so short that it may stand elsewhere by chance.
    """
    listed = numbered(text)
    lines = [fold(line) for line in text.strip().split("\n")]
    apart = len(lines) > 1 and min(map(len, lines)) > _BY_CHANCE and recorded.issuperset(lines)
    return apart or (bool(listed) and all(_is_part(piece, recorded) for piece in listed))


def _is_part(piece: str, recorded: set[str]) -> bool:
    """Whether a numbered part was read, with its number or without."""
    return fold(piece) in recorded or fold(NUMBER.sub("", piece, count=1)) in recorded


def _is_meaningless(cell: Cell) -> bool:
    text = cell.text
    known = (
        cell.folded in _DASHES
        or exact_column_of(text.strip().rstrip(":："))
        or TOTAL.fullmatch(cell.folded)
        or is_placeholder(text)
        or two_levels(text)
    )
    return bool(known or level(text, None).category or level(None, text).subcategory)


def _texts(extract: Extract) -> Iterator[str]:
    yield from _strings(extract.heading)
    yield from (text for finding in extract.findings for text in _strings(finding))
    for project in extract.projects:
        yield from _strings(project)
        yield from project.headers
        yield from (text for text in project.more.values() if text)
        yield from (amount.printed for amount in project.amounts.values() if amount)
        for finding in project.findings:
            yield from _strings(finding)
            yield finding.cell.text if finding.cell else ""
        for indicator in project.indicators:
            # a row's source_text is the row: it says nothing of what was read
            yield from (text for text in indicator.more.values() if text)
            whole = indicator.span is None and isinstance(indicator.cell, Cell)
            yield from _strings(indicator, _OF_A_ROW if whole else None)


def _strings(
    record: Indicator | Project | Finding | Heading,
    texts: attrgetter[tuple[str | None, ...]] | None = None,
) -> list[str]:
    return [text for text in (texts or _TEXTS[type(record)])(record) if text is not None]
