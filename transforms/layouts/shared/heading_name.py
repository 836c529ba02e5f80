"""The name of a project that only the heading above its table or text prints."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.document import Line
from transforms.records import Finding, Project
from transforms.words.numbered_name import name_in_heading, nearest_name


def take_name(project: Project, lines: Sequence[Line]) -> None:
    """The name in the numbered heading above: 一、双高建设专项."""
    name = nearest_name(line.text for line in lines)
    if name:
        project.project = name
        line = next(line for line in reversed(lines) if name_in_heading(line.text) == name)
        project.findings.append(Finding("project_by_heading", name, cell=line))
