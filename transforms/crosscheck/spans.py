"""A cell that holds several indicators: each has characters of its own, with its own level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.crosscheck.printed import OUTSIDE, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import is_level, is_rest

_MANY = 10  # more characters than the name: a cell of several indicators
_PIECES = re.compile(r"[,;:、。()\[\]【】|]|(?<!\d)\d+-")
_TAKEN = "\ufdd0"
_CORE = ("name", "period", "annual")
_LEVELS = ("category", "subcategory")
_FIELDS = (*_CORE, "actual", *_LEVELS, "explanation", "deviation")


def has_span(site: Site) -> bool:
    """Whether the row was read from a part of its cell, which may go on beyond a cut."""
    source, texts = site.claim.source, site.claim.texts
    if site.span is None or len(source) - len(texts.get("name", "")) <= _MANY:
        return False
    return all(texts[field] in source for field in _CORE if field in texts)


def contradicted(site: Site) -> Iterator[tuple[str, str]]:
    """Another level in the row's own characters, or characters that none of its fields has."""
    if not has_span(site):
        return
    source, texts = site.claim.source, site.claim.texts
    pieces = {piece for piece in _PIECES.split(source) if piece} - {texts.get("name")}
    levels = [piece for piece in pieces if is_level(piece)]
    wrong = [one for one in levels if not any(one in text or text in one for text in site.texts)]
    yield from (("level_not_printed", f"subcategory: {one}") for one in wrong[:1])
    name, value = texts.get("name", ""), texts.get("annual", "")
    if value and -1 < source.rfind(value) < source.find(name):
        yield "read_not_printed", f"{value}: {name}"
    if _only_within(value, texts.get("period", ""), source):
        yield "read_not_printed", f"annual: {value}"
    figures = figures_of_line(site, site.name) if site.name else set()
    fields = {texts[field] for field in _FIELDS if field in texts}
    own = sorted(fields | figures, key=len, reverse=True)
    if _left(source, own):
        yield "printed_not_read", source


def figures_of_line(site: Site, cell: Text) -> set[str]:
    """The points of a row whose cells stand in one line of text; in a table they have cells."""
    if cell.first != OUTSIDE:
        return set()
    claim = site.claim
    return {f"{figure:g}" for figure in (claim.points, claim.score) if figure is not None}


def _only_within(one: str, other: str, source: str) -> bool:
    """Whether one of two targets is printed nowhere but inside the other."""
    shorter, longer = sorted((one, other), key=len)
    inside = shorter and shorter != longer and shorter in longer
    return bool(inside) and shorter not in source.replace(longer, _TAKEN)


def _left(text: str, taken: list[str]) -> bool:
    for one in taken:
        text = text.replace(one, _TAKEN)
    return not is_rest(text, many=True)


def is_all_read(whole: str, sites: Sequence[Site], aside: set[str]) -> bool | None:
    """Whether nothing is left of a cell but levels, and what is published ``aside``, where each of
    its rows takes its characters once; None where its rows have no characters of their own.
    """
    own = [
        site
        for site in sites
        if site.span is not None and (site.span.text in whole or site.claim.source in whole)
    ]
    if len(own) < 2 or not all(has_span(one) and one.claim.source in whole for one in own):
        return None
    for site in own:
        whole = whole.replace(site.claim.source, _TAKEN, 1)
    levels = {text for site in own for text in map(site.claim.texts.get, _LEVELS) if text}
    return not _left(whole, sorted(levels | aside, key=len, reverse=True))
