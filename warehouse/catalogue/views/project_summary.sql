-- 项目汇总 | One row per project and year: money, number of indicators, how many of them can be verified, whether leads exist.
-- columns: project_id, fiscal_year, region_code, region, department, spending_unit, document_kind, project, amount, amount_check, amount_doubt, indicator_count, indicators_held_back, quantified_count, verifiable_count, vague_count, empty_count, all_verifiable, goal
-- computed: partition
-- sorted: region_code, department, project_id
-- method: review_rows counted by project; all_verifiable is true where every target is quantified or verifiable and none is held back.
-- why: the unit that budgets are decided about is the project.
-- excludes: what projects_once excludes.
-- example: SELECT project, amount, verifiable_count, indicator_count FROM project_summary ORDER BY amount DESC
SELECT p.project_id, p.fiscal_year, p.region_code, p.region, p.department, p.spending_unit,
       p.document_kind, p.project, p.amount, p.amount_check, p.amount_doubt,
       count(r.indicator_id) AS indicator_count, p.indicators_held_back,
       count(*) FILTER (r.measurability = 'quantified') AS quantified_count,
       count(*) FILTER (r.measurability = 'verifiable') AS verifiable_count,
       count(*) FILTER (r.measurability = 'vague') AS vague_count,
       count(*) FILTER (r.kind = 'empty') AS empty_count,
       count(r.indicator_id) > 0 AND p.indicators_held_back = 0
       AND bool_and(r.measurability IN ('quantified', 'verifiable')) AS all_verifiable, p.goal
FROM projects_once p LEFT JOIN review_rows r ON r.project_id = p.project_id
GROUP BY p.project_id, p.fiscal_year, p.region_code, p.region, p.department, p.spending_unit,
    p.document_kind, p.project, p.amount, p.amount_check, p.amount_doubt, p.indicators_held_back,
    p.goal
