"""What is published or told, by cell and by place: is a printed text among it?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from transforms.crosscheck.claims import Told
from transforms.crosscheck.printed import Part, Place, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.spans import figures_of_line, is_all_read
from transforms.crosscheck.torn import over_cuts
from transforms.crosscheck.words import is_rest, squeeze

# a head that is printed again, in the cell that goes on
_REPEATED = re.compile(r"^(?:[一二三]级)?(?:绩效)?(?:指标|目标)(?:值|名称|内容)?")
_TAKEN = "\ufdd0"  # stands where a published text stood
# a number with a sign or a unit, a date
_TARGET = re.compile(r"[≥≧⩾≤≦⩽><=]{1,3}\d.{0,8}|\d[\d.,]{0,20}(?:[%‰]|(?!分)[^\W\d_]).{0,8}")
_TARGET_OR_NUMBER = re.compile(rf"{_TARGET.pattern}|\d[\d,.]*")
_LONG_FIELDS = ("explanation", "deviation")
_LEVELS = ("category", "subcategory")
_QUOTED = 5
_OTHERS = 2  # that a finding has to quote with a cell
_SHORT = 3
_LONG = 40  # a cell that holds several indicators


class Known:
    """What is published or told, by cell and by place."""

    def __init__(
        self, sites: list[Site], told: Iterable[Told], said: Iterable[str], parts: list[Part]
    ) -> None:
        self.parts = parts
        self.by_cell: dict[Text, list[Site]] = defaultdict(list)
        self.by_name: dict[Text, list[Site]] = defaultdict(list)
        self.by_row: dict[Printed, list[Site]] = defaultdict(list)
        for site in sites:
            for cell in site.cells:
                self.by_cell[cell].append(site)
            if site.name is not None:
                self.by_name[site.name].append(site)
            for row in site.rows:
                self.by_row[row].append(site)
                if row in site.more:
                    self._note(row, site)
        self.told = list(told)
        self.at: dict[Place, list[Told]] = defaultdict(list)
        for one in self.told:
            self.at[one.place].append(one)
        self.lines = {squeeze(one) for one in said}
        self.said = "\n".join(self.lines)

    def _note(self, row: Printed, site: Site) -> None:
        """The cells of a row behind a cut belong to the site too."""
        for cell in row.filled:
            self.by_cell[cell].append(site)

    def rows_of(self, row: Printed) -> list[Site]:
        """The published rows that this row may belong to."""
        found = list(self.by_row.get(row, ()))
        for cell in row.filled:
            found += self.by_name.get(cell, ())
        return found

    def is_said(self, cell: Text, part: Part) -> bool:
        """Whether a text that is published beside the indicators has it: a goal, a title; or has it
        with the rest that stands at the other side of a cut.
        """
        text = cell.text
        if text in self.lines or (len(text) > _QUOTED and text in self.said):
            return True
        torn = any(one.startswith(text) or one.endswith(text) for one in self.lines)
        return torn and any(one in self.lines for one in over_cuts(cell, part, self.parts))

    def is_told(self, row: Printed, cell: Text, *, errors: bool, notes: bool = True) -> bool:
        """Whether a finding at the row, or one that quotes the row, prints the cell. ``errors``:
        whether it has to be an error; ``notes``: whether a note is enough.
        """

        def tells(one: Told) -> bool:
            return one.error or not (errors or (one.note and not notes))

        here = (one.text for one in self.at.get(row.place, ()) if tells(one))
        everywhere = (one for one in self.told if one.everywhere and tells(one))
        elsewhere = (one.text for one in everywhere if cell.text in one.text)
        others = sorted(row.texts - {cell.text}, key=len, reverse=True)[:_OTHERS]
        return any(cell.text in _quotes(text, others) for text in here) or any(
            all(other in text for other in others) for text in elsewhere
        )

    def is_published(self, cell: Text, sites: Sequence[Site] | None = None) -> bool:
        """Whether the rows that the cell may belong to, or these, print all of it."""
        left = cell.text
        near = self.by_cell.get(cell, ()) if sites is None else sites
        if any(left in site.texts for site in near):
            return True
        sites = self.sites_of(cell) if sites is None else sites
        if _is_inside(left, sites):
            return True
        # a cell of many indicators may say the project's goal too
        several = sum(site.name is cell for site in sites) > 1
        aside = {line for line in self.lines if line in left} if several else set[str]()
        return _is_made_up(cell, sites, aside)

    def sites_of(self, cell: Text) -> list[Site]:
        """The rows that a cell may belong to; of the rest of a cell all rows of that cell."""
        own = self.by_cell.get(cell, [])
        names = {site.name: None for site in own if site.name is not None and cell in site.beyond}
        others = (site for name in names for site in self.by_cell[name])
        return list(dict.fromkeys([*own, *others]))


def _is_inside(text: str, sites: Sequence[Site]) -> bool:
    """Whether a field has the text and more."""
    return any(
        text in own and _may_hold(site, name, text)
        for site in sites
        for name, own in site.claim.texts.items()
    )


def _may_hold(site: Site, field: str, text: str) -> bool:
    """Whether to stand in the field publishes a text. A remark does not publish the target that is
    missing beside it.
    """
    own = site.claim.texts[field]
    if field in _LEVELS and (own.endswith(text) or own.startswith(text)):
        return len(text) > 1  # 服务对象满意 / 度指标: a page cuts its cell
    if field in _LONG_FIELDS:
        return "annual" in site.claim.texts or not _TARGET_OR_NUMBER.fullmatch(text)
    return len(text) > _SHORT


def _is_made_up(cell: Text, sites: Sequence[Site], aside: set[str]) -> bool:
    """Whether nothing is left of the cell, with its rest beyond a cut, but what says nothing;
    ``aside``: what it says beside its indicators.
    """
    wholes = list(_wholes(cell, sites))
    spans = [is_all_read(whole, sites, aside) for whole in wholes]
    if any(one is not None for one in spans):
        return True in spans
    pairs = (pair for site in sites for pair in site.claim.texts.items())
    texts = {text for name, text in pairs if name != "unit"}
    texts |= {figure for site in sites for figure in figures_of_line(site, cell)}
    ordered = sorted(texts | aside, key=len, reverse=True)
    many = len(cell.text) > _LONG or _is_of_several(cell, sites)
    return any(
        is_rest(_without(whole, ordered), many=many or len(whole) > _LONG) for whole in wholes
    )


def _is_of_several(cell: Text, sites: Sequence[Site]) -> bool:
    """Whether the names of several rows stand in it, or beside it, each with a part of it."""
    beside = [site for site in sites if cell in site.own and site.name is not cell]
    parts = {text for site in beside for text in site.claim.texts.values() if text in cell.text}
    names = {site.name for site in beside}
    within = sum(site.name is cell for site in sites) > 1
    return within or (len(beside) > 1 and len(names) == 1 and len(parts) > 1)


def _quotes(text: str, others: list[str]) -> str | list[str]:
    """What a finding quotes of a row: all, if it has the row's other words, else whole lines."""
    return text if all(other in text for other in others) else text.split("\n")


