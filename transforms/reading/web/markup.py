"""HTML -> lines and grids, with lexbor (the WHATWG rules: what a browser would see). No recursion:
pages nest without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transforms.reading.common.flow import Content, Grid, Slot
from transforms.reading.common.ledger import Delivered
from transforms.reading.common.raised import raised
from transforms.reading.common.struck import struck_out
from transforms.reading.web.controls import chosen, control, picture
from transforms.reading.web.depth import guard_depth
from transforms.reading.web.hidden import Styles, in_table, is_pane, is_part, not_shown
from transforms.reading.web.marks import Marks
from transforms.reading.web.tags import INLINE, SKIPPED

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from transforms.document import NotShown

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 50  # tables within tables; below it a table is read as text
_MOST_COLUMNS, _MOST_ROWS = 1000, 65_534  # HTML standard, 4.9.11


class Markup(NamedTuple):
    """Title and content of a page, what its text nodes deliver, and what nobody sees of tables."""

    title: str | None
    content: list[Content]
    delivered: Delivered
    not_shown: tuple[NotShown, ...]


def read_markup(text: str) -> Markup:
    """Read a page as a browser would show it. Raises UnreadableError (``too_large``) for one that
    nests too deep.
    """
    from selectolax.lexbor import LexborHTMLParser

    guard_depth(text)
    page = LexborHTMLParser(text)
    title = page.css_first("head > title")
    marks = Marks(page)
    builder, seen = _Builder(marks), _Seen(page, marks)
    if page.body is not None:
        for node, opens in _walk(page.body, seen):
            builder.visit(node, opens)
    content = builder.finish()
    given = page.body.text() if page.body is not None else ""
    left = {
        "not shown": "".join(node.text() for node in seen.skipped if node.is_element_node),
        "struck out": "".join(seen.struck),
    }
    added = {"numbers and controls": "".join(builder.added)}
    delivered = Delivered(given, left, added)
    name = _collapse(title.text()).strip() if title is not None else ""
    return Markup(
        name or None, content, delivered, (*not_shown(seen.unseen), *struck_out(seen.struck))
    )


def _walk(root: LexborNode, seen: _Seen) -> Iterator[tuple[LexborNode, bool]]:
    """Every node that is shown, when it opens and when it closes."""
    node: LexborNode | None = root
    while node is not None:
        if seen.shows(node):
            yield node, True
            if (child := node.child) is not None:
                node = child
                continue
            yield node, False
        elif node.tag == "select":
            yield node, True
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


class _Seen:
    """Which nodes are shown; keeps those that are not."""

    def __init__(self, page: LexborHTMLParser, marks: Marks) -> None:
        self._page, self._styles, self._marks = page, Styles(page), marks
        self._tables: bool | None = None
        self.skipped: list[LexborNode] = []
        self.unseen: list[LexborNode] = []  # of them the parts of tables, and what holds tables
        self.struck: list[str] = []

    def shows(self, node: LexborNode) -> bool:
        """Whether a node is read; what is inside one that is not is not asked for."""
        if node.is_text_node:
            return not self._is_struck(node)
        if node.is_element_node and node.tag not in SKIPPED and not self._is_hidden(node):
            return True
        self.skipped.append(node)
        return False

    def _is_struck(self, text: LexborNode) -> bool:
        is_struck = self._marks.is_struck(text)
        self.struck += [text.text_content or ""] if is_struck else []
        return is_struck

    def _is_hidden(self, node: LexborNode) -> bool:
        if not self._styles.hide(node):
            return False
        unseen = in_table(node)
        if unseen and not is_part(node):
            unseen = self._shows_tables() and not is_pane(node)
            if not unseen:
                return False
        self.unseen += [node] if unseen else []
        return True

    def _shows_tables(self) -> bool:
        if self._tables is None:
            self._tables = self._styles.show_a_table(self._page)
        return self._tables


@dataclass(slots=True)
class _Open:
    """A table that is not closed yet: where it stands, its rows, those of its foot, and how many
    rows stood before the foot.
    """

    around: list[Content]
    grid: Grid = field(default_factory=lambda: Grid([]))
    foot: list[list[Slot | None]] = field(default_factory=list)
    before: int = 0

    def end_group(self) -> None:
        """No cell grows beyond its group of rows, whatever its rowspan says (HTML, 4.9.12.1)."""
        rows = self.grid.rows[self.before :]
        for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
            for slot in row:
                if slot is not None:
                    slot.rowspan = min(slot.rowspan, left)

    def take_foot(self) -> None:
        """The rows of a foot stand at the end, wherever the page has them."""
        self.foot += self.grid.rows[self.before :]
        del self.grid.rows[self.before :]


class _Builder:
    """Takes the nodes of a page in order and keeps the open line, cell and tables."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._content: list[Content] = []
        self._pieces: list[str] = []
        self._outer: list[_Open] = []
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
                text = node.text_content or ""
                self._pieces.append(raised(text) if self._marks.is_raised(node) else text)
        elif tag in INLINE:
            self._inline(tag, node) if opens else None
        else:
            self._block(tag, node, opens)

    def _inline(self, tag: str, node: LexborNode) -> None:
        """What a control or a picture shows. A list of links beside the text is no choice."""
        if tag == "input":
            self._add(control(node.attributes))
        elif tag in ("img", "select") and self._outer:
            self._add(picture(node) if tag == "img" else chosen(node))

    def _block(self, tag: str, node: LexborNode, opens: bool) -> None:
        self._flush()
        if tag == "table":
            self._open_table() if opens else self._close_table()
        elif tag in ("thead", "tbody", "tfoot") and self._outer:
            self._group(tag, opens)
        elif tag == "tr" and opens and self._outer:
            self._outer[-1].grid.rows.append([])
        elif tag in ("td", "th") and opens:
            self._open_cell(node.attributes)
        elif tag in ("ol", "ul"):
            self._counts.append(_first(tag, node.attributes)) if opens else self._counts.pop()
        elif tag == "li" and opens:
            self._number()

    def _open_table(self) -> None:
        self._outer.append(_Open(self._content))

    def _close_table(self) -> None:
        """Back to where the table stands. One that lies deeper than any page needs is kept as text,
        so that depth stays bounded.
        """
        table = self._outer.pop()
        self._content, grid = table.around, table.grid
        grid.rows += table.foot
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

    def _group(self, tag: str, opens: bool) -> None:
        table = self._outer[-1]
        if opens:
            table.before = len(table.grid.rows)
            return
        table.end_group()
        if tag == "tfoot":
            table.take_foot()

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        if self._outer and self._outer[-1].grid.rows:
            slot = Slot(
                [],
                _span(attributes.get("colspan"), _MOST_COLUMNS),
                _span(attributes.get("rowspan"), _MOST_ROWS),
            )
            self._outer[-1].grid.rows[-1].append(slot)
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


def _span(text: str | None, most: int) -> int:
    """A span as browsers read it: the leading digits; 0 is 'to the end' for rows; anything else is
    1.
    """
    digits = re.match(r"\s*\+?(\d{1,9})", text or "", re.ASCII)
    if digits is None:
        return 1
    return min(int(digits[1]), most) or (most if most == _MOST_ROWS else 1)
