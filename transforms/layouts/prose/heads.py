"""Targets in running text.

Heads (数量指标：) and group lines (一、产出指标) give the level of the text behind
them, up to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.document import Cell
from transforms.layouts.prose.cut import cut, in_brackets, operators, pieces
from transforms.layouts.prose.inner_labels import has_label, labels_from
from transforms.layouts.prose.lines import Text, indicator_of, text_of
from transforms.layouts.sections import ANNOUNCED
from transforms.records import Finding, Indicator
from transforms.words.folding import simple
from transforms.words.levels import level

_COST = "成本指标"
_LEAD = 12  # characters before a head that may number it
_BREAK = "\x00"  # stands for a line break while pieces are cut
_CHAPTER = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分|[(（][一二三四五六七八九十]{1,3}[)）])"
)
_NUMBERING = re.compile(
    r"(?:[一二三四五六七八九]是|其[一二三四五]|[(（][一二三四五六七八九十\d]+[)）]"
    r"|(?:(?<![一二三四五六七八九十])[一二三四五六七八九十]++|(?<![\d.])\d{1,2})[、.．])\s*$"
)
_ITEM = re.compile(
    r"^(?:指标\d{1,2}\s*[:：、.]|[(（]\d{1,2}[)）]|\d{1,2}[)）、]|\d{1,2}[.．](?!\d)|[①-⑳])\s*"
)
_HEAD = re.compile(
    r"(?:^|(?<=[;；。、.．:：\s)）])|(?<=[一二三四五六七八九]是)"
    r"|(?<=其[一二三四五]))(?![一二三四五六七八九]是|其[一二三四五])"
    r"(?P<name>[^\W\d_]{2,14}(?:指标|目标|影响))\s*+"
    r"(?:[(（][^()（）\n]{1,12}[)）]\s*+)?[:：,，]"
)
_NEXT_ITEM = re.compile(
    r"(?<!\s)\s++(?=指标\d{1,2}\s*[:：、.]|[(（]\d{1,2}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳])"
)
_ENDED = re.compile(r"[;；。]")
# 【产出指标-数量指标】, [质量指标], 【产出-数量】
_SQUARE = re.compile(
    r"[【\[〔](?:(?P<category>[^\W\d_]{2,8}(?:指标)?)\s*[-—–/·→>、]\s*)?"
    r"(?P<name>[^\W\d_]{2,14}(?:指标|目标|影响)|(?<=[-—–/·→>、])[^\W\d_]{2,10})[】\]〕]\s*[:：]?"
)
_GOAL = re.compile(r"\s*[【\[〔](?:总体|年度|绩效|项目|预期)*目标[】\]〕]\s*[:：]?\s*")
# (一)数量指标 on a line of its own, without a colon. Blank lines that no head stands behind are
# passed over whole: a match without a name
_ALONE = re.compile(
    r"(?:^|(?<=\n))\s*(?:[(（][一二三四五六七八九十\d]+[)）]\s*|[一二三四五六七八九十\d]+[、.．]\s*)?"
    r"(?P<name>[^\W\d_]{2,14}(?:指标|影响))(?:完成情况)?\s*"
    r"(?:[(（][^()（）\n]{1,12}[)）]\s*)?(?=\n)"
    r"|(?:^|(?<=\n))\s++"
)
_GROUP = re.compile(
    r"(?<![^\n。])\s*(?:[(（]?[一二三四五六七八九十\d]+[)）、.．\s]\s*)?"
    r"(?:\w{2,6}\s*[:：]\s*)?"
    r"(?P<name>\w{0,4}(?:产出|效[益果]|满意度|成本|完成)[指目]标)(?:完成情况)?\s*"
    r"(?:[(（][^()（）\n]{1,12}[)）]\s*)?(?:[;；]|[:：。]?(?m:$))"
    r"|(?<![^\n。])\s++"
)


def opens(text: str) -> bool:
    """Whether a line announces a kind of indicators, or a group of them."""
    text = simple(text)
    return bool(
        ANNOUNCED.search(text)
        or next(_marks(_SQUARE, text), None)
        or next(_marks(_ALONE, text.strip() + "\n"), None)
        or any(mark["name"] for mark in _GROUP.finditer(text.strip()))
    )


def announces(text: str) -> bool:
    """Whether a cell announces two kinds of indicators, and states a value."""
    kinds = {level(None, mark["name"]).subcategory for mark in _heads(text)}
    return len(kinds - {None}) > 1 and bool(operators(text))


def in_cell(cell: Cell) -> list[Indicator]:
    """The indicators of one cell of prose; empty if nothing is announced.

    Text before the first head is left over.
    """
    first = next(iter(_heads(cell.text)), None)
    lead = _NUMBERING.sub("", cell.text[: first.start()]).strip() if first else ""
    lead = "" if _GOAL.match(lead) else lead
    left = (
        [
            Indicator(
                lead,
                cell,
                "",
                findings=[Finding("left_over_text", lead, cell=cell, source_text=lead)],
            )
        ]
        if lead
        else []
    )
    return [*left, *indicators_of(text_of([cell]))]


def goal_in(text: str) -> str | None:
    """What a cell of heads says behind 【总体目标】, up to the first kind of indicators.

    >>> goal_in('【总体目标】保障延续【产出指标-数量指标】机柜数量(≥77台)')
    '保障延续'
    """
    head = _GOAL.match(text)
    first = next((mark for mark in _heads(text) if head and mark.start() >= head.end()), None)
    return text[head.end() : first.start()].strip() if head and first else None


def _heads(text: str) -> list[re.Match[str]]:
    """All heads and group lines in order; of two at one place the longer."""
    text = simple(text)
    found = [mark for pattern in (_HEAD, _SQUARE, _GROUP, _ALONE) for mark in _marks(pattern, text)]
    found.sort(key=lambda mark: (mark.start("name"), -mark.end()))
    kept: list[re.Match[str]] = []
    for mark in found:
        if not kept or mark.start("name") >= kept[-1].end():
            kept.append(mark)
    return kept


def indicators_of(text: Text) -> Iterator[Indicator]:
    """The indicators under each head and group line.

    Heads (known level 2 with a colon) and group lines (known level 1 alone) rule the text up to the
    next one.
    """
    marks = _heads(text.text)
    bracketed = in_brackets(_all_pieces(text.text, marks))
    category: str | None = None
    of_groups = _groups(text.text, marks)
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text.text)
        named = text.text[slice(*mark.span("name"))]
        below: str | None = named
        if number in of_groups:
            category = named
            below = category if level(None, category).subcategory else None
            if not _states(text.text[mark.end() : end]):
                yield from _left_over(text, mark.end(), end)
                continue
        elif mark.re is _SQUARE:
            category = text.text[slice(*mark.span("category"))] or category
        yield from _of_level(text, (mark.end(), end), category, below, bracketed=bracketed)


def _groups(text: str, marks: list[re.Match[str]]) -> set[int]:
    """The numbers of the heads that are levels 1. 4.成本指标 behind 3.时效指标 is none: it is
    numbered as the kinds below the level are, and not as the level.
    """
    found, group, kind = set[int](), "", ""
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    below = False  # whether a kind stands below the level
    for number, (mark, end) in enumerate(zip(marks, ends, strict=False)):
        numbered = _numbered(text, mark.start("name"))
        # 成本指标 with values of its own is a kind of 产出指标, where nothing is numbered
        is_cost = below and mark["name"] == _COST and _states(text[mark.end() : end])
        is_kind = kind and group != kind == numbered
        is_alike = is_cost and not (numbered or kind or group)
        if mark.re is _GROUP and not (is_kind or is_alike):
            found.add(number)
            group, kind, below = numbered, "", False
        elif mark.re is not _SQUARE:
            kind, below = numbered, True
    return found


def _numbered(text: str, begin: int) -> str:
    """How a head is numbered: （一） and （二） alike, otherwise than 1. and 2."""
    found = _NUMBERING.search(text[max(begin - _LEAD, 0) : begin])
    return (
        re.sub(r"\d+", "1", re.sub("[一二三四五六七八九十]+", "一", found[0].strip()))
        if found
        else ""
    )


def _states(body: str) -> bool:
    """Whether the text right below a group line holds indicators of its own: the first piece has a
    value with a number, or any of them a sign.
    """
    own = pieces(_NUMBERING.sub("", body))
    first = cut(_ITEM.sub("", own[0])).value if own else None
    return any(map(str.isdigit, first or "")) or any(map(operators, body.split("\n")))


def _left_over(text: Text, start: int, end: int) -> Iterator[Indicator]:
    """What stands between a group line and the next head, and is no indicator."""
    said = _NUMBERING.sub("", text.text[start:end]).strip()
    if said:
        line = text.line(text.text.find(said, start))
        finding = Finding("left_over_text", said, cell=line, source_text=said)
        yield Indicator(said, line, "", findings=[finding])


def _all_pieces(text: str, marks: list[re.Match[str]]) -> list[str]:
    ends = [*(mark.start() for mark in marks[1:]), *([len(text)] if marks else [])]
    bodies = (text[mark.end() : end] for mark, end in zip(marks, ends, strict=True))
    return [
        _ITEM.sub("", piece)
        for body in bodies
        for piece in pieces(_items(_NUMBERING.sub("", body)))
    ]


def _marks(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches whose word the taxonomy knows; other words before a colon are names."""
    for mark in pattern.finditer(text):
        if mark["name"] is None:
            continue
        known_level = (
            level(mark["name"], None).category
            if pattern is _GROUP
            else level(None, mark["name"]).subcategory
        )
        if known_level:
            yield mark


