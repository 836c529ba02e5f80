"""Lines of running text as one string that knows on which line each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.document import Cell, Line
from transforms.layouts.prose.cut import Item, cut
from transforms.layouts.shared.form import Form, fill
from transforms.layouts.shared.heading_name import take_name
from transforms.layouts.shared.labels import split_labels
from transforms.records import Finding, Indicator, Project
from transforms.words.headings import Heading


@dataclass(frozen=True, slots=True)
class Text:
    """The lines, stripped and joined by line breaks. ``starts``: where each begins."""

    lines: tuple[Line | Cell, ...]
    text: str
    starts: tuple[int, ...]

    def line(self, position: int) -> Line | Cell:
        """The line in which the character at ``position`` stands."""
        return self.lines[bisect_right(self.starts, position) - 1]


def text_of(lines: Sequence[Line | Cell]) -> Text:
    """Join lines (at least one)."""
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line.text.strip()) + 1
    return Text(tuple(lines), "\n".join(line.text.strip() for line in lines), tuple(starts))


def project_of(lines: Sequence[Line], heading: Heading, cell: Line) -> Project:
    """A project as the labelled lines above its targets describe it; other lines there are titles
    and prose, not part of the targets.
    """
    form = Form()
    for line in lines:
        for role, printed, value in split_labels(line.text):
            form.put(role, value, line, printed)
    project = Project(
        cell,
        scope=heading.scope,
        department=heading.department,
        spending_unit=heading.spending_unit,
    )
    fill(project, form, heading.amount_unit)
    if project.scope == "project" and not project.project:
        take_name(project, lines)
    if project.scope == "project" and not project.project:
        project.findings.append(Finding("project_missing", cell=cell))
    return project


def is_project(line: Line) -> bool:
    """Whether the line names a project: 项目名称：…."""
    return any(role == "project" for role, _, _ in split_labels(line.text))


def indicator_of(
    piece: str,
    line: Line | Cell,
    category: str | None,
    subcategory: str | None,
    *,
    bracketed: bool = False,
    glued: bool = False,
) -> Indicator:
    """One piece of running text as an indicator; held back, whole, where name and value cannot be
    told apart, or where it is ``glued``: a label of another thing stands in it.
    """
    item = Item(piece, None) if glued else cut(piece, bracketed=bracketed)
    indicator = Indicator(
        piece,
        line,
        item.name,
        category,
        subcategory,
        annual_value=item.value,
        actual_value=item.actual,
        operator=item.sign,
        score=item.score,
    )
    indicator.explanation = item.remark
    if item.value is None:
        indicator.findings.append(Finding("value_not_cut", cell=line, source_text=piece))
    elif not item.name:
        indicator.findings.append(Finding("name_missing", cell=line, source_text=piece))
    return indicator


def with_results(heading: Heading, projects: Sequence[Project]) -> Heading:
    """Results beside the targets make a self-evaluation of a text whose title does not say what it
    is.
    """
    has = any(indicator.actual_value for project in projects for indicator in project.indicators)
    return (
        replace(heading, document_kind="self_evaluation")
        if has and heading.document_kind == "target"
        else heading
    )
