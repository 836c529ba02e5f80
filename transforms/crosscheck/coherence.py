"""Is each published row printed so: its texts in one row, under the right heads, with its sign?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from transforms.crosscheck import comparison, figures, heads, levels, no_indicator, spans
from transforms.crosscheck.claims import Doubt
from transforms.crosscheck.heads import Heads, Why
from transforms.crosscheck.printed import Part, Printed, Text
from transforms.crosscheck.site import Site, rest
from transforms.crosscheck.words import is_header, is_level

Names = dict[Printed, list[Text]]
_FIELDS = ("name", "period", "annual", "actual", "deviation")
_SAME = ("category", "subcategory", "name", "period", "annual", "actual", "place")
_SIGNED = re.compile(r"[≥≧⩾≤≦⩽><]=?\d[\d.,]*\S{0,6}")
_DIGIT = re.compile(r"\d")
_MANY = 10  # more characters than the name: a cell of several indicators
_LEVEL_WORD = re.compile(r"数量|质量|时效|成本|经济|社会|生态|可持续|满意度")
_CLASS = re.compile(r"[一二三四五]级")  # of protection, of a school: no head
_GRADE = re.compile(r"优秀?|良好?|中等?|差|一般|较[好差]|合格|不合格|基本合格|[A-D]级?")


def doubts(sites: list[Site], parts: list[Part], known: Heads) -> Iterator[Doubt]:
    """The doubts about each row that is not printed so; all but the first say so."""
    names = _names(sites)
    for site in sites:
        if site.claim.settled:
            continue
        for number, (rule, why) in enumerate(_why(site, known, parts, names)):
            yield _doubt(site, rule, why, again=number > 0)
    yield from _repeated(sites)


def _doubt(site: Site, rule: str, why: str, *, again: bool = False) -> Doubt:
    """The doubt, at the cell of the name, with all that the row prints."""
    cells = site.row.filled if site.row else []
    first = site.name or next(iter(cells), None)
    printed = "\t".join(cell.source.text for cell in cells) or site.claim.source
    at = first.source if first else None
    return Doubt(rule, why, at, printed, (site.claim.number,), again=again)


def _names(sites: list[Site]) -> Names:
    """The names of published rows by the row that prints them: forms may stand side by side."""
    found: Names = defaultdict(list)
    for site in sites:
        if site.row is not None and site.name is not None:
            found[site.row].append(site.name)
    return found


def _why(site: Site, known: Heads, parts: list[Part], names: Names) -> Why:
    row = site.row
    if row is None:
        yield "read_not_printed", "no row at this place"
        return
    for field in _FIELDS:
        text = site.claim.texts.get(field)
        if text and (left := rest(text, site)):
            yield "read_not_printed", f"{field}: {left}"
        elif text and field in ("period", "annual") and _glued(text, site):
            yield "read_not_printed", f"{field}: {text}"
    yield from _outside(site)
    yield from spans.contradicted(site)
    yield from no_indicator.contradicted(site)
    yield from _head_as_value(site, row, known)
    yield from _no_target(site, row, known)
    yield from _no_result(site, row, known)
    yield from _one_aside(site, row)
    yield from levels.contradicted(site, row, parts, names[row])
    yield from heads.contradicted(site, row, known)
    yield from figures.contradicted(site, row, known)
    yield from comparison.contradicted(site, row, known)


def _glued(text: str, site: Site) -> bool:
    """Whether a value is put together from two cells with numbers of their own."""
    if any(text in cell.text for cell in site.cells):
        return False
    pairs = pairwise(site.row.filled if site.row else ())
    return any(
        one.text + other.text in text
        for one, other in pairs
        if _DIGIT.search(one.text) and _DIGIT.search(other.text)
    )


def _outside(site: Site) -> Why:
    """A field that does not stand in the characters that the row says it was read from."""
    source, name = site.claim.source, site.name
    if name is None or len(name.text) <= len(source) or source not in name.text:
        return
    for field in ("name", "period", "annual"):
        text = site.claim.texts.get(field)
        if text and text not in source:
            yield "read_not_printed", f"{field}: {text}"
    level = site.claim.texts.get("subcategory")
    if level and level not in source:
        before = _LEVEL_WORD.findall(name.text[: name.text.index(source)])
        if before and before[-1] not in level:
            yield "level_not_printed", f"subcategory: {level} ({before[-1]})"


def _head_as_value(site: Site, row: Printed, known: Heads) -> Why:
    heads = {head.text for head in known.of(row)}
    for field in ("period", "annual"):
        text = site.claim.texts.get(field)
        if text and (text in heads or (is_header(text) and not _CLASS.fullmatch(text))):
            yield "read_not_printed", f"{field} = head: {text}"


def _no_target(site: Site, row: Printed, known: Heads) -> Why:
    """A row without a target that prints one: a sign and a number, not under a head of results."""
    texts = site.claim.texts
    if texts.get("annual") or texts.get("period"):
        return
    actual = texts.get("actual")
    # a grade is the result of a table that prints no targets
    if actual and not site.claim.has_target_column and not _GRADE.fullmatch(actual):
        yield "printed_not_read", "no column of targets"
    for cell in row.filled:
        kinds = known.kinds(row, cell)
        its_own = cell.text == texts.get("name") or (
            cell.text == texts.get("actual") and "result" in kinds
        )
        if its_own or cell.is_header or cell.level:
            continue
        headed = known.of_columns(row, cell) == {"target"} and any(map(str.isalnum, cell.text))
        if headed or (not kinds and known.states(row, cell)):
            yield "printed_not_read", cell.text


def _one_aside(site: Site, row: Printed) -> Why:
    """A level as the name, words as the value, and a sign with a number in a cell beside: the row
    is read a column aside.
    """
    texts = site.claim.texts
    name, value = texts.get("name", ""), texts.get("annual", "")
    if is_level(name) and value and not _DIGIT.search(value):
        beside = (cell.text for cell in row.filled if _SIGNED.fullmatch(cell.text))
        yield from (("printed_not_read", text) for text in beside)


def _no_result(site: Site, row: Printed, known: Heads) -> Why:
    """A row without a result that prints one under a head of results."""
    if site.claim.texts.get("actual") or not known.has_kind(row, "result"):
        return
    for cell in row.filled:
        said = not cell.is_header and any(map(str.isalnum, cell.text))
        if said and known.kinds(row, cell) == {"result"}:
            yield "column_contradicted", f"result: {cell.text}"


def _repeated(sites: list[Site]) -> Iterator[Doubt]:
    """A row that is published twice and printed once."""
    seen: set[tuple[object, ...]] = set()
    for site in sites:
        if site.name is None or site.claim.settled:
            continue
        texts = [site.claim.texts.get(field) for field in _SAME]
        # of a cell with many indicators each has characters of its own
        longer = len(site.name.text) - len(site.claim.texts.get("name", ""))
        span = site.claim.source if longer > _MANY else ""
        key = (id(site.name), span, *texts)
        if key in seen:
            yield _doubt(site, "read_not_printed", "printed once")
        seen.add(key)
