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
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from transforms.words.folding import as_printed, simple
from transforms.words.levels import level

Span = tuple[int, int]
_DASH = r"\s*[-－—–‐]\s*"
_COMMA = r"\s*[,，]\s*"
_NAME = r"((?!\d)[^,，;；:：]{0,30}?)"
_NUMBER = r"(?<!\d)[(（]?(\d{1,4})\s*[、.．)）]\s*"
# scans lose commas: 2-效益指标22-社会效益 is as certain without
# behind a comma or dash; given back only where a name would be too short or begin with a digit
_BLANKS = r"(?:\s*+|\s*(?=\s\d)|\s*(?=\s[\s\S](?:指标|[,，])))"
_TO_NAME, _NEXT = r"\s*[-－—–‐]" + _BLANKS, r"\s*[,，]" + _BLANKS
_BETWEEN = rf"(?:{_COMMA}|(?<=指标)(?=\d{{1,3}}{_DASH}))"
_CODED = (
    rf"(?:{_NUMBER})?(?<!\d)(\d{{1,3}}){_TO_NAME}{_NAME}"
    rf"{_BETWEEN}(\d{{1,3}}){_TO_NAME}{_NAME}{_COMMA}"
)
_CODELESS = (
    rf"(?:(?<=^)|(?<=[;；\s]))(?:{_NUMBER})?(?:(\d{{1,3}}){_TO_NAME})?"
    rf"([^\d,，;；:：、()（）]{{2,12}}?指标){_NEXT}"
    rf"(?:(\d{{1,3}}){_TO_NAME})?([^\d,，;；:：、]{{2,20}}?){_COMMA}"
)
_HEADS = (re.compile(_CODED), re.compile(_CODELESS))


def _spaced(*labels: str) -> str:
    """A pattern of the labels that a line break inside does not hide."""
    return "|".join(r"\s*".join(label) for label in labels)


# scans lose it; before a sign the label is as certain without
_COLON = r"(?:\s*[:：]|(?=\s*[≥≤≧≦><＞＜]))"
_PERIOD = re.compile(
    rf"[;；,，]\s*(?:{_spaced('实施周期指标值', '中期指标值', '长期指标值', '总体指标值')}){_COLON}"
)
_ANNUAL = re.compile(
    rf"[;；,，]\s*(?:(?:{_spaced('年度指标值', '当年指标值', '本年指标值', '本年度指标值')})"
    rf"{_COLON}|{_spaced('指标值')}\s*[:：])"
)
_LABEL = re.compile(r"指标值\s*[:：]")
_NUMBERING = re.compile(r"(?:^|(?<=[;；\s]))(\d{1,4})\s*、")
# the beginning of a head that is cut off
_PARTIAL = re.compile(r"[;；]\s*(?=(?:\d{1,4}\s*[、.．]\s*)?\d{1,3}\s*[-－—–]\s*[^\d\s,，;；])")
_REMARK = re.compile(r"[;；。]\s*(?=(?:备注|注|说明)\s*[:：])")
_ENUMERATION = re.compile(r"\s*[(（]?[1１一]\s*[、.．)）]")
_LEVEL = r"(\d{1,3})-((?!\d)[^,，;；:：\s]{1,30})"
_PLAIN_HEAD = re.compile(f"{_LEVEL},{_LEVEL}")
# a whole item in which no separator stands inside a name or value: nothing about it is ambiguous
_PLAIN = re.compile(
    r"((?<!\s)(\s*+)(?:(\d{1,4})、)?"
    r"(\d{1,3}-(?!\d)[^,，;；:：\s]{1,30},\d{1,3}-(?!\d)[^,，;；:：\s]{1,30}),"
    r"([^,，;；:：\s]+)"
    r"；实施周期指标值:([^,，;；:：\s]*),年度指标值:([^,，;；:：\s]*)[;；])(?=\s*+(?:\Z|\d))"
)


_TEXTS = ("category", "subcategory", "name", "period_value", "annual_value")


class Pieces(NamedTuple):
    """One plain item in its pieces.

    The pieces are all its characters from the end of the item before: the white space that they
    begin with, then the rest as printed.
    """

    whole: str
    blank: str
    number: str
    head: str
    name: str
    period_value: str | None
    annual_value: str | None


