"""Strings that count their items: 设 1条数量指标:NAME≥1个月;设 1条质量指标:NAME≥80%;…"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.messages import english
from transforms.layouts.prose.cut import pieces
from transforms.layouts.prose.lines import Text, indicator_of
from transforms.records import Finding, Indicator

# blanks behind 条 are given back only where the level would be too short
HEAD = re.compile(
    r"设\s*(?P<count>\d+)\s*条(?:\s*+|\s*(?=[^:：;；\d]{2}[:：]))"
    r"(?P<level>[^:：;；\d]{2,16})\s*[:：]"
)


def indicators_of(text: Text) -> Iterator[Indicator]:
    """The items of every 设 N条…: in order."""
    heads = list(HEAD.finditer(text.text))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else _end(text.text, head.end())
        yield from _of_head(text, head, end)


def _end(text: str, start: int) -> int:
    """The last item ends with its full stop, else with the text."""
    stop = text.find("。", start)
    return len(text) if stop < 0 else stop


def _of_head(text: Text, head: re.Match[str], end: int) -> Iterator[Indicator]:
    """As many items as announced.

    If the text does not fall into that many, it is held back whole.
    """
    body = text.text[head.end() : end].replace("\n", "")
    items, line = pieces(body), text.line(head.start())
    kind = head["level"].strip()
    if len(items) != int(head["count"]):
        announced = english("found.items", count=head["count"])
        finding = Finding("value_not_cut", cell=line, source_text=body, expected=announced)
        yield Indicator(body, line, "", None, kind, findings=[finding])
        return
    for piece in items:
        yield indicator_of(piece, line, None, kind)
