"""Which tables hold targets, by what is published of them, by their words, or by going on with
one that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.crosscheck import signs
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import column_kind, has_words

Columns = set[tuple[int, int]]
"""First and last column of cells."""
_LINES_BETWEEN = 4
_KINDS = {"level", "name", "target"}
_NOWHERE = (-1, -1)
_OWN = ("name", "period", "annual", "actual")
_STATES = re.compile(r"[≥≧⩾≤≦⩽><=]\d|\d[%‰]|\d(?:万|亿)?[元人次个家户件套项场台亩份]")


@dataclass(frozen=True, slots=True)
class Target:
    """A table that holds targets, with the columns of its names, and for each of these the columns
    of what the rows publish that have their names there: two forms may share one grid.
    """

    part: Part
    names: Columns
    beside: dict[tuple[int, int], Columns]

    def columns(self, sites: Iterable[Site] = ()) -> Columns:
        """The columns of what is published, of rows with names where these have them; else all."""
        names = {(site.name.first, site.name.last) for site in sites if site.name is not None}
        near = [columns for name, columns in self.beside.items() if name in names]
        return set().union(*(near or self.beside.values()))

    def goes_on(self, part: Part) -> bool:
        """Whether a table may go on with it: as wide, and a few lines behind it. A sheet may be
        wider for what stands below, or end with its last text.
        """
        first = part.rows[0].filled if part.rows else []
        fits = bool(first) and first[-1].last < self.part.width
        fits = fits and (self.part.width <= part.width or first[0].source.sheet is not None)
        return fits and part.number - self.part.number <= _LINES_BETWEEN


def targets(parts: list[Part], known: Known) -> Iterator[tuple[Target, bool]]:
    """The tables that hold targets, each with whether it goes on with the one before."""
    before: Target | None = None
    for part in parts:
        if part.is_table:
            found = _target(part, known, before)
            if found is not None:
                yield found, before is not None and before.goes_on(part)
            before = found


def _target(part: Part, known: Known, before: Target | None) -> Target | None:
    if not _is_target(part, known, before):
        return None
    target = Target(part, set(), {})
    for row in part.rows:
        for site in known.by_row.get(row, ()):
            _note(target, row, site)
    if before is not None and before.goes_on(part):
        target.names.update(before.names)
        for name, columns in before.beside.items():
            target.beside.setdefault(name, set()).update(columns)
    return target


def _note(target: Target, row: Printed, site: Site) -> None:
    """Note the columns in which texts of a published row stand, each in a cell of its own."""
    texts = {site.claim.texts.get(field) for field in _OWN}
    columns = {(cell.first, cell.last) for cell in row.filled if cell.text in texts}
    name = site.claim.texts.get("name")
    target.names.update((cell.first, cell.last) for cell in row.filled if cell.text == name)
    at = (site.name.first, site.name.last) if site.name is not None else _NOWHERE
    target.beside.setdefault(at, set()).update(columns)


def _is_target(part: Part, known: Known, before: Target | None) -> bool:
    """Whether a table holds targets: rows came of it, or it prints levels and values, or it goes on
    with one that does.
    """
    if any(known.by_row.get(row) for row in part.rows):
        return True
    if _prints_targets(part):
        return True
    if before is None:
        return False
    named = before.goes_on(part) and any(is_named(row, before.names) for row in part.rows[:1])
    return named or any(has_levels(row) or states(row) for row in part.rows)


def _prints_targets(part: Part) -> bool:
    """Whether levels stand beside names and values, or beside names below their heads."""
    seconds = {cell.text for row in part.rows for cell in row.filled if cell.level > 1}
    if len(seconds) > 1 and any(states(row) for row in part.rows):
        return True
    if any(map(_is_whole, part.rows)) or _has_firsts(part) or _has_band(part):
        return True
    return bool(seconds) and (_is_headed(part) or (len(seconds) > 1 and _lacks_heads(part)))


def _is_whole(row: Printed) -> bool:
    """Whether a row prints a level 1, a level 2, a name beside them, and states something."""
    levels = {cell.level for cell in row.filled}
    return {1, 2} <= levels and _names_beside_level(row) and states(row)


def _has_firsts(part: Part) -> bool:
    """Whether two rows with different levels 1 print two names each, and state something: the
    levels 2 of a whole department are its own words.
    """
    rows = [row for row in part.rows if has_levels(row) and states(row)]
    firsts = {cell.text for row in rows for cell in row.filled if cell.level == 1}
    named = (sum(has_words(cell.text) and not cell.level for cell in row.filled) for row in rows)
    return len(firsts) > 1 and sum(count > 1 for count in named) > 1


def _has_band(part: Part) -> bool:
    """Whether a level 1 stands over rows with a level 2, a name beside it, and what they state:

    一、产出指标
    数量指标 | 营造林面积 | ≥2.1万亩
    """
    levels = ({cell.level for cell in row.filled} for row in part.rows)
    first = next((at for at, own in enumerate(levels) if 1 in own and 2 not in own), None)
    below = part.rows[first + 1 :] if first is not None else []
    return any(
        any(cell.level == 2 for cell in row.filled) and _names_beside_level(row) and states(row)
        for row in below
    )


def _is_headed(part: Part) -> bool:
    """Whether names and targets have heads, and a row of words stands beside a level below."""
    heads = [row.at for row in part.rows if heads_targets(row)]
    return any(map(_names_beside_level, part.rows[heads[0] + 1 :] if heads else ()))


def _lacks_heads(part: Part) -> bool:
    """Whether names stand beside levels and no head says what they are."""
    headed = any(row.is_heading for row in part.rows)
    return not headed and any(map(_names_beside_level, part.rows))


def _names_beside_level(row: Printed) -> bool:
    return has_levels(row) and any(has_words(cell.text) and not cell.level for cell in row.filled)


def heads_targets(row: Printed) -> bool:
    """Whether a row has the heads of levels, names and targets."""
    return row.is_heading and {column_kind(cell.text) for cell in row.filled} >= _KINDS


def is_named(row: Printed, names: Columns) -> bool:
    """Whether words stand in a column of names."""
    return any((cell.first, cell.last) in names and has_words(cell.text) for cell in row.filled)


def has_levels(row: Printed) -> bool:
    """Whether a level stands in the row or beside it."""
    return any(cell.level for cell in row.filled)


def states(row: Printed) -> bool:
    """Whether the row prints a sign, or a number with its unit."""
    return any(signs.only_sign(cell.text) or _STATES.search(cell.text) for cell in row.filled)
