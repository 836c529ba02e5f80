"""Money of the project's block: what is printed is published, and what is published is printed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from transforms.crosscheck.claims import Doubt, Money
from transforms.crosscheck.heads import Heads
from transforms.crosscheck.known import Known
from transforms.crosscheck.printed import Part, Printed
from transforms.crosscheck.printed_amounts import AMOUNT, Amount, amounts_in, is_of_sums
from transforms.crosscheck.targets import Target

_FACTORS = tuple(map(Decimal, ("1", "0.0001", "10000", "0.1")))
_TOTALS = {"total", "period_total", "budget_adjusted", "executed"}
_PARTS = ("fiscal_appropriation", "special_account", "other_funds")


def doubts(
    targets: list[Target], known: Known, heads: Heads, money: Iterable[Money], parts: list[Part]
) -> Iterator[Doubt]:
    """One doubt for each amount that is printed or published, and not the other."""
    of_projects: dict[int, list[Money]] = {}
    for one in money:
        of_projects.setdefault(one.project, []).append(one)
    owners, printed = _Owners(known), set[Decimal]()
    for row, amounts in amounts_in(targets, heads, known, parts, sentences=not of_projects):
        printed.update(one.number for one in amounts)
        at = owners.of(row) or of_projects.keys()
        own = [one for project in at for one in of_projects.get(project, ())]
        if not _adds_up_all(row, amounts, of_projects):
            yield from _unread(row, amounts, own, known)
    yield from _unprinted(of_projects, printed, parts)


def _adds_up_all(row: Printed, amounts: list[Amount], of_projects: dict[int, list[Money]]) -> bool:
    """Whether a row holds the sum of all projects: 丰都县残联合计 | 90."""
    totals = [one.value for own in of_projects.values() for one in own if one.field == "total"]
    whole = sum(totals, Decimal(0))
    alone = len(totals) > 1 and len(amounts) == 1 and is_of_sums(row)
    return alone and _same(amounts[0].number, whole)


def _unread(row: Printed, amounts: list[Amount], own: list[Money], known: Known) -> Iterator[Doubt]:
    """One doubt for each amount that is not published, and not told as often as it is missing."""
    missing = Counter(one.text for one in amounts if _is_missing(one, amounts, own))
    for one in amounts:
        if _times_told(row, one, known) < missing.pop(one.text, 0):
            yield Doubt("amount_not_read", one.text, one.cell.source, _text(row))


class _Owners:
    """The projects to which the amounts of a row may belong: those of its own indicators, else of
    the next ones below and of the last ones above.
    """

    def __init__(self, known: Known) -> None:
        # several in a row where forms stand side by side
        found = {
            (row.part.number, row.at): {site.claim.project for site in sites}
            for row, sites in known.by_row.items()
            if sites
        }
        self._places = sorted(found)
        self._projects = [found[place] for place in self._places]

    def of(self, row: Printed) -> set[int]:
        """Their numbers."""
        at = bisect_left(self._places, (row.part.number, row.at))
        if at < len(self._places) and self._places[at] == (row.part.number, row.at):
            return self._projects[at]
        return set().union(*self._projects[max(at - 1, 0) : at + 1])


def _times_told(row: Printed, amount: Amount, known: Known) -> int:
    """How often findings quote an amount: alone, or with its name or its row."""
    name, text = amount.name, amount.cell.text
    here = [one.text.partition("\n") for one in known.at.get(row.place, ())]
    times = sum(
        quoted.count(text)
        for quoted, _, found in here
        if not found or text in found or name == found
    )
    everywhere = (one for one in known.told if one.everywhere and one.error)
    return times or sum(one.text.count(name + text) for one in everywhere)


def _text(row: Printed) -> str:
    return "\t".join(cell.source.text for cell in row.filled)


def _is_missing(one: Amount, beside: list[Amount], own: list[Money]) -> bool:
    """Whether the project has an amount not, under a field that its name can mean, or not as often
    as it stands beside the name.
    """
    if not (one.label or one.number):
        return False
    fields = _TOTALS if one.label == "total" else {one.label}
    known = [other.value for other in own if not one.label or other.field in fields]
    fitting = sum(_same(one.number, value) for value in known)
    printed = sum(other.number == one.number for other in beside)
    return fitting < (printed if one.label in ("total", "") else 1)


def _same(printed: Decimal, published: Decimal) -> bool:
    return any(printed * factor == published for factor in _FACTORS)


def _unprinted(
    of_projects: dict[int, list[Money]], printed: set[Decimal], parts: list[Part]
) -> Iterator[Doubt]:
    """Amounts that no cell prints, and that are no sum of what the project has; ``printed``: those
    of the tables.
    """
    open_ones = [
        one
        for own in of_projects.values()
        for one in own
        if not (_is_sum_of(one, own) or _is_among(one, printed))
    ]
    every = set(_numbers(parts)) if open_ones else set()
    for one in open_ones:
        if not _is_among(one, every):
            yield Doubt("amount_not_printed", f"{one.field}: {one.value:f}", None, "", money=one)


def _is_sum_of(money: Money, own: list[Money]) -> bool:
    parts = (one.value for one in own if one.field in _PARTS)
    return money.field == "total" and money.value == sum(parts, Decimal(0))


def _is_among(money: Money, numbers: set[Decimal]) -> bool:
    return any(money.value / factor in numbers for factor in _FACTORS)


def _numbers(parts: Iterable[Part]) -> Iterator[Decimal]:
    for part in parts:
        for row in part.rows:
            for cell in row.filled:
                yield from (Decimal(one.replace(",", "")) for one in AMOUNT.findall(cell.text))
