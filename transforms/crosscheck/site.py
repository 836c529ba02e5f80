"""Where a published row stands on the page, found from its address and its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from transforms.crosscheck.claims import Claim
from transforms.crosscheck.printed import Part, Place, Printed, Text, in_columns
from transforms.crosscheck.words import has_word

_CORE = ("name", "annual", "period", "actual")
_WHOLE = (*_CORE, "deviation", "explanation")
_PARTS = 2  # tables into which a long cell may go on
_MANY = 10  # more characters than the name: a cell of several indicators
_BEGIN = 6
_LONG = 30  # more characters than a cell of one field
HEAD = 12  # a repeated head may stand before the rest, in the same cell
_REACH = 4  # rows behind a cut that may hold the rest of a cell


@dataclass(slots=True, eq=False)
class Site:
    """One claim with the printed row that it leads to, and all cells that may belong to it."""

    claim: Claim
    row: Printed | None
    own: list[Text] = field(default_factory=list)  # of the row, and of those that its name covers
    before: list[Text] = field(default_factory=list)  # at the end of the part before, at a cut
    behind: list[Text] = field(default_factory=list)  # at the beginning of the next parts
    name: Text | None = None  # the cell that holds the name
    span: Text | None = None  # the cell of which the row was read from a part
    texts: frozenset[str] = frozenset()  # of the claim
    twin: Printed | None = None  # the row that prints its other target: of the term, or of the year
    more: list[Printed] = field(default_factory=list)  # rows behind a cut that go on with its name

    @property
    def rows(self) -> list[Printed]:
        """The rows that print it."""
        named = (row for row in self.more if self.name and in_columns(row, self.name))
        return [row for row in (self.row, self.twin, *named) if row is not None]

    @property
    def beyond(self) -> list[Text]:
        """The cells at the other side of a cut: a cell may begin on one page, end on the next."""
        return self.before + self.behind

    @property
    def cells(self) -> list[Text]:
        """All of them."""
        return self.own + self.beyond if self.beyond else self.own


def located(
    claims: Sequence[Claim], rows: Mapping[Place, list[Printed]], parts: list[Part]
) -> list[Site]:
    """Each claim with the row at its address that prints most of it.

    Several tables may have a row of that number: the first one that fits as well counts that stands
    behind the row of the claim before and is not taken yet.
    """
    found: list[Site] = []
    taken: set[tuple[Printed, str]] = set()
    last = 0
    for claim in claims:
        sites = [_site(claim, row, parts) for row in rows.get(claim.place, ())]
        best = sites[0] if sites else Site(claim, None)
        name = claim.texts.get("name", "")
        if len(sites) > 1:
            ranks = [_rank(site, last, taken, name) for site in sites]
            best = sites[ranks.index(max(ranks))]
        if best.row is not None:
            taken.add((best.row, name))
            last = best.row.part.number
        _find_twin(best, parts)
        found.append(best)
    return found


def _find_twin(site: Site, parts: list[Part]) -> None:
    """A form may print the targets of the term and those of the year in rows of their own."""
    name, row = site.claim.texts.get("name"), site.row
    if row is None or not name:
        return
    for text, number in _lacking(site, row):
        site.twin = _row_with({name, text}, row, parts[row.part.number : number])
    if site.twin is not None:
        site.own = [*site.own, *site.twin.filled]


def _row_with(texts: set[str], besides: Printed, parts: list[Part]) -> Printed | None:
    """The first row of a table that has cells of these texts."""
    rows = (row for part in parts if part.is_table for row in part.rows)
    return next((row for row in rows if row is not besides and texts <= row.texts), None)


def _lacking(site: Site, row: Printed) -> list[tuple[str, int | None]]:
    """The one target that the row does not print, and the number of the part up to which it may
    stand. Two equal ones of which the row prints one stand in the same part.
    """
    period, annual = (site.claim.texts.get(field) for field in ("period", "annual"))
    absent = [text for text in (period, annual) if text and rest(text, site)]
    if len(absent) == 1:
        return [(absent[0], None)]
    if absent or not annual or annual != period:
        return []
    printed = sum(cell.text == annual for cell in row.filled)
    return [(annual, row.part.number + 1)] if printed == 1 else []


def _rank(
    site: Site, last: int, taken: set[tuple[Printed, str]], name: str
) -> tuple[bool, int, bool, bool, bool, int]:
    assert site.row is not None
    number, texts = site.row.part.number, (site.claim.texts.get(one) for one in _CORE)
    fitting = sum(not rest(text, site) for text in texts if text)
    free = (site.row, name) not in taken
    named = site.name is not None
    # 维护设备数量及台账 of another form holds 维护设备数量
    exact = site.name is not None and site.name.text == name
    return named, fitting, free, exact, number >= last, -number


def _site(claim: Claim, row: Printed, parts: list[Part]) -> Site:
    name = _name(claim, row)
    own = row.filled
    if name is not None and name.bottom > name.top:
        covered = (other for other in row.part.rows if name.top <= other.index <= name.bottom)
        own = list(dict.fromkeys(cell for other in (row, *covered) for cell in other.filled))
    site = Site(claim, row, own, name=name, texts=frozenset(claim.texts.values()))
    if name is not None and name.text == claim.texts.get("name") and _is_whole(claim, own):
        return site
    _find_span(site, parts)
    return site


def _find_span(site: Site, parts: list[Part]) -> None:
    """The cell of which the row was read from a part, and what stands beyond a cut."""
    claim, own, name, row = site.claim, site.own, site.name, site.row
    assert row is not None
    longer = (cell for cell in own if len(cell.text) > _MANY)
    site.span = next((cell for cell in longer if _begins(claim.source, cell.text)), None)
    long = name is not None and len(name.text) - len(claim.texts.get("name", "")) > _MANY
    by_source = site.span is not None or long
    if not (_stands(claim.source, own) if by_source else _is_whole(claim, own)):
        site.before, site.behind = _before(row, parts), _behind(row, parts)
        if site.span is None:
            site.span = next((one for one in site.beyond if claim.source in one.text), None)
    if site.span in own:
        site.name = site.span


def _is_whole(claim: Claim, cells: list[Text]) -> bool:
    """Whether each text has all its characters in one of the cells."""
    return all(_stands(claim.texts.get(field), cells) for field in _WHOLE)


def _stands(text: str | None, cells: list[Text]) -> bool:
    """Whether one cell has all of a text: what stands beyond a cut is not its rest."""
    return text is None or any(text in cell.text for cell in cells)


def _name(claim: Claim, row: Printed) -> Text | None:
    """The cell of the name, or of the value where there is none; of several the longest."""
    wanted = claim.texts.get("name") or claim.texts.get("annual")
    if not wanted:
        return None
    for cell in row.filled:
        if cell.text == wanted:
            return cell
    holding = [cell for cell in row.filled if wanted in cell.text or cell.text in wanted]
    return max(holding, key=lambda cell: len(cell.text), default=None)


def _begins(source: str, text: str) -> bool:
    """Whether a cell has what a row was read from, or ends with its beginning, at a cut."""
    if not source or source in text:
        return bool(source)
    at = text.rfind(source[:_BEGIN])
    return (at > 0 or (at == 0 and len(text) > _LONG)) and source.startswith(text[at:])


def _behind(row: Printed, parts: list[Part]) -> list[Text]:
    """What stands behind the cut, where the row is one of the last of its part."""
    if not row.part.is_table:
        following = parts[row.part.number + 1 : row.part.number + 1 + _REACH]
        return [cell for part in following if not part.is_table for cell in part.rows[0].filled]
    if row.at < len(row.part.rows) - 2:
        return []
    near = tables(parts, row.part.number, 1, _PARTS)
    return [cell for part in near for other in part.rows[:_REACH] for cell in other.filled]


def _before(row: Printed, parts: list[Part]) -> list[Text]:
    """What stands before the cut, where the row is one of the first of its part."""
    above = row.part.rows[: min(row.at, _REACH)]
    if not row.part.is_table or (row.at > 1 and sum(not other.is_heading for other in above) > 1):
        return []
    near = tables(parts, row.part.number, -1, 1)
    return [cell for part in near for other in part.rows[-2:] for cell in other.filled]


def tables(parts: list[Part], number: int, step: int, count: int) -> list[Part]:
    """The next tables in one direction."""
    stop = len(parts) if step > 0 else -1
    found = (parts[at] for at in range(number + step, stop, step) if parts[at].is_table)
    return list(islice(found, count))


def rest(text: str, site: Site) -> str:
    """What of a field no cell prints: '' where one cell has it, or several cells make it up."""
    if site.row is not None and text in site.row.texts:
        return ""
    if any(_holds(cell, text) for cell in site.own) or _crosses(text, site):
        return ""
    for cell in sorted(site.cells, key=lambda cell: -len(cell.text)):
        if len(cell.text) > 1 or has_word(cell.text):
            text = text.replace(cell.text, "", 1)
    return "".join(char for char in text if char.isalnum())


def _holds(cell: Text, text: str) -> bool:
    """Whether a cell has a text; a choice (是/否) has none of its answers."""
    return text in cell.text and not (len(text) == 1 and "/" in cell.text)


def _crosses(text: str, site: Site) -> bool:
    """Whether a text stands beyond the cut, or begins at one side and ends at the other."""
    if any(text in cell.text for cell in site.beyond):
        return True
    pairs = ((site.own, site.beyond), (site.beyond, site.own), (site.beyond, site.beyond))
    return any(_straddles(text, before, behind) for before, behind in pairs if before and behind)


def _straddles(text: str, before: list[Text], behind: list[Text]) -> bool:
    """Whether one cell ends with the beginning of the text, and another begins with its end."""
    return any(
        any(0 <= other.text.find(text[at:]) <= HEAD for other in behind)
        for at in range(1, len(text))
        for cell in before
        if cell.text.endswith(text[:at])
    )
