"""Both README pages say the same: the same headings, commands, tables and links, in one order."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")]


def shape(page: str) -> list[str]:
    """Headings by depth, table rows by their number of cells, and where code blocks begin."""
    parts = re.findall(r"^(#+) |^(\|.*)$|^(```\w*)$", page, re.MULTILINE)
    return [depth or fence or f"{row.count('|')} cells" for depth, row, fence in parts]


def commands(page: str) -> list[str]:
    """The lines of the code blocks without their remarks; those that are a picture left out."""
    blocks = re.findall(r"^```(?:sh|python|yaml)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = (re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines())
    return [line.strip() for line in lines if line.strip()]


def links(page: str) -> list[str]:
    found = re.findall(r"\]\((docs/[^)]+)\)", page)
    return sorted(set(found))


def test_the_pages_have_the_same_parts():
    assert shape(PAGES[0]) == shape(PAGES[1])


def test_the_pages_have_the_same_commands():
    assert commands(PAGES[0]) == commands(PAGES[1])


def test_the_pages_lead_to_the_same_places_and_these_are_there():
    assert links(PAGES[0]) == links(PAGES[1])
    assert [one for one in links(PAGES[0]) if not (ROOT / one).exists()] == []
