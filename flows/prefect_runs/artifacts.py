"""What a run leaves in Prefect for people to look at: summary, findings, coverage and what
changed.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from prefect.artifacts import create_markdown_artifact
from prefect.context import FlowRunContext
from prefect.exceptions import PrefectHTTPStatusError

from flows import summary as words
from flows.steps import Summary
from flows.todo import lines as what_to_do
from flows.undelivered import Undelivered
from schemas.messages import say
from warehouse.catalogue.query import ask, open_build
from warehouse.files.disk import WarehouseError

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

SHOWN = 50  # rows of a list; the rest is counted
_MISSING = (
    "SELECT fiscal_year, region, department, document_kind, expected_because FROM coverage"
    " WHERE coverage = '未见' ORDER BY ALL"
)
_COVERAGE = (
    "SELECT fiscal_year, region, expected_count, loaded_count, no_table_count, held_count,"
    " unseen_count FROM coverage_summary ORDER BY ALL"
)
_PROBLEMS = (
    "SELECT status, path FROM documents WHERE status IN ('held_back', 'unreadable') ORDER BY ALL"
)
_BUILD = """SELECT documents_added, documents_changed, documents_removed, rows_added,
rows_changed, rows_removed, changed_by_source, changed_by_code,
    changed_by_both FROM builds ORDER BY build_id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the build says beyond the summary: rows as dictionaries. ``missing``: departments
    expected and not seen.
    """

    missing: list[dict[str, object]]
    coverage: list[dict[str, object]]
    problems: list[dict[str, object]]
    changes: dict[str, object]


def outlook(build: Path) -> Outlook:
    """Ask a published build. Without the coverage where one of the lists that it needs is
    damaged: the summary says so.
    """
    try:
        missing, coverage = _answers(build, (_MISSING, _COVERAGE))
    except WarehouseError:
        missing, coverage = [], []
    problems, builds = _answers(build, (_PROBLEMS, _BUILD))
    return Outlook(missing, coverage, problems, builds[0])


def _answers(build: Path, queries: tuple[str, ...]) -> list[list[dict[str, object]]]:
    computed = frozenset({"coverage"}) if _COVERAGE in queries else frozenset[str]()
    with open_build(build, " ".join(queries), computed=computed) as connection:
        return [_rows(ask(connection, query)) for query in queries]


def _rows(answer: DuckDBPyRelation) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def leave(result: Summary, seen: Outlook | None, build: Path, where: str = "") -> None:
    """Create the artifacts. ``seen`` is None when nothing was new: then only the summary is
    left. ``where``: see `flows.todo.lines`.
    """
    rows: list[dict[str, object]] = [
        {say("artifact.what"): label, say("artifact.value"): value}
        for label, value in words.table(result)
    ]
    create_markdown_artifact(
        _table(rows) + _todo(result, where),
        key="jixiao-summary",
        description=say("artifact.summary", build=result.build_id),
    )
    if seen is None:
        return
    about = say("artifact.about", build=result.build_id)
    create_markdown_artifact(
        words.findings_markdown(result) + _listed(say("artifact.problems"), seen.problems),
        key="jixiao-findings",
        description=say("artifact.findings", about=about),
    )
    create_markdown_artifact(
        say("artifact.coverage_title")
        + "\n"
        + _table(seen.coverage)
        + _listed(say("artifact.missing"), seen.missing),
        key="jixiao-coverage",
        description=say("artifact.coverage", about=about),
    )
    create_markdown_artifact(
        say("artifact.changes_title") + "\n" + _table([seen.changes]) + _documents(build),
        key="jixiao-diff",
        description=say("artifact.changes", about=about),
    )


def leave_alerts(notice: Undelivered) -> None:
    """Which addresses did not take a notice, and its text; nothing outside of a flow."""
    if FlowRunContext.get() is None:
        return
    said = [*(f"* {one}" for one in notice.lines()), "", *_quoted(notice.text)]
    # a server that is gone must not end a run that published
    with suppress(httpx.HTTPError, PrefectHTTPStatusError):
        create_markdown_artifact(
            "\n".join(said), key="jixiao-alerts", description=say("artifact.alerts")
        )


def _quoted(text: str) -> list[str]:
    """As a terminal shows it: no path is taken for Markdown."""
    return [f"    {one}" for one in text.splitlines()]


def _todo(result: Summary, where: str) -> str:
    """What a person has to do."""
    said = "\n".join(_quoted("\n".join(what_to_do(result.todo, where))))
    return f"\n{said}\n" if said else ""


def _listed(title: str, rows: list[dict[str, object]]) -> str:
    more = f"\n{say('list.more', count=len(rows) - SHOWN)}\n" if len(rows) > SHOWN else ""
    return f"\n### {title}: {len(rows)}\n" + _table(rows[:SHOWN]) + more


def _table(rows: list[dict[str, object]]) -> str:
    """A Markdown table; nothing without rows."""
    if not rows:
        return ""
    cells = [
        ["" if cell is None else str(cell).replace("|", "\\|") for cell in row.values()]
        for row in rows
    ]
    lines = [list(rows[0]), ["---"] * len(rows[0]), *cells]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _documents(build: Path) -> str:
    """The documents that were added, changed or removed."""
    documents: dict[str, list[str]] = json.loads((build / "diff.json").read_bytes())["documents"]
    return "".join(
        _listed(say(f"artifact.documents_{kind}"), [{"path": path} for path in paths])
        for kind, paths in documents.items()
        if paths
    )
