"""What a run leaves in Prefect for people to look at: summary, findings, coverage and what changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows import summary as words
from flows.steps import Summary
from warehouse.query import ask, open_build

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

SHOWN = 50  # rows of a list; the rest is counted
_MISSING = "SELECT fiscal_year, region, department, expected_because FROM coverage WHERE coverage = '未见' ORDER BY ALL"
_COVERAGE = "SELECT fiscal_year, region, expected_count, loaded_count, no_table_count, held_count, unseen_count FROM coverage_summary ORDER BY ALL"
_PROBLEMS = "SELECT status, path FROM documents WHERE status IN ('held_back', 'unreadable') ORDER BY ALL"
_BUILD = """SELECT documents_added, documents_changed, documents_removed, rows_added, rows_changed, rows_removed, changed_by_source, changed_by_code,
    changed_by_both FROM builds ORDER BY build_id DESC LIMIT 1"""
_QUERIES = (_MISSING, _COVERAGE, _PROBLEMS, _BUILD)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the build says beyond the summary: rows as dictionaries. ``missing``: departments expected and not seen."""

    missing: list[dict[str, object]]
    coverage: list[dict[str, object]]
    problems: list[dict[str, object]]
    changes: dict[str, object]


def outlook(build: Path) -> Outlook:
    """Ask a published build."""
    with open_build(build, " ".join(_QUERIES), computed=frozenset({"coverage"})) as connection:
        missing, coverage, problems, builds = (_rows(ask(connection, query)) for query in _QUERIES)
    return Outlook(missing, coverage, problems, builds[0])


def _rows(answer: DuckDBPyRelation) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()]


def leave(result: Summary, seen: Outlook | None, build: Path) -> None:
    """Create the artifacts. ``seen`` is None when nothing was new: then only the summary is left."""
    rows = [{"what": label, "value": value} for label, value in words.table(result)]
    create_table_artifact(rows, key="jixiao-summary", description=f"Run summary of build {result.build_id}")
    if seen is None:
        return
    about = f"of build {result.build_id}"
    create_markdown_artifact(words.findings_markdown(result) + _listed("Documents with problems 待核文件", seen.problems), key="jixiao-findings",
                             description=f"Findings {about}")
    create_markdown_artifact("## Coverage 公开覆盖\n" + _table(seen.coverage) + _listed("Expected and not seen 未见部门", seen.missing),
                             key="jixiao-coverage", description=f"Coverage {about}")
    create_markdown_artifact("## Changes 与上一版本比较\n" + _table([seen.changes]) + _documents(build), key="jixiao-diff",
                             description=f"Changes {about} against the build before")


def _listed(title: str, rows: list[dict[str, object]]) -> str:
    more = f"\n… and {len(rows) - SHOWN} more\n" if len(rows) > SHOWN else ""
    return f"\n### {title}: {len(rows)}\n" + _table(rows[:SHOWN]) + more


def _table(rows: list[dict[str, object]]) -> str:
    """A Markdown table; nothing without rows."""
    if not rows:
        return ""
    cells = [["" if cell is None else str(cell).replace("|", "\\|") for cell in row.values()] for row in rows]
    lines = [list(rows[0]), ["---"] * len(rows[0]), *cells]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _documents(build: Path) -> str:
    """The documents that were added, changed or removed."""
    documents: dict[str, list[str]] = json.loads((build / "diff.json").read_bytes())["documents"]
    return "".join(_listed(f"Documents {kind}", [{"path": path} for path in paths]) for kind, paths in documents.items() if paths)
