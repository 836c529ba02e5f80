"""Is what is printed published: each row of targets, each word of a row that is published?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from transforms.crosscheck import signs
from transforms.crosscheck.claims import Doubt
from transforms.crosscheck.forms import names_form
from transforms.crosscheck.known import Known
from transforms.crosscheck.lone_values import (
    VALUE,
    are_valued,
    is_aside,
    is_value,
    lone_columns,
    running_columns,
)
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.printed_amounts import is_of_sums
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
    begun, running = False, running_columns(target.part)
    lone = lone_columns(target.part, known, running)
    own = any(known.by_row.get(row) for row in target.part.rows)
    for row in target.part.rows:
        sites = known.rows_of(row)
        begun = begun and not (names_form(row) and not sites)  # the next form of one grid
        begun = begun or bool(sites) or has_levels(row) or heads_targets(row)
        begun = begun or _begins(row, target, goes_on) or (not own and is_named(row, target.names))
        if not begun or row.is_heading:
            continue
        if not sites:
            yield from _lost(row, target, known, whole=not own)
        elif not all(site.claim.settled for site in sites):
            yield from _left(row, sites, target, known, (running, lone))


def _begins(row: Printed, target: Target, goes_on: bool) -> bool:
    """Whether a table that goes on begins with a row of targets: a name and a value, no level."""
    return goes_on and row.at == 0 and is_named(row, target.names) and states(row)


def _lost(row: Printed, target: Target, known: Known, *, whole: bool) -> Iterator[Doubt]:
    """A row of targets that is published nowhere. Beside a level only an error tells of it, and
    where the ``whole`` table gives no row; else it may be a row of the project's own block, of
    which a warning tells enough.
    """
    if not (is_named(row, target.names) or has_levels(row) or states(row)) or is_of_sums(row):
        return
    targeted = is_named(row, target.names) and states(row)
    for cell in _words(row):
        said = known.is_said(cell, row.part) and not (has_levels(row) and _is_own(cell, target))
        errors = has_levels(row) or (whole and targeted)
        told = said or known.is_told(row, cell, errors=errors, notes=not targeted)
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
    row: Printed,
    sites: list[Site],
    target: Target,
    known: Known,
    columns: tuple[Columns, Columns],
) -> Iterator[Doubt]:
    """Cells of a published row that are not published with it; ``columns``: those that count the
    rows, and those that hold the values of rows which are published without one.
    """
    running, lone = columns
    numbers, again = tuple(site.claim.number for site in sites), False
    valued = are_valued(sites)
    for cell in _others(row, sites, running):
        alone = _is_bare(row, cell) if valued else _is_alone(cell, lone)
        counts = alone or _counts(cell)
        if not counts or _is_published(cell, known, lone if alone else set()):
            continue
        said = known.is_said(cell, row.part) and not _is_own(cell, target, sites)
        # a warning is not enough for the value of a row that is published without one, nor for
        # one that nothing is printed over: it may be the target, and what is published not
        if not said and not known.is_told(row, cell, errors=alone):
            yield _doubt(row, "printed_not_read", cell.text, numbers, again=again)
            again = True
    if len(sites) == 1:
        yield from _fewer(row, sites[0], again=again)


def _others(row: Printed, sites: list[Site], running: Columns) -> list[Text]:
    """The cells of a row that none of its indicators has as they stand, nor as points."""
    texts = frozenset().union(*(site.texts for site in sites))
    cells = (cell for cell in row.filled if cell.text not in texts)
    return [cell for cell in cells if not is_aside(cell, row, sites, running)]


def _is_bare(row: Printed, cell: Text) -> bool:
    """Whether a target stands below no head."""
    return bool(VALUE.fullmatch(cell.text)) and not _is_headed(row, cell)


def _is_alone(cell: Text, lone: Columns) -> bool:
    return is_value(cell) or (cell.first, cell.last) in lone


def _is_published(cell: Text, known: Known, lone: Columns) -> bool:
    """Whether a cell is published; in a column of values a remark that has it does not count."""
    return (cell.first, cell.last) not in lone and known.is_published(cell)


def _fewer(row: Printed, site: Site, *, again: bool) -> Iterator[Doubt]:
    """A text that the row prints in more cells than are published."""
    printed = Counter(cell.text for cell in row.filled if _DIGIT.search(cell.text))
    texts = list(site.claim.texts.values())
    for text, count in printed.items():
        if count > 1 and sum(text in other for other in texts) < count:
            yield _doubt(row, "printed_not_read", text, (site.claim.number,), again=again)
            again = True


def _is_headed(row: Printed, cell: Text) -> bool:
    """Whether a head stands over the cell, in a row above."""
    heads = (head for above in row.part.rows[: row.at] if above.is_heading for head in above.filled)
    return any(head.first <= cell.last and head.last >= cell.first for head in heads)


def _counts(cell: Text) -> bool:
    # whether the sign in words was read is asked elsewhere
    worded = has_words(cell.text) and not cell.is_header and not signs.only_sign(cell.text)
    return worded or bool(VALUE.fullmatch(cell.text))


def _doubt(
    row: Printed, rule: str, what: str, claims: tuple[int, ...], *, again: bool = False
) -> Doubt:
    printed = "\t".join(cell.source.text for cell in row.filled)
    return Doubt(rule, what, row.filled[0].source, printed, claims, again=again)