class Item(NamedTuple):
    """One indicator of the cell.

    ``span`` is half-open, in characters of the cell's text. None: the source does not say; '' :
    blank.

    ``doubt`` is the id of the rule that holds the row back, when where the item ends cannot be told
    for certain.
    """

    number: int | None
    category_code: str | None
    category: str | None
    subcategory_code: str | None
    subcategory: str | None
    name: str
    period_value: str | None
    annual_value: str | None
    span: Span
    doubt: str | None = None


class Exploded(NamedTuple):
    """The items of one cell and the ledger of what else is in it.

    ``gaps`` are the spans outside every item, ``left_over`` the texts among them that are not
    blank. ``announced`` is the highest number that the numbering prints (None without numbering),
    ``missing`` the numbers below it that no item bears.
    """

    items: tuple[Item, ...]
    gaps: tuple[Span, ...]
    left_over: tuple[str, ...]
    announced: int | None
    missing: tuple[int, ...]

    def spans(self) -> tuple[Span, ...]:
        """Items and gaps in order, from the first character to the last.

        There is no hole and no overlap.
        """
        return tuple(sorted([item.span for item in self.items] + list(self.gaps)))


def explode(text: str) -> Exploded:
    """Cut one 绩效指标 cell into indicators.

    Never raises; what is no indicator is left over.

    >>> head = '1、1-产出指标,11-数量指标,安全培训'
    >>> done = explode(head + '；实施周期指标值:至少一次,年度指标值:至少一次；')
    >>> item = done.items[0]
    >>> item.subcategory_code, item.name, item.annual_value, done.left_over
    ('11', '安全培训', '至少一次', ())
    """
    plain = simple(text)
    done = _exploded(plain)
    return done if plain == text else _as_printed(done, text)


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
    items = _plain(text)
    if items is None:
        heads = _heads(text)
        ends = [*(head.start() for head in heads[1:]), len(text)]
        pairs = zip(heads, ends[: len(heads)], strict=True)
        items = [_item(text, head, end) for head, end in pairs]
    return _ledger(text, items)


def pieces(text: str) -> list[Pieces] | None:
    """The pieces of a cell in which every item is plain; None if one is not.

    Most cells are plain, and are read in a fifth of the time. The pieces are bare tuples.
    """
    plain_items: list[Pieces] = _PLAIN.findall(text)
    read = sum([len(item[0]) for item in plain_items])
    # whatever was skipped, the last item's end stands behind
    return plain_items if plain_items and (read == len(text) or not text[read:].strip()) else None


@lru_cache(maxsize=4096)
def levels_of(head: str) -> tuple[str, str, str, str]:
    """Code and name of both levels of a plain head: '1-产出指标,11-数量指标'."""
    match = _PLAIN_HEAD.fullmatch(head)
    assert match is not None, head
    code, category, subcode, subcategory = match.groups()
    return code, category, subcode, subcategory


def _plain(text: str) -> list[Item] | None:
    """The items of a plain cell; None if it is not."""
    plain_items, items, end = pieces(text), [], 0
    for whole, blank, number, head, name, period, annual in plain_items or ():
        start, end = end + len(blank), end + len(whole)
        items.append(
            Item(
                int(number) if number else None,
                *levels_of(head),
                name,
                period,
                annual,
                (start, end),
            )
        )
    return items or None


def _heads(text: str) -> list[re.Match[str]]:
    """Heads in order. A head without codes counts only where none with codes covers it, and without
    number too only with known names.
    """
    coded, codeless = ([*pattern.finditer(text)] for pattern in _HEADS)
    covered = [(head.start(), head.end()) for head in coded]
    free = [
        head
        for head in codeless
        if (head[1] or _known(head))
        and not any(start < head.end() and head.start() < end for start, end in covered)
    ]
    return sorted(coded + free, key=lambda head: head.start())


def _known(head: re.Match[str]) -> bool:
    """Whether both names of a head are in the taxonomy."""
    return (
        level(head[3], None).category is not None and level(None, head[5]).subcategory is not None
    )


