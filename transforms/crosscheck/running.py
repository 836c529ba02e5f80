"""Targets in running text: lines outside of tables, and cells that hold many indicators.

A run of text states targets where the names of two levels stand at the head of a line or of a
clause, and a value behind them. What it states and no row publishes is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from transforms.crosscheck.claims import Doubt, Told
from transforms.crosscheck.printed import OUTSIDE, Part, Printed, Text
from transforms.crosscheck.site import Site
from transforms.crosscheck.words import has_words, is_level, squeeze

# where no head stands behind what it may begin with, that is passed over whole
_BEFORE = r"[\d一二三四五六七八九十.、()（）\s]"
_BEGIN = r"[\n;；。|【\[(（、:：\-—]"
_HEAD = re.compile(
    rf"(?:^|{_BEGIN}){_BEFORE}*+(?:"
    r"((?:产出|效益)?(?:数量|质量|时效|成本|(?:经济|社会|生态)效益|可持续影响|(?:服务对象)?满意度))"
    r"(?:指标)?(?=$|[\n:：|】\])）(（\-—]|指标\d))?+"
)
_CODED = re.compile(r"\d-\w{2,5}指标,\d{2}-\w{2,12},")  # 1-产出指标,11-数量指标,…
_GLUED = re.compile(r"一级指标二级指标.{0,12}(?:指标|目标|完成)值")
# the header of a table whose columns are lost
_HEADER = re.compile(
    r"一级指标二级指标"
    r"|(?:(?:数量|质量|时效|成本|(?:经济|社会|生态)效益|可持续影响|满意度)指标(?:服务对象)?){3}"
)
_LEVEL = re.compile(r"数量指标|质量指标|时效指标|成本指标|效益指标|影响指标|满意度指标")
_TARGET = re.compile(r"(?:目标|指标|标)值(?:为|是|[:：])?(?=[≥≧⩾≤≦⩽><=＝]|\d)")
_COMPARED = re.compile(r"(?:[≥≧⩾≤≦⩽]|[大小高低多少]于等于|不[低少高大超多][于过]|不小于)\d")
_STATES = re.compile(
    r"[≥≧⩾≤≦⩽><=]\d|\d[%‰]|\d(?:万|亿)?[元人次个家户件套项场台亩份座米天]|[于过]\d"
)
# a row of a table whose cells became a line: 数量指标 营造林面积 ≥2.1万亩
_ROW = re.compile(
    r"^.{0,16}?((?:数量|质量|时效|成本|(?:经济|社会|生态)效益|可持续影响|满意度)指标)"
    r"(?![是的为等及和]|完成)[^\n,，。;；:：]{2,30}?[≥≧⩾≤≦⩽><=＝]?\d[\d.]*[%‰\w/]{0,6}$",
    re.MULTILINE,
)
_STATED = re.compile(r"[≥≧⩾≤≦⩽><=＝]{0,2}\d[\d.,]*[%‰\w/]{0,6}")
_LONG = 30
_SIGNED = re.compile(r"[≥≧⩾≤≦⩽]\d+(?:\.\d+)?%?")


def doubts(sites: list[Site], parts: list[Part], told: Iterable[Told]) -> Iterator[Doubt]:
    """What runs of lines, and long cells, state and no row publishes."""
    quoted = "\n".join(one.text for one in told if one.error)
    by_cell: dict[Text, list[Site]] = {}
    for site in sites:
        for cell in site.cells:
            by_cell.setdefault(cell, []).append(site)
    for cells in _runs(parts):
        if cells[0].first == OUTSIDE or cells[0] not in by_cell:
            yield from _run(cells, by_cell, quoted)


def _runs(parts: list[Part]) -> Iterator[list[Text]]:
    """The lines between two tables together, and the rows of one cell in a table, which are lines
    too; each other long cell alone.
    """
    for is_table, group in groupby(parts, key=lambda part: part.is_table):
        rows = [row for part in group for row in part.rows]
        yield from _runs_of(rows, is_table=is_table)


def _runs_of(rows: list[Printed], *, is_table: bool) -> Iterator[list[Text]]:
    for alone, run in groupby(rows, key=lambda row: not is_table or len(row.filled) == 1):
        cells = list(dict.fromkeys(cell for row in run for cell in row.filled))
        if alone and cells:
            yield cells
        else:
            yield from ([cell] for cell in cells if len(cell.text) > _LONG)


def _run(cells: list[Text], by_cell: Mapping[Text, list[Site]], quoted: str) -> Iterator[Doubt]:
    text = "\n".join(cell.text for cell in cells)
    first = _first(text)
    if first is None or not _STATES.search(text, first):
        yield from _lost_rows(cells, by_cell, quoted)
        return
    sites = [site for cell in cells for site in by_cell.get(cell, ())]
    if sites:
        yield from _fewer(cells, sites, quoted)
        return
    if any(cell.text not in quoted for cell in cells if _STATES.search(cell.text)):
        printed = "\n".join(cell.source.text for cell in cells)
        yield Doubt("printed_not_read", text[first : first + 60], cells[0].source, printed)


def _lost_rows(
    cells: list[Text], by_cell: Mapping[Text, list[Site]], quoted: str
) -> Iterator[Doubt]:
    """A line that was one row of a table: 满意度指标 群众满意度 ≥95%."""
    unread = (cell for cell in cells if cell not in by_cell and cell.text not in quoted)
    for cell in unread:
        if cell.first == OUTSIDE and _is_row(cell.source.text):
            yield Doubt("printed_not_read", cell.text, cell.source, cell.source.text)


def _is_row(line: str) -> bool:
    """Whether blanks part a level, a name and a number at the end."""
    pieces = [squeeze(piece) for piece in line.split()]
    named = any(has_words(piece) and not is_level(piece) for piece in pieces[:-1])
    states = _STATED.fullmatch("".join(pieces[-2:])) or _STATED.fullmatch(pieces[-1])
    return len(pieces) > 2 and named and bool(states) and any(map(is_level, pieces[:-1]))


def _fewer(cells: list[Text], sites: list[Site], quoted: str) -> Iterator[Doubt]:
    """A sign with its number that is printed more often than it is published."""
    left = Counter(
        sign for site in sites for text in _values(site) for sign in _SIGNED.findall(text)
    )
    again = False
    for cell in cells:
        for sign in _SIGNED.findall(cell.text):
            left[sign] -= 1
            if left[sign] < 0 and sign not in quoted:
                yield Doubt("printed_not_read", sign, cell.source, cell.source.text, again=again)
                again = True


def _values(site: Site) -> Iterator[str]:
    texts = site.claim.texts
    yield from (texts[field] for field in ("name", "period", "annual", "actual") if field in texts)


def _first(text: str) -> int | None:
    """Where the targets begin; None where the text states none."""
    heads = [head for head in _HEAD.finditer(text) if head[1]]
    if len(heads) > 1:
        return heads[0].start()
    if coded := _CODED.search(text):
        return coded.start()
    if heads and _COMPARED.search(text[heads[0].end() :].partition("\n")[0]):
        # 数量指标：外立面改造大于等于10157.6平方米。
        return heads[0].start()
    rows = list(_ROW.finditer(text))
    if len({row[1] for row in rows}) > 1:
        return rows[0].start()
    targets = list(_TARGET.finditer(text))
    if len(targets) > 1:
        # 1.抗体合格率，年初目标值≥70%，实际完成值≥70%；
        return targets[0].start()
    return _first_header(text)


def _first_header(text: str) -> int | None:
    """Where the header of a table stands whose cells are lost, with targets behind."""
    header = _HEADER.search(text)
    if header and len(_COMPARED.findall(text, header.end())) > 1:
        return header.start()
    glued = _GLUED.search(text)
    if glued and len(set(_LEVEL.findall(text))) > 1:
        return glued.start()
    return None
