"""What a run did, in words: for the terminal, the artifacts and the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flows.decisions import Acknowledged
from flows.steps import Plan, Summary

if TYPE_CHECKING:
    import duckdb


def summarise(build: Path, planned: Plan, known: list[Acknowledged]) -> Summary:
    """Count what the published build holds, and which of its problems nobody knew."""
    from warehouse.query import open_build

    summary = Summary(build.name, planned.before is None or planned.before[0] != build, len(planned.fresh))
    with open_build(build, "documents projects projects_once findings") as connection:
        summary.statuses = dict(connection.execute("SELECT status, count(*) FROM documents GROUP BY status ORDER BY status").fetchall())
        row = connection.execute("""SELECT count(*), coalesce(sum(indicator_count), 0), coalesce(sum(indicators_held_back), 0),
            (SELECT coalesce(sum(amount), 0) FROM projects_once), bool_and(reconciled) FROM projects""").fetchone() or (0, 0, 0, 0, None)
        summary.projects, summary.indicators, summary.held_back = row[:3]
        summary.total, summary.reconciled = f"{row[3]:,.2f}", row[4]
        found = connection.execute("SELECT severity, rule, count(*) FROM findings GROUP BY ALL ORDER BY ALL").fetchall()
        _compare(summary, connection, known)
    for severity, rule, count in found:
        summary.severities[severity] = summary.severities.get(severity, 0) + count
        summary.rules[f"{severity}: {rule}"] = count
    return summary


def _compare(summary: Summary, connection: duckdb.DuckDBPyConnection, known: list[Acknowledged]) -> None:
    """Documents that are not whole against the acknowledged problems. One unknown reason makes a document news."""
    found = connection.execute("""SELECT DISTINCT path, d.document_id, rule FROM documents d LEFT JOIN (FROM findings WHERE severity = 'error') f
        USING (path) WHERE status IN ('held_back', 'unreadable') ORDER BY ALL""").fetchall()
    listed = {(one.document, one.rule) for one in known}
    new = {path for path, document, rule in found if not {(path, rule), (document, rule)} & listed}
    there = {(name, rule) for path, document, rule in found for name in (path, document)}
    summary.unacknowledged, summary.acknowledged = len(new), len({path for path, _, _ in found}) - len(new)
    summary.outdated = [f"{one.document}: {one.rule}" for one in known if (one.document, one.rule) not in there]


def table(summary: Summary) -> list[tuple[str, str]]:
    """(label, value) rows of the summary."""
    agree = {True: "every printed sum agrees", False: "some printed sums do not agree", None: "no sums to compare"}[summary.reconciled]
    return [("build", summary.build_id + ("" if summary.new_build else " (nothing new)")), ("documents read", str(summary.read)),
            ("documents 文件", ", ".join(f"{count} {status}" for status, count in summary.statuses.items()) or "0"),
            *([("known problems 已知问题", f"{summary.acknowledged} documents")] if summary.acknowledged else []),
            *([("acknowledged, but gone", "; ".join(summary.outdated))] if summary.outdated else []),
            ("projects 项目", str(summary.projects)), ("indicators 指标", str(summary.indicators)), ("held back 待核", str(summary.held_back)),
            ("total 总计 (万元)", f"{summary.total} ({agree})"),
            ("errors / warnings / notes", " / ".join(str(summary.severities.get(one, 0)) for one in ("error", "warning", "info")))]


def lines(summary: Summary) -> str:
    """The summary for a terminal."""
    rows = table(summary)
    width = max(_width(label) for label, _ in rows)
    return "\n".join(f"{label}{' ' * (width - _width(label))}  {value}" for label, value in rows)


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def findings_markdown(summary: Summary) -> str:
    """The findings by rule, for an artifact."""
    rows = "\n".join(f"| {rule} | {count} |" for rule, count in summary.rules.items())
    return f"## Findings 数据问题\n\n| severity: rule | number |\n|---|---|\n{rows}\n" if rows else "## Findings 数据问题\n\nnone\n"
