"""What a run did, in words: for the terminal, the artifacts and the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from flows.decisions import Decided
from flows.planning import Plan
from flows.steps import Summary
from flows.terminal import width_of
from flows.todo import lines as what_to_do
from flows.todo import listed as listed_paths
from flows.todo import todo
from flows.undelivered import RULE, kept
from schemas.lookup import codes, rows
from schemas.messages import language, listed, say
from transforms.settling.decision import REFUSED, SETTLED, UNMATCHED

if TYPE_CHECKING:
    import duckdb


def summarise(build: Path, planned: Plan, known: Decided) -> Summary:
    """Count what the published build holds, and which of its problems nobody knew."""
    from warehouse.build.changes import DIFF
    from warehouse.catalogue.lists import faults
    from warehouse.catalogue.query import open_build
    from warehouse.files.disk import read_json

    summary = Summary(
        build.name, planned.before is None or planned.before[0] != build, len(planned.fresh)
    )
    with open_build(build, "documents projects projects_once findings") as connection:
        summary.statuses = dict(connection.execute(STATUSES).fetchall())
        row = connection.execute(
            """SELECT count(*), coalesce(sum(indicator_count), 0),
               coalesce(sum(indicators_held_back), 0),
            (SELECT coalesce(sum(amount), 0) FROM projects_once),
            bool_and(reconciled) FILTER (is_current) FROM projects"""
        ).fetchone() or (0, 0, 0, 0, None)
        summary.projects, summary.indicators, summary.held_back = row[:3]
        summary.total, summary.reconciled = f"{row[3]:,.2f}", row[4]
        _count(summary, connection)
        counted = connection.execute(
            "SELECT severity, rule, count(*) FROM findings GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        _compare(summary, connection, planned.before and planned.before[0], known)
    for severity, rule, count in counted:
        summary.severities[severity] = summary.severities.get(severity, 0) + count
        summary.rules[f"{severity}: {rule}"] = count
    summary.lists = faults(build.parent.parent) + ([known.fault] if known.fault else [])
    summary.alerts = kept(build.parent.parent).lines()
    if summary.new_build:
        summary.changes = read_json(build / DIFF).get("documents", {})
    return summary


STATUSES = """SELECT CASE WHEN status = 'held_back' AND indicator_count > 0 THEN 'in_part'
                           ELSE status END AS status, count(*)
               FROM documents GROUP BY 1 ORDER BY 1"""
_COUNTED = """SELECT CASE WHEN duplicate_of IS NOT NULL THEN 'repeated'
                          WHEN NOT is_current THEN 'superseded'
                          WHEN counted_as IS NOT NULL THEN 'other_table'
                          WHEN scope <> 'project' THEN 'department_wide'
                          WHEN indicator_count = 0 AND indicators_held_back > 0 THEN 'held'
                          ELSE 'current' END AS reason, count(*),
                     coalesce(sum(indicator_count), 0)
              FROM projects GROUP BY 1 ORDER BY 1"""
_MONEY = """WITH held AS (
    SELECT coalesce(total, budget_adjusted, period_total) AS amount FROM projects
    WHERE is_current AND duplicate_of IS NULL AND counted_as IS NULL AND scope = 'project'
      AND indicator_count = 0 AND indicators_held_back > 0),
twice AS (
    SELECT amount FROM projects_once
    WHERE project_id IN (SELECT project_id FROM findings WHERE rule = 'maybe_counted_twice'))
SELECT 'suspect', count(*), sum(amount) FROM projects_once WHERE amount_check = 'doubtful'
UNION ALL SELECT 'unchecked', count(*), sum(amount) FROM projects_once
          WHERE coalesce(amount_check, 'none') = 'none' AND amount IS NOT NULL
