"""A table behind 续表 with columns of its own: further rows of the project before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from transforms.records import Extract, Project, Section
from transforms.words.continued import announces

_OF_PROJECT = frozenset(("project_missing", "department_missing"))


def with_continued(read: Iterable[tuple[Section, Extract]], *, refused: bool) -> Iterator[Extract]:
    """The extracts in order, each with the rows of those that go on with it.

    A table goes on where 续表 stands above it, and it names neither a project nor an amount.
    ``refused``: people decided of a table of the document that it goes on with none.
    """
    last: Extract | None = None
    for section, extract in read:
        if last is not None and not refused and _goes_on(section, extract, last):
            _add(last.projects[-1], extract)
            last.findings += extract.findings
            continue
        if last is not None:
            yield last
        last = extract
    if last is not None:
        yield last


def _goes_on(section: Section, extract: Extract, before: Extract) -> bool:
    """Whether the rows of the one project without a name are the last project's before."""
    own, known = extract.projects, before.projects
    return (
        len(own) == 1
        and bool(known)
        and announces(section.above)
        and not (own[0].project or own[0].amounts)
        and own[0].scope == known[-1].scope
    )


def _add(project: Project, extract: Extract) -> None:
    more = extract.projects[0]
    project.indicators += more.indicators
    project.findings += [one for one in more.findings if one.rule not in _OF_PROJECT]
    project.headers |= more.headers
    project.score = project.score or more.score
