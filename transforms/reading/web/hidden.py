"""What a browser does not show: by an attribute, by its own style, or by a rule of the page's style
sheets.

Rows and cells that nobody sees are not published, and are told. A whole table that is hidden is
read where it is the pane of a tab, which somebody may click, or where the page shows no other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from schemas.messages import english
from transforms.document import Cell, NotShown

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_NONE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_DISPLAY = re.compile(r"(?:^|;)\s*display\s*:\s*([a-z-]+)", re.IGNORECASE)
_COMPOUND = re.compile(r"([a-zA-Z][\w:-]*)?((?:[.#][\w-]+)*)")
_PARTS = frozenset(("tr", "td", "th", "tbody", "thead", "tfoot"))
_MOST_RULES = 5_000
_LOOKED_AT = 200  # tables


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a style sheet says of elements that have a tag, classes and a name, if these are set."""

    tag: str
    names: frozenset[str]  # .class and #id
    rank: tuple[int, int, int]  # specificity, order
    hides: bool

    def fits(self, tag: str, names: set[str]) -> bool:
        return self.tag in ("", tag) and self.names <= names


class Styles:
    """The rules of a page that show and hide elements by themselves. What depends on where an
    element stands, or on the medium, may show it, and never hides it.
    """

    def __init__(self, page: LexborHTMLParser) -> None:
        sheets = (node.text() for node in page.css("style"))
        self._by_key: dict[str, list[_Rule]] = defaultdict(list)
        for rule in _rules(sheets):
            self._by_key[min(rule.names, default=rule.tag)].append(rule)
        self.any_hides = any(rule.hides for rules in self._by_key.values() for rule in rules)

    def hide(self, node: LexborNode) -> bool:
        """Whether the element is not shown."""
        attributes = node.attributes
        own = attributes.get("style") or ""
        if "hidden" in attributes or _NONE.search(own):
            return True
        if not self.any_hides or _DISPLAY.search(own):
            return False
        return self._by_rule(node.tag or "", attributes)

    def show_a_table(self, page: LexborHTMLParser) -> bool:
        """Whether one of the page's first tables is shown."""
        return any(self._show(table) for table in page.css("table")[:_LOOKED_AT])

    def _show(self, node: LexborNode | None) -> bool:
        while node is not None and node.is_element_node:
            if self.hide(node):
                return False
            node = node.parent
        return True

    def _by_rule(self, tag: str, attributes: dict[str, str | None]) -> bool:
        names = {f".{one}" for one in (attributes.get("class") or "").split()}
        names |= {f"#{attributes['id']}"} if attributes.get("id") else set()
        keys = (*names, tag)
        found = [one for key in keys for one in self._by_key.get(key, ()) if one.fits(tag, names)]
        return bool(found) and max(found, key=lambda rule: rule.rank).hides


def _rules(sheets: Iterable[str]) -> Iterator[_Rule]:
    order = 0
    for selectors, said in declarations("\n".join(sheets)):
        shown = _DISPLAY.search(said)
        if shown is None:
            continue
        for selector in selectors.split(","):
            order += 1
            if order > _MOST_RULES:
                return
            rule = _rule(selector.split(), order, hides=shown[1].lower() == "none")
            if rule is not None:
                yield rule


def _rule(compounds: list[str], order: int, *, hides: bool) -> _Rule | None:
    """The rule of a selector's last element, if nothing is unknown."""
    found = _COMPOUND.fullmatch(compounds[-1]) if compounds else None
    if not found or (hides and len(compounds) > 1):
        return None
    names = re.findall(r"[.#][\w-]+", found[2])
    rank = (sum(one[0] == "#" for one in names), len(names) + 9 * (len(compounds) > 1), order)
    return _Rule((found[1] or "").lower(), frozenset(names), rank, hides)


def declarations(text: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of a style sheet, without comments and what stands in @-rules."""
    bare = "".join(piece.partition("*/")[2] if at else piece for at, piece in _commented(text))
    depth, nested = 0, False
    selectors = ""
    for piece in re.split(r"(?<=[{}])", bare):
        if piece.endswith("{"):
            depth += 1
            nested = nested or piece.lstrip().startswith("@")
            selectors = piece[:-1]
        elif piece.endswith("}"):
            if depth == 1 and not nested:
                yield selectors, piece[:-1]
            depth = max(0, depth - 1)
            nested = nested and depth > 0


def _commented(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(text.split("/*"))


def is_part(node: LexborNode) -> bool:
    """Whether it is a row or a cell of a table, or some of its rows."""
    return node.tag in _PARTS


def in_table(node: LexborNode) -> bool:
    """Whether it is a table, a part of one, or holds one."""
    return is_part(node) or node.tag == "table" or node.css_first("table") is not None


def is_pane(node: LexborNode) -> bool:
    """Whether an element beside it is of the same kind: the panes of tabs are alike."""
    names = set((node.attributes.get("class") or "").split())
    parent = node.parent
    for other in parent.iter() if parent is not None else ():
        if other.mem_id == node.mem_id or other.tag != node.tag:
            continue
        classes = set((other.attributes.get("class") or "").split())
        if names & classes or (names == classes and _has_table(other)):
            return True
    return False


def _has_table(node: LexborNode) -> bool:
    return node.tag != "table" and node.css_first("table") is not None


def not_shown(nodes: Iterable[LexborNode]) -> tuple[NotShown, ...]:
    """What stands in rows, cells and tables that are left out."""
    rows = [row for node in nodes for row in (node.css("tr") or [node])]
    lines = [text for row in rows if (text := row.text(separator="\t", strip=True).strip())]
    if not lines:
        return ()
    says = english("found.hidden_on_page", count=len(lines))
    return (NotShown(says, "\n".join(lines), Cell(lines[0], 1)),)
