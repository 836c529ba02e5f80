"""Which tables are held back because the characters of a page or sheet do not add up."""

from __future__ import annotations

from collections.abc import Iterable

from transforms.document import Cell, Line, Unaccounted
from transforms.records import Finding, Section

RULE = "characters_unaccounted"
_NEVER = 1 << 30  # behind every page


def doubts(records: Iterable[Unaccounted], sections: list[Section]) -> list[list[Finding]]:
    """The findings of each section: a list as long as ``sections``."""
    raised: list[list[Finding]] = [[] for _ in sections]
    for record in records:
        for number in _touched(record, sections):
            raised[number].append(_finding(record, sections[number]))
    return raised


def _finding(record: Unaccounted, section: Section) -> Finding:
    """The finding, at the first cell or line of the section that stands on the page or sheet."""
    body = _body(section)
    fitting = (one for one in body if (one.page, one.sheet) == (record.page, record.sheet))
    place = next(fitting, body[0] if body else None)
    return Finding(RULE, record.message, cell=place, source_text="")


def _body(section: Section) -> list[Cell] | list[Line]:
    """What the rows are read from: the table, or the lines where there is none."""
    return list(section.table.cells()) if section.table else list(section.above)


def _touched(record: Unaccounted, sections: list[Section]) -> list[int]:
    """The numbers of the sections whose rows may lack something."""
    if record.page is not None:
        return _on_page(record.page, sections)
    return [
        number
        for number, section in enumerate(sections)
        if record.sheet in (None, *(one.sheet for one in _body(section)))
    ]


def _on_page(page: int, sections: list[Section]) -> list[int]:
    """The sections that stand on a page, or come to it with a row that begins before.

    If there is none, what stands there belongs to the table before or is the heading of the next.
    """
    spans = [_span(section) for section in sections]
    hit = {number for number, (first, last) in enumerate(spans) if first <= page <= last}
    before = [number for number, (first, _) in enumerate(spans) if first <= page][-1:]
    behind = [number for number, (first, _) in enumerate(spans) if first > page][:1]
    cut = [
        number
        for number, (first, last) in enumerate(spans)
        if first <= page and last == page - 1 and _runs_on(sections[number], last)
    ]
    return sorted(hit | set(cut)) or before + behind


def _span(section: Section) -> tuple[int, int]:
    """First and last page; a section without pages stands behind them all."""
    pages = [one.page for one in _body(section) if one.page is not None]
    return min(pages, default=_NEVER), max(pages, default=_NEVER)


def _runs_on(section: Section, last: int) -> bool:
    """Whether a cell of the last page was put together with its rest on the next."""
    return any(
        isinstance(one, Cell) and one.page == last and "page_break" in one.repaired
        for one in _body(section)
    )
