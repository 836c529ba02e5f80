"""Tables that lost their cells on the way to the page.

一级指标二级指标三级指标指标值 stands in one line, ≥266米≥266米10 or 210010 in the next.

Where one cell ends and the next begins cannot be told, so every line is held back whole. Points
that add up to 100 would prove the split between value and points, never the one between name and
explanation.
"""

from __future__ import annotations

import re

from transforms.document import Line
from transforms.layouts.prose.counted import HEAD
from transforms.layouts.prose.lines import project_of
from transforms.layouts.sections import is_glued_header
from transforms.records import Extract, Finding, Indicator, Section

LAYOUT = "glued_text"
_CHAPTER = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]部分)")


def recognise(section: Section) -> bool:
    """No table, a line in which the header words stand side by side, and no counted string."""
    if section.table is not None or any(HEAD.search(line.text) for line in section.above):
        return False
    return any(is_glued_header(line) for line in section.above)


def read(section: Section) -> Extract:
    """Every line below the header, up to the next chapter, as an indicator that is held back."""
    first = next(number for number, line in enumerate(section.above) if is_glued_header(line))
    project = project_of(section.above[:first], section.heading, section.above[0])
    for line in section.above[first + 1 :]:
        if _CHAPTER.match(line.text):
            break
        if line.text.strip() and not is_glued_header(line):
            project.indicators.append(_held_back(line))
    return Extract(LAYOUT, section.heading, [project])


def _held_back(line: Line) -> Indicator:
    return Indicator(
        line.text.strip(),
        line,
        "",
        findings=[Finding("cells_glued", cell=line, source_text=line.text)],
    )