def _item(text: str, head: re.Match[str], end: int) -> Item:
    """The item that ``head`` opens and that the next head, at ``end``, closes at the latest."""
    number, code, category, subcode, subcategory = head.groups()
    labels = _labels(text, head.end(), end)
    end = _close(text, labels[-1].end() if labels else head.end(), end, int(number or 0))
    stop = len(text[:end].rstrip())
    bare = stop - 1 if stop > head.end() and text[stop - 1] in ";；" else stop
    values = _values(text, labels, bare)
    name = text[head.end() : labels[0].start() if labels else bare].strip()
    return Item(
        int(number) if number and not _glued(text, head.start()) else None,
        code or None,
        category.strip(),
        subcode or None,
        subcategory.strip(),
        name,
        values.get(_PERIOD),
        values.get(_ANNUAL),
        (head.start(), stop),
        "item_glued" if end < len(text) and _glued(text, end) else None,
    )


def _glued(text: str, start: int) -> bool:
    """Whether a numbering at ``start`` may be the last digits of a value.

    ``年度指标值:4503、1-产出指标`` is 450 and 3, or 4503.
    """
    return start > 0 and text[start].isdigit() and text[start - 1] in ":：≥≤≧≦><＞＜＝=~～.-—"


def _labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels of the values between ``start`` and ``end``, in the order in which they stand.

    They are the first 实施周期指标值, and the first 年度指标值 behind it, else before it. A label
    in the name is none.
    """
    period = _PERIOD.search(text, start, end)
    annual = _ANNUAL.search(text, period.end(), end) if period else None
    annual = annual or _ANNUAL.search(text, start, end)
    labels = [label for label in (period, annual) if label]
    return sorted(labels, key=lambda label: label.start())


def _values(text: str, labels: list[re.Match[str]], end: int) -> dict[re.Pattern[str], str]:
    """The value behind each label: it goes up to the next label or to the item's end."""
    ends = [*(label.start() for label in labels[1:]), end]
    return {
        label.re: text[label.end() : max(stop, label.end())].strip()
        for label, stop in zip(labels, ends[: len(labels)], strict=True)
    }


def _close(text: str, start: int, end: int, number: int) -> int:
    """Where the item ends, if a head that was not recognised (cut off, misprinted) follows its
    values between ``start`` and ``end``.

    What follows is left over and reported, not swallowed by a value. Four signs: the beginning of
    a coded head; a remark (备注：…); the numbering that is due next, unless the value is an
    enumeration of its own (``1、建立制度；2、完善机制``); yet another label.
    """
    cuts = [mark.end() for mark in _PARTIAL.finditer(text, start, end)]
    cuts += [mark.end() for mark in _REMARK.finditer(text, start, end)]
    numberings = [mark for mark in _NUMBERING.finditer(text, start, end) if mark.start() > start]
    if not _ENUMERATION.match(text, start):
        cuts += [mark.start() for mark in numberings if int(mark[1]) == number + 1]
    surplus = _LABEL.search(text, start, min([end, *cuts]))
    if surplus:
        separator = re.search("[;；]", text[start : surplus.start()])
        before = [mark.start() for mark in numberings if mark.start() < surplus.start()]
        cuts += before[-1:] or ([start + separator.end()] if separator else [])
    return min([end, *cuts])


def _ledger(text: str, items: list[Item]) -> Exploded:
    edges = [0, *chain.from_iterable([item.span for item in items]), len(text)]
    gaps = [
        (start, stop) for start, stop in zip(edges[::2], edges[1::2], strict=True) if start < stop
    ]
    left_over = [piece.strip() for start, stop in gaps if not (piece := text[start:stop]).isspace()]
    numbers = [item.number for item in items]
    # most cells: announced is what was read
    if not left_over and numbers == list(range(1, len(numbers) + 1)):
        return Exploded(tuple(items), tuple(gaps), (), len(numbers) or None, ())
    return Exploded(
        tuple(items), tuple(gaps), tuple(left_over), *_numbering(text, numbers, left_over)
    )


def _numbering(
    text: str, printed: list[int | None], left_over: list[str]
) -> tuple[int | None, tuple[int, ...]]:
    """The highest number that is printed, and the numbers below it that no item bears."""
    numbers = [number for number in printed if number is not None]
    announced = max(
        numbers + [int(number) for piece in left_over for number in _NUMBERING.findall(piece)],
        default=None,
    )
    missing = set(range(1, min(announced or 0, len(text)) + 1)) - set(numbers)
    return announced, tuple(sorted(missing))
