"""One 绩效指标 cell -> its indicators, each with the characters it came from.

A cell of the one-string layout reads, on one page and with the other separator on the next,

    1、1-产出指标,11-数量指标,安全培训；实施周期指标值:至少一次,年度指标值:至少一次；2、…

Two kinds of anchor carry the structure. A *head* (numbering and the two ``code-level,`` pieces)
opens an item. The *labels* 实施周期指标值 and 年度指标值 open its values. What stands between two
anchors is text and may hold digits, commas, colons, brackets and the words 指标值. Nothing is
dropped: item spans and gaps together give the cell back.
"""

from __future__ import annotations

import re

from transforms.explode.exploded import Exploded, Item, Span
from transforms.explode.heads import heads
from transforms.explode.labels import ANNUAL, PERIOD, end_of, labels_in, values_of
from transforms.explode.ledger import ledger
from transforms.explode.plain import Pieces, levels_of, pieces, plain
from transforms.words.folding import as_printed, simple

__all__ = ["Exploded", "Item", "Pieces", "Span", "explode", "levels_of", "pieces"]
_TEXTS = ("category", "subcategory", "name", "period_value", "annual_value")


def explode(text: str) -> Exploded:
    """Cut one 绩效指标 cell into indicators.

    Never raises; what is no indicator is left over.

    >>> head = '1、1-产出指标,11-数量指标,安全培训'
    >>> done = explode(head + '；实施周期指标值:至少一次,年度指标值:至少一次；')
    >>> item = done.items[0]
    >>> item.subcategory_code, item.name, item.annual_value, done.left_over
    ('11', '安全培训', '至少一次', ())
    """
    simplified = simple(text)
    done = _exploded(simplified)
    return done if simplified == text else _as_printed(done, text)


def _as_printed(done: Exploded, text: str) -> Exploded:
    """What was read in simplified characters, in those of the text."""
    items = tuple(
        Item(
            **item._asdict()
            | {one: as_printed(getattr(item, one), text, item.span[0]) for one in _TEXTS}
        )
        for item in done.items
    )
    left_over = tuple(as_printed(one, text) or "" for one in done.left_over)
    return done._replace(items=items, left_over=left_over)


def _exploded(text: str) -> Exploded:
    items = plain(text)
    if items is None:
        found = heads(text)
        ends = [*(head.start() for head in found[1:]), len(text)]
        pairs = zip(found, ends[: len(found)], strict=True)
        items = [_item(text, head, end) for head, end in pairs]
    return ledger(text, items)


def _item(text: str, head: re.Match[str], end: int) -> Item:
    """The item that ``head`` opens and that the next head, at ``end``, closes at the latest."""
    number, code, category, subcode, subcategory = head.groups()
    labels = labels_in(text, head.end(), end)
    end = end_of(text, labels[-1].end() if labels else head.end(), end, int(number or 0))
    stop = len(text[:end].rstrip())
    bare = stop - 1 if stop > head.end() and text[stop - 1] in ";；" else stop
    values = values_of(text, labels, bare)
    name = text[head.end() : labels[0].start() if labels else bare].strip()
    return Item(
        int(number) if number and not _glued(text, head.start()) else None,
        code or None,
        category.strip(),
        subcode or None,
        subcategory.strip(),
        name,
        values.get(PERIOD),
        values.get(ANNUAL),
        (head.start(), stop),
        "item_glued" if end < len(text) and _glued(text, end) else None,
    )


def _glued(text: str, start: int) -> bool:
    """Whether a numbering at ``start`` may be the last digits of a value.

    ``年度指标值:4503、1-产出指标`` is 450 and 3, or 4503.
    """
    return start > 0 and text[start].isdigit() and text[start - 1] in ":：≥≤≧≦><＞＜＝=~～.-—"
