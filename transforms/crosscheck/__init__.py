"""An account of each document that does not trust the reader: what is printed, is it published?

It sees the cells and lines of the document and the rows that came of them, and nothing of what lies
between: no joining, no layout, no grammar of values, whose assumptions it tests.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from transforms.crosscheck import amounts, coherence, coverage, forms, prose, running
from transforms.crosscheck.claims import Claim, Doubt, Money, Told
from transforms.crosscheck.going_on import note_rows
from transforms.crosscheck.heads import Heads
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Place, Printed, parts_of
from transforms.crosscheck.site import located
from transforms.crosscheck.targets import targets as target_tables
from transforms.document import Document

__all__ = ["Claim", "Doubt", "Money", "Told", "check"]


def check(
    document: Document,
    claims: Sequence[Claim],
    told: Iterable[Told],
    said: Iterable[str],
    money: Iterable[Money] = (),
) -> list[Doubt]:
    """What does not agree. ``told``: texts of findings with their places; ``said``: other published
    texts of the document (goals, titles, remarks);
    ``money``: the amounts of its projects.
    """
    parts = parts_of(document)
    rows: dict[Place, list[Printed]] = defaultdict(list)
    for part in parts:
        for row in part.rows:
            rows[row.place].append(row)
    sites = located(claims, rows, parts)
    note_rows(sites, parts)
    known, heads = Known(sites, told, said, parts), Heads(parts, sites)
    targets = list(target_tables(parts, known))
    tables = [target for target, _ in targets]
    return [
        *coherence.doubts(sites, parts, heads),
        *coverage.doubts(targets, known),
        *running.doubts(sites, parts, known.told),
        *forms.doubts(tables, parts, known),
        *prose.doubts(parts, known),
        *amounts.doubts(tables, known, heads, money, parts),
    ]
