-- 部门缺项占比 | Grade C only as shares: part of a department's projects without a 时效 or 成本 indicator, or with all rates at 100 %.
-- columns: fiscal_year, region_code, region, department, document_kind, project_count, projects_judged, no_timeliness_share, no_cost_share, all_hundred_share
-- computed: whole
-- sorted: fiscal_year, region_code, region, department, document_kind
-- method: projects without held-back rows; no_timeliness: no 时效指标; no_cost: no cost indicator in either scheme; all_hundred: at least five rates and all of them 100 %.
-- why: a form that does not ask for 时效 or 成本 is no fault of the unit; compare by form, region and year, never project by project.
-- excludes: projects with rows held back (counted in project_count, not in projects_judged).
-- example: SELECT department, no_timeliness_share, no_cost_share FROM department_gaps
WITH each AS (
    SELECT p.fiscal_year, p.region_code, p.region, p.department, p.document_kind,
           p.indicators_held_back = 0 AND count(r.indicator_id) > 0 AS judged,
           count(*) FILTER (r.subcategory = '时效指标') = 0 AS no_timeliness,
           count(*) FILTER (r.is_cost) = 0 AS no_cost,
           count(*) FILTER (r.kind = 'number' AND r.unit = '%') >= 5
           AND bool_and(r.number = 100) FILTER (r.kind = 'number' AND r.unit = '%') AS all_hundred
    FROM projects_once p LEFT JOIN review_rows r ON r.project_id = p.project_id
    GROUP BY p.project_id, p.fiscal_year, p.region_code, p.region, p.department, p.document_kind,
        p.indicators_held_back)
SELECT fiscal_year, region_code, region, department, document_kind, count(*) AS project_count,
       count(*) FILTER (judged) AS projects_judged,
       avg(no_timeliness::INTEGER) FILTER (judged) AS no_timeliness_share,
       avg(no_cost::INTEGER) FILTER (judged) AS no_cost_share,
       avg(all_hundred::INTEGER) FILTER (judged) AS all_hundred_share
FROM each GROUP BY fiscal_year, region_code, region, department, document_kind
