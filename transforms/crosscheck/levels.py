"""Does the level of a row stand beside it, or above it and nearest of its kind?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.crosscheck.heads import Why
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import is_level

_KINDS = {"category": 1, "subcategory": 2}
_NARROW = 3  # columns: a wider cell is no cell of levels


def contradicted(site: Site, row: Printed, parts: list[Part], names: Sequence[Text] = ()) -> Why:
    """A level that is not printed there, or one of the other kind. ``names``: those of all
    published rows that are printed in this one.
    """
    texts = site.claim.texts
    if _exchanged(site, row):
        yield "level_not_printed", f"{texts['category']} / {texts['subcategory']}"
    for cell in row.filled:
        own = any(cell.text in text or text in cell.text for text in site.texts)
        if cell.level and not own and not _is_of_other(cell, site, names):
            yield "level_not_printed", cell.text
    if not any(map(texts.get, _KINDS)) and _has_levels(row.part):
        yield "level_not_printed", "no level"
    for field in _KINDS:
        text = texts.get(field)
        if text and (printed := _contradiction(text, site, row, parts)) is not None:
            yield "level_not_printed", f"{field}: {text}" + (f" ({printed})" if printed else "")


def _is_of_other(cell: Text, site: Site, names: Sequence[Text]) -> bool:
    """Whether a cell stands right before the name of another form's row, which is printed beside
    this one: a level is of the first name behind it.
    """
    behind = [name for name in names if name.first > cell.last]
    return bool(behind) and min(behind, key=lambda name: name.first) is not site.name


def _exchanged(site: Site, row: Printed) -> bool:
    """Whether the second level is one of the first by its words, or stands before the first and its
    words do not say that it is the second.
    """
    first, second = (site.claim.texts.get(field, "") for field in _KINDS)
    if not first or not second:
        return False
    columns = [{cell.first for cell in row.filled if cell.text == text} for text in (first, second)]
    clear = is_level(first) != 2 and is_level(second) == 2
    behind = not clear and all(columns) and min(columns[0]) > max(columns[1])
    return behind or (is_level(first) in (2, 3) and is_level(second) == 1)


def _has_levels(part: Part) -> bool:
    """Whether a table prints levels: a row without one is none of its indicators."""
    return (
        sum(cell.level > 0 for row in part.rows for cell in row.filled if cell.top == row.index) > 1
    )


def _contradiction(text: str, site: Site, row: Printed, parts: list[Part]) -> str | None:
    """What is printed instead, '' if nothing is; None if the level stands where it should."""
    if any(text in cell.text for cell in row.filled) or _is_cut(text, row, parts):
        return None
    kind = is_level(text)
    if kind in (1, 2):
        for cell in row.filled:
            if cell.level == kind:
                return cell.text
    if any(text in cell.text for cell in site.cells):
        return None
    return _nearest(text, kind, site, row, parts)


def _is_cut(text: str, row: Printed, parts: list[Part]) -> bool:
    """Whether a page's end cuts the level: the row has one end of it, and the table before, or the
    next one, the other.
    """
    tables = [part for part in parts if part.is_table]
    at = tables.index(row.part) if row.part in tables else 0
    before = [cell.text for part in tables[max(at - 1, 0) : at] for cell in part.rows[-1].filled]
    behind = [cell.text for part in tables[at + 1 : at + 2] for cell in part.rows[0].filled]
    own = [cell.text for cell in row.filled if 0 < len(cell.text) < len(text)]
    return any(text.endswith(one) and text[: -len(one)] in before for one in own) or any(
        text.startswith(one) and text[len(one) :] in behind for one in own
    )


def _nearest(text: str, kind: int, site: Site, row: Printed, parts: list[Part]) -> str | None:
    """Goes up from the row to the first level of that kind."""
    for above in _above(row, parts):
        holding = [cell for cell in above.filled if text in cell.text or _part_of(cell, text)]
        if holding:
            return _instead(holding, site, row) if above.part is row.part else None
        if kind in (1, 2) and (nearer := _levels(above, kind)):
            return nearer[0]
    return ""


def _levels(row: Printed, kind: int) -> list[str]:
    """The levels of a kind that a row of a table prints; none in a row of heads."""
    if not row.part.is_table or row.is_heading:
        return []
    return [cell.text for cell in row.filled if cell.level == kind]


def _part_of(cell: Text, text: str) -> bool:
    """A level of two cells is published as one text."""
    return bool(cell.level) and cell.text in text


def _above(row: Printed, parts: list[Part]) -> Iterator[Printed]:
    yield from reversed(row.part.rows[: row.at])
    for part in reversed(parts[: row.part.number]):
        yield from reversed(part.rows)


def _instead(holding: list[Text], site: Site, row: Printed) -> str | None:
    """What the row itself prints in the columns of a level that stands above it."""
    for level in holding:
        for cell in row.filled:
            beside = cell.first <= level.last and cell.last >= level.first
            own = cell.top > level.bottom and cell.last - cell.first < _NARROW
            if beside and own and cell is not site.name and cell.text not in site.texts:
                return cell.text
    return None
