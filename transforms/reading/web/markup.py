"""HTML -> lines and grids, with lexbor (the WHATWG rules: what a browser would see). No recursion:
pages nest without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from transforms.reading.common.flow import Content, Grid, Slot
from transforms.reading.common.ledger import Delivered
from transforms.reading.web.depth import guard_depth

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "select",
        "textarea",
        "svg",
        "iframe",
        "object",
        "rt",
        "rp",
    )
)
_INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "o:p",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "input",
        "button",
    )
)
_TABLE_PARTS = frozenset(("tbody", "thead", "tfoot", "colgroup", "col"))
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_SIGN = re.compile("[≥≤≧≦>=<＞＜＝±]{1,2}")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 50  # tables within tables; below it a table is read as text
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534  # HTML standard, 4.9.11


class Markup(NamedTuple):
    """Title and content of a page, and what its text nodes deliver."""

    title: str | None
    content: list[Content]
    delivered: Delivered


def read_markup(text: str) -> Markup:
    """Read a page as a browser would show it. Raises UnreadableError (``too_large``) for one that
    nests too deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    guard_depth(text)
    page = LexborHTMLParser(text)
    title = page.css_first("head > title")
    builder = _Builder()
    skipped: list[LexborNode] = []
    if page.body is not None:
        for node, opens in _walk(page.body, skipped):
            builder.visit(node, opens)
    content = builder.finish()
    given = page.body.text() if page.body is not None else ""
    left = "".join(node.text() for node in skipped if node.is_element_node)
    added = {"numbers and controls": "".join(builder.added)}
    delivered = Delivered(given, {"not shown": left}, added)
    name = _collapse(title.text()).strip() if title is not None else ""
    return Markup(name or None, content, delivered)


def _walk(root: LexborNode, skipped: list[LexborNode]) -> Iterator[tuple[LexborNode, bool]]:
    """Every node when it opens and when it closes; what is not shown goes to ``skipped``."""
    node: LexborNode | None = root
    while node is not None:
        if _is_skipped(node):
            skipped.append(node)
        else:
            yield node, True
            if (child := node.child) is not None:
                node = child
                continue
            yield node, False
        closed = _closed_with(node, root)
        yield from ((one, False) for one in closed)
        last = closed[-1] if closed else node
        node = None if last.mem_id == root.mem_id else last.next


def _closed_with(node: LexborNode, root: LexborNode) -> list[LexborNode]:
    """The elements that close behind a node because it is the last in them, innermost first."""
    closed: list[LexborNode] = []
    while node.mem_id != root.mem_id and node.next is None and node.parent is not None:
        node = node.parent
        closed.append(node)
    return closed


def _is_skipped(node: LexborNode) -> bool:
    if not node.is_element_node:
        return not node.is_text_node
    if node.tag in _SKIPPED:
        return True
    attributes = node.attributes
    if "hidden" not in attributes and not _HIDDEN.search(attributes.get("style") or ""):
        return False
    return node.tag not in ("table", "tr", "td", "th", "tbody") and node.css_first("table") is None


class _Builder:
    """Takes the nodes of a page in order and keeps the open line, cell and tables."""

    def __init__(self) -> None:
        self._content: list[Content] = []
        self._pieces: list[str] = []
        # of each open table: where it stands, and its rows
        self._outer: list[tuple[list[Content], Grid]] = []
        # of each open list: the number of its next item, if it prints numbers
        self._counts: list[int | None] = []
        self.added: list[str] = []  # what is shown and is no text node

    def finish(self) -> list[Content]:
        """What has been read."""
        self._flush()
        return self._content

    def visit(self, node: LexborNode, opens: bool) -> None:
        """One node that opens or closes."""
        tag = node.tag or ""
        if node.is_text_node:
            if opens:
                self._pieces.append(node.text_content or "")
        elif tag in _INLINE:
            if opens and tag == "input":
                self._add(_control(node.attributes))
            elif opens and tag == "img" and self._outer and (shown := _picture(node)):
                self._add(shown)
        else:
            self._block(tag, node, opens)

    def _block(self, tag: str, node: LexborNode, opens: bool) -> None:
        self._flush()
        if tag == "table":
            self._open_table() if opens else self._close_table()
        elif tag == "tr" and opens and self._outer:
            self._outer[-1][1].rows.append([])
        elif tag in ("td", "th") and opens:
            self._open_cell(node.attributes)
        elif tag in ("ol", "ul"):
            self._counts.append(_first(tag, node.attributes)) if opens else self._counts.pop()
        elif tag == "li" and opens:
            self._number()

    def _open_table(self) -> None:
        self._outer.append((self._content, Grid([])))

    def _close_table(self) -> None:
        """Back to where the table stands. One that lies deeper than any page needs is kept as text,
        so that depth stays bounded.
        """
        self._content, grid = self._outer.pop()
        if len(self._outer) < _DEEPEST:
            self._content.append(grid)
        else:
            self._content += [
                line
                for row in grid.rows
                for slot in row
                if slot is not None
                for line in slot.lines()
            ]

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        if self._outer and self._outer[-1][1].rows:
            slot = Slot(
                [],
                _span(attributes.get("colspan"), _MOST_COLUMNS),
                _span(attributes.get("rowspan"), _MOST_ROWS),
            )
            self._outer[-1][1].rows[-1].append(slot)
            self._content = slot.content

    def _number(self) -> None:
        if self._counts and (count := self._counts[-1]) is not None:
            self._add(f"{count}. ")
            self._counts[-1] = count + 1

    def _add(self, text: str) -> None:
        self.added.append(text)
        self._pieces.append(text)

    def _flush(self) -> None:
        text = _collapse("".join(self._pieces)).strip(" ")
        self._pieces.clear()
        if text:
            self._content.append(text)


def _collapse(text: str) -> str:
    """White space as it is printed; a line break of the source between two Chinese characters is
    none (CSS Text 3, 4.1.3).
    """
    return _SPACE.sub(" ", _WRAP.sub("", text)).replace("\xa0", " ")


def _first(tag: str, attributes: dict[str, str | None]) -> int | None:
    """The first number of a list; None if it prints none, or letters."""
    if (
        tag == "ul"
        or (attributes.get("type") or "1") != "1"
        or "none" in (attributes.get("style") or "")
    ):
        return None
    start = attributes.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def _control(attributes: dict[str, str | None]) -> str:
    """What a form field shows: a tick or the text typed in."""
    kind = (attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if "checked" in attributes else "☐"
    return (attributes.get("value") or "") if kind in ("text", "number", "date") else ""


def _picture(image: LexborNode) -> str:
    """The sign that a picture shows, by its own words; U+FFFD for a picture that stands right
    before a number and does not say what it shows.
    """
    said = (image.attributes.get("alt") or "").strip()
    if _SIGN.fullmatch(said):
        return said
    behind = image.next
    text = behind.text_content if behind is not None and behind.is_text_node else None
    return "\ufffd" if text and text.strip()[:1].isdigit() else ""


def _span(text: str | None, most: int) -> int:
    """A span as browsers read it: the leading digits; 0 is 'to the end' for rows; anything else is
    1.
    """
    digits = re.match(r"\s*\+?(\d{1,9})", text or "", re.ASCII)
    if digits is None:
        return 1
    return min(int(digits[1]), most) or (most if most == _MOST_ROWS else 1)
