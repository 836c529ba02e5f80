-- 审核用指标 | The indicators of projects_once: one table kind a project and year, one effective target an indicator, with the project's amount.
-- columns: indicator_id, indicator_key, project_id, project_key, document_id, fiscal_year, region_code, region, department, document_kind, project, amount, indicators_held_back, ordinal, place, category, subcategory, indicator_name, name_key, text, kind, operator, operator_source, number, upper, unit, base_number, base_unit, basis, date_from, date_to, measurability, direction, points, score, is_output, is_satisfaction, is_cost, page, sheet, row
-- method: effective_targets whose project is one of projects_once.
-- why: every review rule reads the same rows.
-- excludes: what projects_once and effective_targets exclude.
-- example: SELECT department, count(*) AS targets FROM review_rows GROUP BY department
SELECT t.indicator_id, t.indicator_key, t.project_id, t.project_key, t.document_id, t.fiscal_year,
       t.region_code, t.region, t.department, t.document_kind,
       t.project, t.amount, t.indicators_held_back, t.ordinal, t.place, t.category, t.subcategory,
       t.indicator_name, t.name_key, t.text, t.kind,
       t.operator, t.operator_source, t.number, t.upper, t.unit, t.base_number, t.base_unit,
       t.basis, t.date_from, t.date_to, t.measurability,
       t.direction, t.points, t.score, coalesce(t.category = '产出指标', false) AS is_output,
       coalesce(t.category = '满意度指标' OR t.subcategory = '服务对象满意度指标', false) AS is_satisfaction,
       coalesce(t.category = '成本指标' OR t.subcategory LIKE '%成本指标', false) AS is_cost, t.page,
       t.sheet, t.row
FROM effective_targets t WHERE t.counted
