"""Layout A2 (budget disclosure platforms, 2024): one string per project in prose.

It reads 设 1条数量指标:NAME≥1个月;设 1条质量指标:NAME≥80%;…
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transforms.document import Line
from transforms.layouts.prose.counted import HEAD, indicators_of
from transforms.layouts.prose.lines import is_project, project_of, text_of
from transforms.records import Extract, Section

LAYOUT = "counted_string"


def recognise(section: Section) -> bool:
    """Text without table in which indicators are announced with their count: 设 1条…指标:."""
    return section.table is None and any(HEAD.search(line.text) for line in section.above)


def read(section: Section) -> Extract:
    """One project for every string; lines with 项目名称 above it name it."""
    extract = Extract(LAYOUT, section.heading)
    for lines in _runs(section.above):
        first = next((number for number, line in enumerate(lines) if HEAD.search(line.text)), None)
        if first is None:
            continue
        project = project_of(lines[:first], section.heading, lines[0])
        project.indicators = list(indicators_of(text_of(lines[first:])))
        extract.projects.append(project)
    return extract


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in lines:
        if is_project(line) and any(HEAD.search(before.text) for before in run):
            yield run
            run = []
        run.append(line)
    yield run
