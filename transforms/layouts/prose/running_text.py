"""Layout G: targets in running text (同心, 青川).

They read 一、产出指标 / 数量指标:NAME(≥**株)>=17600株；…；时效指标:…。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transforms.document import Line, simple
from transforms.layouts.prose.heads import indicators_of, opens
from transforms.layouts.prose.lines import is_project, project_of, text_of, with_results
from transforms.layouts.sections import is_glued_header, split_prose
from transforms.layouts.shared.labels import split_labels
from transforms.layouts.shared.scores import printed_score
from transforms.records import Extract, Section
from transforms.words.numbered_name import name_in_heading

LAYOUT = "running_text"
_COUNTED = re.compile(r"设\s*\d+\s*条")


def recognise(section: Section) -> bool:
    """No table, at least two kinds of indicators announced with a colon.

    Counted ones and lost cells are other layouts.
    """
    if section.table is not None or any(
        _COUNTED.search(simple(line.text)) or is_glued_header(line) for line in section.above
    ):
        return False
    return bool(split_prose(list(section.above))[0])


def read(section: Section) -> Extract:
    """One project for every run of lines that begins with 项目名称, or one for all."""
    extract = Extract(LAYOUT, section.heading)
    for lines in _runs(section.above):
        first = next((number for number, line in enumerate(lines) if opens(line.text)), len(lines))
        if first == len(lines):
            continue
        project = project_of(lines[:first], section.heading, lines[0])
        project.indicators = list(indicators_of(text_of(lines[first:])))
        project.score = next(filter(None, (printed_score(line.text) for line in lines)), None)
        extract.projects.append(project)
    extract.heading = with_results(extract.heading, extract.projects)
    return extract


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for at, line in enumerate(lines):
        if _begins(lines, at) and any(opens(before.text) for before in run):
            yield run
            run = []
        run.append(line)
    yield run


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether a project begins here: 项目名称：…, or a numbered heading above its first label.

    （二）人工影响天气作业
    1.项目资金：41.7万元
    """
    if is_project(lines[at]):
        return True
    labelled = at + 1 < len(lines) and bool(split_labels(lines[at + 1].text))
    return labelled and name_in_heading(lines[at].text) is not None
