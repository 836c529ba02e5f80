"""How deep the elements of a page lie in each other, counted from its text before it is parsed.

The parser walks up all open elements with every paragraph, and makes all unclosed signs of style
anew in each: a page of 40 KB took 700 MB. What is counted follows the WHATWG rules in the large:
cells end what is open in them, an end tag reaches no further than its cell.
"""

from __future__ import annotations

import re
from collections import Counter

from schemas.messages import english
from transforms.document import UnreadableError
from transforms.reading.common.limits import MAX_DEPTH, MAX_STYLES

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([a-zA-Z][^\s/>]*)[^>]*+>?", re.DOTALL)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr"
)
# they end by themselves where the next one begins, and nest only in others that are counted
_IMPLIED = _names(
    "html head body p li dt dd option optgroup tr tbody thead tfoot colgroup rt rp rb rtc o:p"
)
# unclosed, they are open again in the next paragraph; the same one three times at most
_STYLES = _names("a abbr b big code em font i label nobr s small span strike strong sub sup tt u")
_CELLS = _names("td th caption")
_ROWS = _names("tr tbody thead tfoot")
_TEXT = _names("script style textarea title xmp iframe noembed noframes")
_AGAIN = 3


def guard_depth(page: str) -> None:
    """Raises UnreadableError (``too_large``) for a page whose elements nest deeper than MAX_DEPTH,
    or of which MAX_STYLES signs of style are open at once. Time grows with the page and no faster.
    """
    if page.count("<") <= MAX_STYLES:
        return
    depth, at = _Depth(), 0
    while tag := _TAG.search(page, at):
        at = tag.end()
        name = (tag[2] or "").lower()
        if not tag[1] and name in _TEXT:
            at = _behind(page, name, at)
        elif tag[1]:
            depth.close(name)
        elif name and name not in _VOID:
            depth.open(name, tag[0])
        if limit := depth.passed():
            raise UnreadableError("too_large", english("found.too_deep", limit=limit))


def _behind(page: str, name: str, at: int) -> int:
    """Where the text of an element ends in which no tag means anything."""
    end = re.compile(f"</{name}", re.IGNORECASE).search(page, at)
    return end.start() if end else len(page)


class _Part:
    """What is open in a table or a cell, apart from the tables in it. ``cell``: the place of the
    nearest cell of the same table; None where none is open.
    """

    def __init__(self, name: str, cell: int | None) -> None:
        self.name, self.cell = name, cell
        self.blocks: list[str] = []
        self.inside = Counter[str]()
        self.styles: dict[str, list[str]] = {}
        self.same = Counter[str]()


class _Depth:
    """Takes the tags of a page in order. ``now``: how many elements are open; ``styled``: how many
    of them are signs of style.
    """

    def __init__(self) -> None:
        self.now = self.styled = 0
        self._parts = [_Part("", None)]
        self._tables = 0

    def passed(self) -> int:
        """The limit that is passed; 0 if none is."""
        if self.styled > MAX_STYLES:
            return MAX_STYLES
        return MAX_DEPTH if self.now > MAX_DEPTH else 0

    def open(self, name: str, tag: str) -> None:
        """A start tag."""
        if name == "table":
            self._tables += 1
            self._enter(_Part(name, None))
        elif name in _CELLS or name in _ROWS:
            self._leave_cell()
            if name in _CELLS and self._tables:
                self._enter(_Part(name, len(self._parts)))
        elif name in _STYLES:
            self._style(name, tag)
        elif name not in _IMPLIED and not tag.endswith("/>"):
            part = self._parts[-1]
            part.blocks.append(name)
            part.inside[name] += 1
            self.now += 1

    def close(self, name: str) -> None:
        """An end tag; one that ends nothing is passed over."""
        if name == "table":
            self._leave_table()
        elif name in _CELLS or name in _ROWS:
            self._leave_cell()
        elif name in _STYLES:
            self._unstyle(name)
        else:
            self._end(name)

    def _enter(self, part: _Part) -> None:
        self._parts.append(part)
        self.now += 1

    def _leave_table(self) -> None:
        if not self._tables:
            return
        self._tables -= 1
        while self._leave() != "table":
            pass

    def _leave_cell(self) -> None:
        cell = self._parts[-1].cell
        while cell is not None and len(self._parts) > cell:
            self._leave()

    def _leave(self) -> str:
        part = self._parts.pop()
        styled = part.same.total()
        self.now -= 1 + len(part.blocks) + styled
        self.styled -= styled
        return part.name

    def _style(self, name: str, tag: str) -> None:
        part = self._parts[-1]
        if part.same[tag] < _AGAIN:
            part.same[tag] += 1
            part.styles.setdefault(name, []).append(tag)
            self.now += 1
            self.styled += 1

    def _unstyle(self, name: str) -> None:
        part = self._parts[-1]
        if opened := part.styles.get(name):
            part.same[opened.pop()] -= 1
            self.now -= 1
            self.styled -= 1

    def _end(self, name: str) -> None:
        part = self._parts[-1]
        while part.inside[name]:
            last = part.blocks.pop()
            part.inside[last] -= 1
            self.now -= 1
            if last == name:
                break
