"""What a page does to the characters of a text: it strikes them out, or raises them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from transforms.reading.web.hidden import declarations

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_STRUCK, _RAISED = frozenset(("del", "s", "strike")), frozenset(("sup",))
_THROUGH = re.compile(r"text-decoration[a-z-]*\s*:[^;]{0,99}line-through", re.IGNORECASE)
_ABOVE = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_DEEPEST = 200  # elements around a text, within its cell
_ANY = "del, s, strike, sup, [style*='line-through'], [style*='super']"
# .font6, td.xl66 {…}: what Excel writes; a selector that asks for more than the element is passed
_CLASS = re.compile(r"[a-zA-Z]*\.([\w-]+)")


class Marks:
    """Whether a text is struck out or raised: by an element around it, up to its table."""

    def __init__(self, page: LexborHTMLParser) -> None:
        rules = list(declarations("\n".join(sheet.text() for sheet in page.css("style"))))
        self._struck = _Mark(_STRUCK, _THROUGH, _classes(rules, _THROUGH))
        self._raised = _Mark(_RAISED, _ABOVE, _classes(rules, _ABOVE))
        by_class = self._struck.classes or self._raised.classes
        self._any = bool(by_class) or page.css_first(_ANY) is not None

    def is_struck(self, text: LexborNode) -> bool:
        """Whether a line goes through the text."""
        return self._any and any(map(self._struck.on, _around(text)))

    def is_raised(self, text: LexborNode) -> bool:
        """Whether the text stands above the line."""
        return self._any and any(map(self._raised.on, _around(text)))


class _Mark(NamedTuple):
    """What makes an element strike out, or raise, the texts in it."""

    tags: frozenset[str]
    style: re.Pattern[str]
    classes: frozenset[str]

    def on(self, node: LexborNode) -> bool:
        """Whether the element does."""
        attributes = node.attributes
        names = (attributes.get("class") or "").split() if self.classes else ()
        by_name = node.tag in self.tags or not self.classes.isdisjoint(names)
        return by_name or bool(self.style.search(attributes.get("style") or ""))


def _classes(rules: Iterable[tuple[str, str]], style: re.Pattern[str]) -> frozenset[str]:
    """The classes whose rule alone says so."""
    selectors = (one for over, said in rules if style.search(said) for one in over.split(","))
    alone = (one.replace("<!--", "").strip() for one in selectors)
    return frozenset(match[1] for one in alone if (match := _CLASS.fullmatch(one)))


def _around(text: LexborNode) -> Iterator[LexborNode]:
    node = text.parent
    for _ in range(_DEEPEST):
        if node is None or not node.is_element_node or node.tag in ("table", "body"):
            return
        yield node
        node = node.parent
