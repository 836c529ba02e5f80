"""What the dashboard asks of a build. Every number on the page comes from one of these views."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse.catalogue.metrics import metrics
from warehouse.catalogue.query import open_build

Rows = list[tuple[Any, ...]]

COMPUTED = frozenset(
    {
        "projects_once",
        "effective_targets",
        "review_rows",
        "signal_outcomes",
        "target_vs_result",
        "year_over_year",
    }
)
"""Views that several questions need: computed once."""

QUESTIONS = {
    "build": (
        "SELECT build_id, finished_at::DATE::VARCHAR, code_version FROM builds ORDER BY build_id"
        " DESC LIMIT 1"
    ),
    "coverage": (
        """SELECT fiscal_year, coalesce(region, region_code), department, coverage, project_count,
           indicator_count, document_count, coalesce(rows_read, 0),
           coalesce(indicators_held_back, 0)
                   FROM department_coverage
                   ORDER BY fiscal_year, region_code, department"""
    ),
    "documents": (
        "SELECT fiscal_year, status, count(*) FROM documents WHERE is_current GROUP BY ALL ORDER"
        " BY ALL"
    ),
    "findings": (
        """SELECT d.fiscal_year, c.title_zh, f.rule, f.severity, count(*) AS n FROM findings f
           LEFT JOIN rule_catalogue c USING (rule)
                   LEFT JOIN (SELECT DISTINCT document_id, path, fiscal_year FROM documents) d
                   USING (document_id, path)
                   GROUP BY ALL ORDER BY n DESC, f.rule, d.fiscal_year"""
    ),
    "rules": (
        "SELECT signal, title_zh, title, grade, unfair_zh, guard_zh, unfair, guard FROM"
        " signal_rules ORDER BY grade, signal"
    ),
    "projects": (
        """SELECT s.project_id, s.fiscal_year, coalesce(s.region, s.region_code, ''),
           coalesce(s.department, ''), s.project, s.document_kind,
                       s.amount::DOUBLE, s.indicator_count, s.quantified_count,
                       s.verifiable_count, s.vague_count, s.empty_count, s.all_verifiable,
                       s.indicators_held_back, p.document_id, p.page, p.sheet, p.row, s.goal,
                       concat(CASE WHEN p.fiscal_appropriation > 0 THEN 'f' END, CASE WHEN
                       p.special_account > 0 THEN 's' END,
                              CASE WHEN p.other_funds > 0 THEN 'o' END),
                       s.adds
                   FROM (SELECT *, [{metrics}] AS adds FROM project_summary) s
                        JOIN projects_once p USING (project_id)
                   ORDER BY s.amount DESC NULLS LAST, s.project_id"""
    ),
    "files": (
        "SELECT document_id, min(path), min(source_url) FROM documents GROUP BY document_id ORDER"
        " BY document_id"
    ),
    "outcomes": (
        """SELECT project_id, signal, outcome, hit_count, considered, CASE WHEN outcome = '命中'
           THEN evidence END FROM signal_outcomes
                   ORDER BY project_id, signal"""
    ),
    "places": (
        """SELECT project_id, signal, sources, document_id, page, sheet, row FROM lead_places"""
    ),
    "dispositions": (
        """SELECT project_id, signal, concat_ws(' ', disposition, disposed_by, disposed_on, reason)
           FROM signals WHERE disposition IS NOT NULL"""
    ),
    "categories": (
        "SELECT project_id, category, subcategory, measurability, count(*) FROM review_rows GROUP"
        " BY ALL"
    ),
    "changes": (
        """SELECT project_key, fiscal_year, change, indicator_name, value_before, value_now,
           match_method FROM year_over_year
                  ORDER BY fiscal_year, project_key, indicator_name, indicator_id,
                  indicator_id_before"""
    ),
    # the last, the biggest, counts
    "keys": (
        "SELECT project_id, project_key FROM projects_once ORDER BY amount NULLS FIRST, project_id"
    ),
    "results": (
        """SELECT coalesce(p.counted_as, p.project_id), r.result, r.indicator_name,
           r.target_text, r.actual_text
           FROM target_vs_result r JOIN projects p USING (project_id)
           WHERE r.indicator_id IS NOT NULL ORDER BY r.indicator_id"""
    ),
    "indicators": (
        """SELECT t.project_id, t.category, t.subcategory, t.indicator_name, t.period_value,
           t.annual_value, t.measurability_label,
                         t.value_type, t.comparison, t.target_number, t.target_unit, t.page,
                         t.sheet, t.row, t.source_text, t.indicator_id, t.flags
                     FROM targets t JOIN projects_once p USING (project_id)
                     ORDER BY p.amount DESC NULLS LAST, t.project_id, t.ordinal, t.indicator_id"""
    ),
}


FIGURES = ("project_count", "amount", "amount_missing", "amount_suspect", "indicator_count",
           "amount_all_verifiable")  # fmt: skip
"""What the page adds up, as warehouse/catalogue/metrics.csv defines it: each project has what it
adds to each.
"""
QUESTIONS["projects"] = QUESTIONS["projects"].format(
    metrics=", ".join(f"({metrics()[name].of_row})::DOUBLE" for name in FIGURES)
)


def answers(build: Path) -> dict[str, Rows]:
    """The answer to every question, of one build."""
    with open_build(build, "\n".join(QUESTIONS.values()), computed=COMPUTED) as connection:
        return {name: connection.execute(query).fetchall() for name, query in QUESTIONS.items()}