def _wholes(cell: Text, sites: Sequence[Site]) -> Iterator[str]:
    """The text of a cell, and with what stands in its columns at the other side of a cut."""
    yield cell.text
    if len(cell.text) <= _SHORT and not any(_is_end_of_text(site, cell) for site in sites):
        return
    before: set[str] = set()
    behind: set[str] = set()
    for site in sites:
        own = site.own if site.beyond else []
        at_end, at_begin = cell in site.before, cell in site.behind
        before.update(_same_columns(own if at_begin else site.before, cell))
        behind.update(_same_columns(own if at_end else site.behind, cell))
    behind |= {_REPEATED.sub("", text) for text in behind}
    for first, last in product(("", *before), ("", *behind)):
        if first or last:
            yield first + cell.text + last


def _is_end_of_text(site: Site, cell: Text) -> bool:
    """Whether a published text is longer, and ends so, or begins so above a cut:
    2024年12月 | 底前, 交工验 | 收合格率.
    """
    text = cell.text
    longer = [own for own in site.claim.texts.values() if own != text]
    begins = bool(site.behind) and any(own.startswith(text) for own in longer)
    return begins or any(own.endswith(text) for own in longer)


def _same_columns(cells: Iterable[Text], cell: Text) -> Iterator[str]:
    """The texts of the cells that stand in the columns of one."""
    for other in cells:
        if other is not cell and other.first <= cell.last and other.last >= cell.first:
            yield other.text


def _without(text: str, taken: list[str]) -> str:
    for one in taken:
        text = text.replace(one, _TAKEN)
    return text
