"""What a page does to the characters of a text: it strikes them out, or raises them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_STRUCK, _RAISED = frozenset(("del", "s", "strike")), frozenset(("sup",))
_THROUGH = re.compile(r"text-decoration[a-z-]*\s*:[^;]*line-through", re.IGNORECASE)
_ABOVE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_ANY = "del, s, strike, sup, [style*='line-through'], [style*='super']"


class Marks:
    """Whether a text is struck out or raised: by an element around it, up to its table."""

    def __init__(self, page: LexborHTMLParser) -> None:
        self._any = page.css_first(_ANY) is not None

    def is_struck(self, text: LexborNode) -> bool:
        """Whether a line goes through the text."""
        return self._any and any(_is(one, _STRUCK, _THROUGH) for one in _around(text))

    def is_raised(self, text: LexborNode) -> bool:
        """Whether the text stands above the line."""
        return self._any and any(_is(one, _RAISED, _ABOVE) for one in _around(text))


def _around(text: LexborNode) -> Iterator[LexborNode]:
    node = text.parent
    while node is not None and node.is_element_node and node.tag not in ("table", "body"):
        yield node
        node = node.parent


def _is(node: LexborNode, tags: frozenset[str], style: re.Pattern[str]) -> bool:
    return node.tag in tags or bool(style.search(node.attributes.get("style") or ""))
