"""What the dashboard asks of a build. Every number on the page comes from one of these views."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from warehouse.query import open_build

Rows = list[tuple[Any, ...]]

COMPUTED = frozenset({"projects_once", "effective_targets", "review_rows", "signal_outcomes", "target_vs_result", "year_over_year"})
"""Views that several questions need: computed once."""

QUESTIONS = {
    "build": "SELECT build_id, finished_at::DATE::VARCHAR, code_version FROM builds ORDER BY build_id DESC LIMIT 1",
    "held": """SELECT fiscal_year, sum(indicator_count)::BIGINT, sum(indicators_held_back)::BIGINT FROM projects WHERE is_current
               GROUP BY fiscal_year ORDER BY fiscal_year""",
    "coverage": """SELECT fiscal_year, coalesce(region, region_code), department, coverage, project_count, indicator_count, document_count
                   FROM coverage
                   ORDER BY fiscal_year, region_code, department""",
    "documents": "SELECT fiscal_year, status, count(*) FROM documents WHERE is_current GROUP BY ALL ORDER BY ALL",
    "findings": """SELECT d.fiscal_year, c.title_zh, f.rule, f.severity, count(*) AS n FROM findings f LEFT JOIN rule_catalogue c USING (rule)
                   LEFT JOIN (SELECT DISTINCT document_id, path, fiscal_year FROM documents) d USING (document_id, path)
                   GROUP BY ALL ORDER BY n DESC, f.rule, d.fiscal_year""",
    "rules": "SELECT signal, title_zh, title, grade, unfair_zh, guard_zh, unfair, guard FROM signal_rules ORDER BY grade, signal",
    "projects": """SELECT s.project_id, s.fiscal_year, coalesce(s.region, s.region_code, ''), coalesce(s.department, ''), s.project, s.document_kind,
                       s.amount::DOUBLE, s.indicator_count, s.quantified_count, s.verifiable_count, s.vague_count, s.empty_count, s.all_verifiable,
                       s.indicators_held_back, p.document_id, p.page, p.sheet, p.row, s.goal,
                       concat(CASE WHEN p.fiscal_appropriation > 0 THEN 'f' END, CASE WHEN p.special_account > 0 THEN 's' END,
                              CASE WHEN p.other_funds > 0 THEN 'o' END)
                   FROM project_summary s JOIN projects_once p USING (project_id) ORDER BY s.amount DESC NULLS LAST, s.project_id""",
    "files": "SELECT document_id, min(path), min(source_url) FROM documents GROUP BY document_id ORDER BY document_id",
    "outcomes": """SELECT project_id, signal, outcome, hit_count, considered, CASE WHEN outcome = '命中' THEN evidence END FROM signal_outcomes
                   ORDER BY project_id, signal""",
    "categories": "SELECT project_id, category, subcategory, measurability, count(*) FROM review_rows GROUP BY ALL",
    "changes": """SELECT project_key, fiscal_year, change, indicator_name, value_before, value_now, match_method FROM year_over_year
                  ORDER BY fiscal_year, project_key, indicator_name, indicator_id, indicator_id_before""",
    "keys": "SELECT project_id, project_key FROM projects_once ORDER BY amount NULLS FIRST, project_id",  # the last, the biggest, counts
    "results": "SELECT project_key, fiscal_year, result, indicator_name, target_text, actual_text FROM target_vs_result ORDER BY indicator_id",
    "indicators": """SELECT t.project_id, t.category, t.subcategory, t.indicator_name, t.period_value, t.annual_value, t.measurability_label,
                         t.value_type, t.comparison, t.target_number, t.target_unit, t.page, t.sheet, t.row, t.source_text, t.indicator_id, t.flags
                     FROM targets t JOIN projects_once p USING (project_id)
                     ORDER BY p.amount DESC NULLS LAST, t.project_id, t.ordinal, t.indicator_id""",
}


def answers(build: Path) -> dict[str, Rows]:
    """The answer to every question, of one build."""
    with open_build(build, "\n".join(QUESTIONS.values()), computed=COMPUTED) as connection:
        return {name: connection.execute(query).fetchall() for name, query in QUESTIONS.items()}
