"""Elements in elements: the count before the parse is never less than what the parser makes, far
from it only where pages are written as nobody writes them, and its time grows with the page.
"""

from __future__ import annotations

import random

import pytest

from transforms.document import UnreadableError
from transforms.reading import read
from transforms.reading.common.limits import MAX_DEPTH, MAX_STYLES
from transforms.reading.web import depth
from transforms.reading.web.depth import guard_depth

MANY = 20_000
TABLE = "<table><tr><td>指标<td>{}</table>"
SOUND = {
    "closed": "<div></div>" * MANY,
    "an unclosed sign of style in each cell": "<table>"
    + "<tr><td><font size=1>一<td><b><span>二" * MANY
    + "</table>",
    "unclosed blocks in cells": "<table>" + "<tr><td><div><center>一</td>" * MANY + "</table>",
    "the same sign of style in each paragraph": "<p><font size=1>一" * MANY,
    "items": "<ul>" + "<li>一" * MANY,
    "void": "<p>一<br><img src=a><hr>" * MANY,
    "in a comment": f"<!--{'<div>' * MANY}-->" + TABLE.format("≥1"),
    "in a script": f"<script>'{'<div>' * MANY}'</script>" + TABLE.format("≥1"),
    "drawn": f"<svg>{'<path/>' * MANY}</svg>",
    "tables, one after the other": TABLE.format("≥1") * MANY,
    "end tags of nothing": "<p>一</div></table></td>" * MANY,
}
DEEP = {
    "blocks": "<div>" * MANY,
    "closed at the end": "<div>" * MANY + "</div>" * MANY,
    "end tags that reach out of a table": "<div><table></div></table>" * MANY,
    "blocks before a table's rows": "<table>" + "<div></tr>" * MANY,
    "signs of style, each another": "".join(f"<p><font size={n}>一" for n in range(MANY)),
    "tables": "<table><tr><td>" * MANY,
    "lists": "<ul><li>" * MANY,
    "other end tags": "<div></span>" * MANY,
    "capitals": "<DIV><Center>" * MANY,
    "attributes": "<div class='a' id=b>" * MANY,
    "unknown elements": "<x-y>" * MANY,
}


@pytest.mark.parametrize("page", SOUND.values(), ids=SOUND)
def test_a_large_page_is_not_deep(page):
    guard_depth(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize("page", DEEP.values(), ids=DEEP)
def test_a_deep_page_is_told(page):
    with pytest.raises(UnreadableError) as error:
        read(f"<html><body>{page}</body></html>".encode(), "a.html")
    assert error.value.rule == "too_large"
    assert "elements open in each other" in error.value.message


@pytest.mark.parametrize("tag", ["div", "center", "blockquote", "ul"])
def test_both_sides_of_the_limit(tag):
    # with table and cell one too many
    page = "<html>" + f"<{tag}>" * (MAX_DEPTH - 1) + TABLE.format("≥1")
    with pytest.raises(UnreadableError):
        read(page.encode(), "a.html")
    (table,) = read(page.replace(f"<{tag}>", "", 1).encode(), "a.html").tables()
    assert [cell.text for cell in table.cells()] == ["指标", "≥1"]


def test_both_sides_of_the_limit_of_styles():
    styles = [f"<p><font size={n}>一" for n in range(MAX_STYLES + 1)]
    with pytest.raises(UnreadableError):
        read(f"<html>{''.join(styles)}{TABLE.format('≥1')}".encode(), "a.html")
    (table,) = read(f"<html>{''.join(styles[1:])}{TABLE.format('≥1')}".encode(), "a.html").tables()
    assert [cell.text for cell in table.cells()] == ["指标", "≥1"]


def parsed_depth(page: str) -> int:
    """How deep the parser has the body's elements, leaves that end by themselves apart."""
    from selectolax.lexbor import LexborHTMLParser

    return max(_above(node) for node in LexborHTMLParser(page).root.traverse())


def _above(node) -> int:
    """Counted elements from a node up."""
    count = 0
    while node is not None:
        count += node.tag not in depth._IMPLIED | depth._VOID
        node = node.parent
    return count


def test_what_is_counted_is_what_the_parser_makes(monkeypatch):
    """Random soups of tags: the count is at least a third of the parser's depth (styles of another
    paragraph are made anew in it).
    """
    monkeypatch.setattr(depth, "MAX_STYLES", 1)  # shorter pages are not counted
    names = ("div", "p", "b", "font size=1", "font size=2", "td", "tr", "table", "ul", "li", "span")
    for seed in range(300):
        chance = random.Random(seed)
        tags = [chance.choice((f"<{one}>", f"</{one.split()[0]}>")) for one in names for _ in "123"]
        page = "".join(chance.choices(tags, k=200))
        assert counted(page) * 3 + 3 >= parsed_depth(f"<body>{page}"), page


def counted(page: str) -> int:
    """The least limit that a page passes."""
    for limit in range(1, 1000):
        depth.MAX_DEPTH = depth.MAX_STYLES = limit
        try:
            guard_depth(page)
        except UnreadableError:
            continue
        return limit
    raise AssertionError(page)
