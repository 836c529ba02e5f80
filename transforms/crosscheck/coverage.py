"""Is what is printed published: each row of targets, each word of a row that is published?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from transforms.crosscheck import signs
from transforms.crosscheck.amounts import is_of_sums
from transforms.crosscheck.claims import Doubt
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.targets import (
    Columns,
    Target,
    has_levels,
    heads_targets,
    is_named,
    states,
)
from transforms.crosscheck.words import has_words

_DIGIT = re.compile(r"\d\D")
# a number with a sign or a unit
_VALUE = re.compile(r"[≥≧⩾≤≦⩽><=].*\d.*|.*\d[%‰].*|\d[\d.,]*(?!分$)[^\W\d_][^\d]*")

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TARGETS = {"annual", "period", "actual", "place"}


def doubts(targets: Iterable[tuple[Target, bool]], known: Known) -> Iterator[Doubt]:
    """One doubt for each printed row of targets, or part of one, that is published nowhere."""
    last: Part | None = None
    for target, goes_on in targets:
        yield from _cut(target.part, last, known)
        yield from _whole(target.part, list(_unread(target, known, goes_on=goes_on)), known)
        last = target.part


def _whole(part: Part, doubts: list[Doubt], known: Known) -> list[Doubt]:
    """Of a table of which no row is published one doubt, which quotes all that it prints."""
    if not doubts or any(known.by_row.get(row) for row in part.rows):
        return doubts
    lines = ("\t".join(cell.source.text for cell in row.filled) for row in part.rows)
    first = doubts[0]
    return [Doubt(first.rule, first.message, first.at, "\n".join(lines), first.claims)]


def _cut(part: Part, last: Part | None, known: Known) -> Iterator[Doubt]:
    """A table that begins with the rest of a cell: a name, or the end of one, and nothing else.

    Where the rest was not put to the row before, both are doubtful.
    """
    row = next((row for row in part.rows if not row.is_heading), None)
    if row is None or last is None or last.width != part.width or not last.rows:
        return
    above = last.rows[-1]
    cell = _only_cell(row, above)
    if cell is None or cell.text in known.said:
        return
    others = [site for site in known.sites_of(cell) if site.row is not row]
    sites = [*known.rows_of(row), *known.by_row.get(above, ())]
    numbers = dict.fromkeys(site.claim.number for site in sites if not site.claim.settled)
    if numbers and not known.is_published(cell, others):
        yield _doubt(row, "printed_not_read", cell.text, tuple(numbers))


def _only_cell(row: Printed, above: Printed) -> Text | None:
    """The one cell of words of a row, beside levels, if a cell of the row above is as wide."""
    own = [cell for cell in row.filled if not cell.level]
    columns = {(cell.first, cell.last) for cell in above.filled}
    if len(own) == 1 and own[0].first and _may_end(own[0].text):
        return own[0] if (own[0].first, own[0].last) in columns else None
    return None


def _may_end(text: str) -> bool:
    """Whether a text may be the end of another one: words, or a unit alone."""
    return has_words(text) or not any(one.isdigit() for one in text)


def _unread(target: Target, known: Known, *, goes_on: bool) -> Iterator[Doubt]:
    """What the rows of a table print. Rows above the first level, or the heads, are
    those of the project.
    """
    begun, running = False, _running(target.part)
    own = any(known.by_row.get(row) for row in target.part.rows)
    columns = {at for row in target.part.rows for at in _values(row, known)}
    for row in target.part.rows:
        sites = known.rows_of(row)
        begun = begun or bool(sites) or has_levels(row) or heads_targets(row)
        begun = begun or _begins(row, target, goes_on) or (not own and is_named(row, target.names))
        if not begun or row.is_heading:
            continue
        if not sites:
            yield from _lost(row, target, known)
        elif not all(site.claim.settled for site in sites):
            yield from _left(row, sites, target, known, running)
            yield from _beside_values(row, sites, columns, known)


def _begins(row: Printed, target: Target, goes_on: bool) -> bool:
    """Whether a table that goes on begins with a row of targets: a name and a value, no level."""
    return goes_on and row.at == 0 and is_named(row, target.names) and states(row)


def _lost(row: Printed, target: Target, known: Known) -> Iterator[Doubt]:
    """A row of targets that is published nowhere. Beside a level only an error tells of it; without
    one it may be a row of the project's own block, of which a warning tells enough.
    """
    if not (is_named(row, target.names) or has_levels(row) or states(row)) or is_of_sums(row):
        return
    targeted = is_named(row, target.names) and states(row)
    for cell in _words(row):
        said = known.is_said(cell.text) and not (has_levels(row) and _is_own(cell, target))
        told = said or known.is_told(row, cell, errors=has_levels(row), notes=not targeted)
        if not told and not known.is_published(cell):
            yield _doubt(row, "printed_not_read", cell.text, ())
            return


def _is_own(cell: Text, target: Target, sites: Sequence[Site] = ()) -> bool:
    """Whether names and values of indicators stand in the cell's columns."""
    return (cell.first, cell.last) in target.columns(sites)


