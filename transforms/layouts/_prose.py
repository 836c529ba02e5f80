"""Targets in running text: heads (数量指标：) and group lines (一、产出指标) rule what follows them, up to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.document import Cell
from transforms.layouts._cut import cut, pieces
from transforms.layouts._lines import Text, indicator_of, text_of
from transforms.records import Finding, Indicator
from transforms.sections import ANNOUNCED
from transforms.taxonomy import level

_BREAK = "\x00"  # stands for a line break while pieces are cut
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分|[(（][一二三四五六七八九十]{1,3}[)）])")
_NUMBERING = re.compile(r"(?:(?:[一二三四五六七八九十]+|(?<![\d.])\d{1,2})[、.．]|[(（][一二三四五六七八九十\d]+[)）])\s*$")
_ITEM = re.compile(r"^(?:[(（]\d{1,2}[)）]|\d{1,2}[)）、]|\d{1,2}[.．](?!\d)|[①-⑳])\s*")
_HEAD = re.compile(r"(?:^|(?<=[;；。、.．:：\s)）]))(?P<name>[^\W\d_]{2,14}(?:指标|目标|影响))\s*(?:[(（][^()（）\n]{1,12}[)）])?\s*[:：,，]")
_GROUP = re.compile(r"(?:^|(?<=\n)|(?<=。))\s*(?:[(（][一二三四五六七八九十\d]+[)）]\s*|[一二三四五六七八九十\d]+[、.．\s]\s*)?"
                    r"(?P<name>[^\W\d_]{0,4}(?:产出|效益|效果|满意度|成本|完成)(?:指标|目标))\s*(?:[(（][^()（）\n]{1,12}[)）])?\s*[:：]?\s*(?:$|(?=\n))")


def opens(text: str) -> bool:
    """Whether a line announces a kind of indicators, or a group of them."""
    return bool(ANNOUNCED.search(text) or _GROUP.search(text.strip()))


def in_cell(cell: Cell) -> list[Indicator]:
    """The indicators of one cell of prose; text before the first head is left over. Empty if nothing is announced."""
    first = next(_marks(_HEAD, cell.text), None)
    lead = _NUMBERING.sub("", cell.text[:first.start()]).strip() if first else ""
    left = [Indicator(lead, cell, "", findings=[Finding("left_over_text", lead, cell=cell, source_text=lead)])] if lead else []
    return [*left, *indicators_of(text_of([cell]))]


def indicators_of(text: Text) -> Iterator[Indicator]:
    """Heads (known level 2 with a colon) and group lines (known level 1 alone) rule the text up to the next one."""
    marks = sorted([*_marks(_HEAD, text.text), *_marks(_GROUP, text.text)], key=lambda mark: mark.start())
    category: str | None = None
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text.text)
        if mark.re is _GROUP:
            category = mark["name"]
            continue
        yield from _of_level(text, mark.end(), end, category, mark["name"])


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches whose word the taxonomy knows; other words before a colon are names."""
    for mark in pattern.finditer(text):
        found = level(mark["name"], None).category if pattern is _GROUP else level(None, mark["name"]).subcategory
        if found:
            yield mark


def _of_level(text: Text, start: int, end: int, category: str | None, subcategory: str) -> Iterator[Indicator]:
    body = _NUMBERING.sub("", text.text[start:end])
    if end == len(text.text):
        body = body[:_stop(body)]
    position = start
    for piece in (piece for piece in pieces(body.replace("\n", _BREAK)) if piece.strip(_BREAK)):
        place = text.text.find(piece.replace(_BREAK, "\n")[:12], position)
        position = max(position, place)
        yield indicator_of(_ITEM.sub("", piece.replace(_BREAK, "")), text.line(position), category, subcategory)


def _stop(body: str) -> int:
    """Where the last level ends: before a new chapter, or before the first line behind a full stop that states no value."""
    for found in re.finditer(r"\n", body):
        line = body[found.end():].split("\n", 1)[0]
        closed = body[:found.start()].rstrip().endswith("。")
        if _CHAPTER.match(line) or (closed and all(cut(piece).value is None for piece in pieces(line))):
            return found.start()
    return len(body)