def _of_level(
    text: Text,
    where: tuple[int, int],
    category: str | None,
    subcategory: str | None,
    *,
    bracketed: bool,
) -> Iterator[Indicator]:
    start, end = where
    body = _NUMBERING.sub("", text.text[start:end])
    if end == len(text.text):
        body = body[: _stop(body)]
    body = _items(body[: labels_from(body)])
    position = start
    for piece in (piece for piece in pieces(body.replace("\n", _BREAK)) if piece.strip(_BREAK)):
        printed = piece.replace(_BREAK, "\n")
        begin = text.text.find(printed[:12], position)
        position = max(position, begin)
        yield indicator_of(
            _ITEM.sub("", piece.replace(_BREAK, "")),
            text.line(position),
            category,
            subcategory,
            bracketed=bracketed,
            glued=has_label(printed),
        )


def _items(body: str) -> str:
    """Line breaks between items as semicolons: before a number (指标2：), or where no semicolon
    stands and each line has a comparison of its own. Any other break is inside an item.
    """
    body = _NEXT_ITEM.sub(lambda blanks: blanks[0].replace("\n", ";"), body)
    lines = [line for line in body.split("\n") if line.strip()]
    apart = not _ENDED.search(body.rpartition("\n")[0]) and all(
        len(operators(line)) == 1 for line in lines
    )
    return body.replace("\n", ";") if apart else body


def _stop(body: str) -> int:
    """Where the last level ends: before a new chapter, or before the first line behind a full stop
    that states no value.
    """
    for line_break in re.finditer(r"\n", body):
        line = body[line_break.end() :].split("\n", 1)[0]
        closed = body[: line_break.start()].rstrip().endswith("。")
        said = not any(cut(piece).value for piece in pieces(line))
        if _CHAPTER.match(line) or (said and (closed or _is_sentence(body, line_break, line))):
            return line_break.start()
    return len(body)


def _is_sentence(body: str, line_break: re.Match[str], line: str) -> bool:
    """Whether a line is a sentence behind items that end without a sign: 以上内容随预算公开。"""
    before = body[: line_break.start()].rstrip()
    return line.rstrip().endswith("。") and not _ENDED.search(before) and bool(operators(before))