def _words(row: Printed) -> list[Text]:
    """The cells that may hold a name. A name may be that of a level: 服务对象满意度."""
    words = [cell for cell in row.filled if has_words(cell.text) and not cell.is_header]
    if len(words) < len(row.filled) and all(cell.level or cell.text == "小计" for cell in words):
        words = [cell for cell in words if cell.level]  # points of a level added up
    names = [cell for cell in words if not cell.level]
    last = words[-1:] if states(row) and words and words[-1].level else []
    return names + last


def _left(
    row: Printed, sites: list[Site], target: Target, known: Known, running: Columns
) -> Iterator[Doubt]:
    """Cells of a published row that are not published with it; ``running``: columns that count the
    rows.
    """
    numbers, again = tuple(site.claim.number for site in sites), False
    texts = frozenset().union(*(site.texts for site in sites))
    valued = _is_valued(sites)
    for cell in row.filled:
        counts_rows = (cell.first, cell.last) in running and _is_before_names(cell, sites)
        points = _is_points(cell, row, sites)
        alone = not valued and _is_value(cell) and not (counts_rows or points)
        alone = alone or (bool(_VALUE.fullmatch(cell.text)) and not _is_headed(row, cell))
        counts = alone or _counts(cell)
        share = points and cell.text.endswith("%")
        if cell.text in texts or share or not counts or known.is_published(cell):
            continue
        said = known.is_said(cell.text) and not _is_own(cell, target, sites)
        # a warning is not enough for the value of a row that is published without one, nor for
        # one that nothing is printed over: it may be the target, and what is published not
        if not said and not known.is_told(row, cell, errors=alone):
            yield _doubt(row, "printed_not_read", cell.text, numbers, again=again)
            again = True
    if len(sites) == 1:
        yield from _fewer(row, sites[0], again=again)


def _is_valued(sites: list[Site]) -> bool:
    return any(_TARGETS & site.claim.texts.keys() for site in sites)


def _values(row: Printed, known: Known) -> Iterator[tuple[int, int]]:
    """The columns of values that a row prints and that are not published with it."""
    sites = known.rows_of(row)
    if sites and not _is_valued(sites):
        for cell in row.filled:
            if _is_value(cell) and not _is_points(cell, row, sites):
                yield from () if known.is_published(cell) else ((cell.first, cell.last),)


def _beside_values(
    row: Printed, sites: list[Site], columns: set[tuple[int, int]], known: Known
) -> Iterator[Doubt]:
    """Words of a row without a value, in a column in which other rows print values that are not
    published: they are one too, whatever they are published as.
    """
    cells = () if _is_valued(sites) else row.filled
    for cell in cells:
        is_one = (cell.first, cell.last) in columns and has_words(cell.text)
        if is_one and not _is_value(cell) and not known.is_told(row, cell, errors=True):
            numbers = tuple(site.claim.number for site in sites)
            yield _doubt(row, "printed_not_read", cell.text, numbers)


def _fewer(row: Printed, site: Site, *, again: bool) -> Iterator[Doubt]:
    """A text that the row prints in more cells than are published."""
    printed = Counter(cell.text for cell in row.filled if _DIGIT.search(cell.text))
    texts = list(site.claim.texts.values())
    for text, count in printed.items():
        if count > 1 and sum(text in other for other in texts) < count:
            yield _doubt(row, "printed_not_read", text, (site.claim.number,), again=again)
            again = True


def _is_value(cell: Text) -> bool:
    return bool(_VALUE.fullmatch(cell.text) or _NUMBER.fullmatch(cell.text))


def _is_headed(row: Printed, cell: Text) -> bool:
    """Whether a head stands over the cell, in a row above."""
    heads = (head for above in row.part.rows[: row.at] if above.is_heading for head in above.filled)
    return any(head.first <= cell.last and head.last >= cell.first for head in heads)


def _is_points(cell: Text, row: Printed, sites: list[Site]) -> bool:
    """Whether a number, or a share of the points (10%), stands in the row as often as it is
    published as points or score.
    """
    text = cell.text.rstrip("%")
    if not _NUMBER.fullmatch(text):
        return False
    number = float(text.replace(",", ""))
    known = [one for site in sites for one in (site.claim.points, site.claim.score)]
    return known.count(number) >= sum(other.text.rstrip("%") == text for other in row.filled)


def _running(part: Part) -> Columns:
    """The columns that count the rows: 1, 2, 3."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in part.rows:
        for cell in row.filled:
            if cell.top == row.index and cell.text.isdecimal():
                found[cell.first, cell.last].append(cell.text)
    return {
        column
        for column, numbers in found.items()
        if len(numbers) > 1 and numbers == [str(at) for at in range(1, len(numbers) + 1)]
    }


def _is_before_names(cell: Text, sites: list[Site]) -> bool:
    return all(cell.last < site.name.first for site in sites if site.name is not None)


def _counts(cell: Text) -> bool:
    # whether the sign in words was read is asked elsewhere
    worded = has_words(cell.text) and not cell.is_header and not signs.only_sign(cell.text)
    return worded or bool(_VALUE.fullmatch(cell.text))


def _doubt(
    row: Printed, rule: str, what: str, claims: tuple[int, ...], *, again: bool = False
) -> Doubt:
    printed = "\t".join(cell.source.text for cell in row.filled)
    return Doubt(rule, what, row.filled[0].source, printed, claims, again=again)