UNION ALL SELECT 'twice', count(*), sum(amount) FROM twice
UNION ALL SELECT 'held', count(*), sum(amount) FROM held"""


def _count(summary: Summary, connection: duckdb.DuckDBPyConnection) -> None:
    """Which projects count and why the others do not; which parts of the money are not sure."""
    for reason, projects, indicators in connection.execute(_COUNTED).fetchall():
        if reason == "current":
            summary.current, summary.current_indicators = projects, int(indicators)
        else:
            summary.not_counted[reason] = projects
    summary.money = {
        name: (int(projects), f"{amount or 0:,.2f}")
        for name, projects, amount in connection.execute(_MONEY).fetchall()
        if projects
    }


def _compare(
    summary: Summary, connection: duckdb.DuckDBPyConnection, before: Path | None, known: Decided
) -> None:
    """What waits for a person, and what was decided about problems that are gone."""
    summary.todo, there = todo(connection, before, known)
    summary.outdated = [
        f"{one.document}: {one.rule}"
        for one in known.known
        if (one.document, one.rule) not in there
    ] + _idle(connection, known)


def _idle(connection: duckdb.DuckDBPyConnection, known: Decided) -> list[str]:
    """Decisions that no document of the build has use for: none of its findings names them."""
    told = connection.execute(
        "SELECT DISTINCT rule, message FROM findings WHERE list_contains(?, rule)",
        [[SETTLED, REFUSED, UNMATCHED]],
    ).fetchall()
    named = {_decision(rule, message) for rule, message in told}
    return [f"decisions.yml: {one}" for one in known.ids if one not in named]


def _decision(rule: str, message: str) -> str:
    """The id of the decision that a finding names, behind the message of its rule."""
    head = next(row["message"] for row in rows("rules") if row["rule"] == rule)
    return message.removeprefix(f"{head}: ").partition(",")[0]


def table(summary: Summary) -> list[tuple[str, str]]:
    """(label, value) rows of the summary."""
    return [
        (say("summary.build"), _build(summary)),
        (say("summary.read"), str(summary.read)),
        *_changed(summary),
        (say("summary.documents"), by_status(summary.statuses)),
        *_decided(summary),
        (say("summary.projects"), _projects(summary)),
        (
            say("summary.indicators"),
            _of(summary.current_indicators, int(summary.indicators)),
        ),
        (say("summary.held_back"), str(summary.held_back)),
        (say("summary.total"), _total(summary)),
        *(
            (say(f"summary.money_{name}"), say("summary.money", projects=count, total=total))
            for name, (count, total) in summary.money.items()
        ),
        (
            say("summary.severities"),
            " / ".join(str(summary.severities.get(one, 0)) for one in ("error", "warning", "info")),
        ),
    ]


def _projects(summary: Summary) -> str:
    """How many count, and why the others do not."""
    why = [say(f"summary.{reason}", count=count) for reason, count in summary.not_counted.items()]
    said = _of(summary.current, summary.projects)
    return say("status.fact", label=said, value=listed(why)) if why else said


def _of(current: int, every: int) -> str:
    return str(every) if current == every else say("summary.of", current=current, all=every)


def _build(summary: Summary) -> str:
    if summary.new_build:
        return summary.build_id
    return say("summary.nothing_new", build=summary.build_id)


def by_status(counts: Mapping[str, int]) -> str:
    """Documents by status: its code in English, as the tables have it, its label in Chinese."""
    names = {
        code: row["label_zh"] if language() == "zh" else code
        for code, row in codes("status").items()
    }
    names |= {"held_back": say("summary.held_whole"), "in_part": say("summary.in_part")}
    said = [
        say("summary.status", count=count, status=names[status]) for status, count in counts.items()
    ]
    return listed(said) or "0"


def _decided(summary: Summary) -> Iterator[tuple[str, str]]:
    """What people acknowledged, as far as there is any."""
    if summary.acknowledged:
        yield say("summary.known"), say("summary.known_count", count=summary.acknowledged)
    if summary.outdated:
        yield say("summary.outdated"), "; ".join(summary.outdated)


def _changed(summary: Summary) -> Iterator[tuple[str, str]]:
    """How many documents are others than in the build before, and which lists cannot be used."""
    if summary.changes:
        counts = {kind: len(paths) for kind, paths in summary.changes.items()}
        yield say("summary.changes"), say("summary.changes_count", **counts)
    for fault in summary.lists:
        yield say("summary.list_faults"), fault
    for alert in summary.alerts:
        yield say("summary.alerts"), alert


def _total(summary: Summary) -> str:
    if summary.severities.get("error"):
        agree = say("summary.errors", count=summary.severities["error"])
    elif summary.reconciled is None:
        agree = say("summary.no_sums")
    else:
        agree = say("summary.sums_agree") if summary.reconciled else say("summary.sums_differ")
    return say("summary.total_value", total=summary.total, agree=agree)


def lines(summary: Summary, where: str = "") -> str:
    """The summary for a terminal: counts, what changed, and what a person has to do. ``where``: see
    `flows.todo.lines`.
    """
    labelled = table(summary)
    width = max(width_of(label) for label, _ in labelled)
    padded = ((label + " " * (width - width_of(label)), value) for label, value in labelled)
    counts = [f"{label}  {value}" for label, value in padded]
    parts = (counts, _paths(summary, where), list(what_to_do(summary.todo, where)))
    return "\n\n".join("\n".join(part) for part in parts if part)


def _paths(summary: Summary, where: str) -> list[str]:
    """Which documents are others than in the build before; of a first build all are new."""
    found = []
    for kind, paths in summary.changes.items():
        if paths and len(paths) < sum(summary.statuses.values()):
            found.append(say(f"todo.{kind}"))
            found += listed_paths(paths, more=f"jixiao diff{where}")
    return found


def findings_markdown(summary: Summary) -> str:
    """The findings by rule, for an artifact."""
    alerts = {f"warning: {RULE}": len(summary.alerts)} if summary.alerts else {}
    rules = (summary.rules | alerts).items()
    counted = "\n".join(f"| {_rule(rule)} | {count} |" for rule, count in rules)
    table = f"| {say('summary.findings_head')} |\n|---|---|\n{counted}"
    return f"{say('summary.findings')}\n\n{table if counted else say('summary.none')}\n"


def _rule(key: str) -> str:
    """``severity: rule``; in Chinese their names too."""
    if language() == "en":
        return key
    severity, _, rule = key.partition(": ")
    title = next(row["title_zh"] for row in rows("rules") if row["rule"] == rule)
    return f"{codes('severity')[severity]['label_zh']}：{title} {rule}"
