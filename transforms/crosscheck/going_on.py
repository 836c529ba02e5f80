"""Rows behind a cut that go on with a published row: they print its name once more, or none."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import chain

from transforms.crosscheck.printed import Part, Printed, Text, in_columns
from transforms.crosscheck.site import Site, tables


def note_rows(sites: Sequence[Site], parts: list[Part]) -> None:
    """Note with each published row those that go on with it."""
    claimed = {site.row for site in sites if site.row is not None}
    for site in sites:
        site.more = list(_going_on(site, parts, claimed))


def _going_on(site: Site, parts: list[Part], claimed: set[Printed]) -> Iterator[Printed]:
    """The rows that print the same name behind a cut, in the same grid or at the beginning of the
    next table (there the name may be blank), and are no other claim's.
    """
    row, name = site.row, site.name
    if row is None or name is None or name.text != site.claim.texts.get("name"):
        return
    rows = row.part.rows
    at = bisect(rows, name.bottom, key=lambda one: one.index)
    beyond = tables(parts, row.part.number, 1, 1) if at == len(rows) else []
    below = (rows[number] for number in range(at, len(rows)))
    for other in chain(below, (one for part in beyond for one in part.rows)):
        if other.is_heading or len(other.filled) == 1:
            continue
        if other in claimed or not _has_name(other, name, blank=bool(beyond)):
            return
        yield other


def _has_name(row: Printed, name: Text, *, blank: bool) -> bool:
    """Whether a row has this name in its column; ``blank``: or none, and no level of its own."""
    own = in_columns(row, name)
    if own or not blank:
        return bool(own) and all(one.text == name.text for one in own)
    return not any(one.level and one.top == row.index for one in row.filled)
