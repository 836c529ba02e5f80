"""Layout G: targets in running text (同心, 青川): 一、产出指标 / 数量指标:NAME(≥**株)>=17600株；…；时效指标:…。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import Line
from transforms.layouts._cut import cut, pieces
from transforms.layouts._lines import Text, indicator_of, is_project, project_of, text_of, with_results
from transforms.records import Extract, Indicator, Section
from transforms.sections import ANNOUNCED, is_glued_header, split_prose
from transforms.taxonomy import level

LAYOUT = "running_text"
_COUNTED = re.compile(r"设\s*\d+\s*条")
_BREAK = "\x00"  # stands for a line break while pieces are cut
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分|[(（][一二三四五六七八九十]{1,3}[)）])")
_NUMBERING = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）])\s*$")
_HEAD = re.compile(r"(?:^|(?<=[;；。、:：\s)）]))(?P<name>[^\W\d_]{2,14}(?:指标|目标|影响))\s*(?:[(（][^()（）\n]{1,12}[)）])?\s*[:：,，]")
_GROUP = re.compile(r"(?:^|(?<=\n)|(?<=。))\s*(?:[(（]?[一二三四五六七八九十\d]+[)）]?[、.．\s]\s*)?"
                    r"(?P<name>[^\W\d_]{0,4}(?:产出|效益|效果|满意度|成本|完成)(?:指标|目标))\s*(?:[(（][^()（）\n]{1,12}[)）])?\s*[:：]?\s*(?:$|(?=\n))")


def recognise(section: Section) -> bool:
    """No table, at least two kinds of indicators announced with a colon; counted ones and lost cells are other layouts."""
    if section.table is not None or any(_COUNTED.search(line.text) or is_glued_header(line.text) for line in section.above):
        return False
    return bool(split_prose(list(section.above))[0])


def read(section: Section) -> Extract:
    """One project for every run of lines that begins with 项目名称, or one for all."""
    extract = Extract(LAYOUT, section.heading)
    for lines in _runs(section.above):
        first = next((number for number, line in enumerate(lines) if _opens(line)), len(lines))
        if first == len(lines):
            continue
        project = project_of(lines[:first], section.heading, lines[0])
        project.indicators = list(_indicators(text_of(lines[first:])))
        extract.projects.append(project)
    extract.heading = with_results(extract.heading, extract.projects)
    return extract


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if is_project(line) and any(_opens(one) for one in run):
            yield run
            run = []
        run.append(line)
    yield run


def _opens(line: Line) -> bool:
    return bool(ANNOUNCED.search(line.text) or _GROUP.search(line.text.strip()))


def _indicators(text: Text) -> Iterator[Indicator]:
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
    for piece in pieces(body.replace("\n", _BREAK)):
        place = text.text.find(piece.replace(_BREAK, "\n")[:12], position)
        position = max(position, place)
        yield indicator_of(piece.replace(_BREAK, ""), text.line(position), category, subcategory)


def _stop(body: str) -> int:
    """Where the last level ends: before a new chapter, or before the first line behind a full stop that states no value."""
    for found in re.finditer(r"\n", body):
        line = body[found.end():].split("\n", 1)[0]
        closed = body[:found.start()].rstrip().endswith("。")
        if _CHAPTER.match(line) or (closed and all(cut(piece).value is None for piece in pieces(line))):
            return found.start()
    return len(body)
