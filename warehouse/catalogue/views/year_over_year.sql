-- 两年对比 | The same indicator this year and the year before: 收紧 放松 随预算 不变 取消 新增 不可比 方向不明.
-- columns: fiscal_year, region_code, region, department, document_kind, project, project_key, category, subcategory, indicator_name, indicator_name_before, value_before, value_now, number_before, number_now, base_unit, direction, change, follows_budget, match_method, match_score, amount_before, amount, indicator_id, indicator_id_before
-- computed: whole
-- sorted: fiscal_year, region_code, department, change, match_method, project_key, indicator_id, indicator_id_before
-- method: indicator_matches says which indicators are the same and how that was found. Numbers are compared in the same base unit and against the same basis only, towards the indicator's direction; deadlines by their day of the year; identical text is 不变. A ceiling of cost in money that moves the way the project's amount moves is 随预算 and no promise that was tightened or relaxed (follows_budget; NULL: an amount is not printed). 新增 and 取消 are reported only where the department published both years; match_method says whether the whole project is new or gone, or 待核: rows of the project are held back in the year that lacks the indicator, so nobody can tell (不可比). A pair whose names differ shows both: look at match_method before quoting it.
-- why: a target that is relaxed or dropped quietly is what a reviewer looks for first.
-- excludes: tables of different kinds are not compared; a department seen in one of the years only.
-- example: SELECT project, indicator_name, value_before, value_now FROM year_over_year WHERE change IN ('放松', '取消')
WITH rows AS MATERIALIZED (FROM review_rows),
held AS (
    SELECT DISTINCT project_key, fiscal_year FROM projects
    WHERE is_current AND indicators_held_back > 0),
joined AS (
    SELECT m.fiscal_year, m.match_method, m.match_score, now, earlier,
           m.project_id IS NOT NULL AND m.matched_project_id IS NOT NULL AS both_years,
           p_now.amount AS amount, p_before.amount AS amount_before,
           now.indicator_id IS NULL AND held_now.project_key IS NOT NULL
           OR earlier.indicator_id IS NULL AND held_before.project_key IS NOT NULL AS is_held,
           coalesce(now.direction, earlier.direction) AS direction,
           comparable(now, earlier) AS number_now, comparable(earlier, now) AS number_before
    FROM indicator_matches m
         LEFT JOIN rows now ON now.indicator_id = m.indicator_id
         LEFT JOIN rows earlier ON earlier.indicator_id = m.matched_id
         LEFT JOIN projects_once p_now ON p_now.project_id = m.project_id
         LEFT JOIN projects_once p_before ON p_before.project_id = m.matched_project_id
         LEFT JOIN held held_now ON held_now.project_key = earlier.project_key
              AND held_now.fiscal_year = m.fiscal_year
         LEFT JOIN held held_before ON held_before.project_key = now.project_key
              AND held_before.fiscal_year = m.fiscal_year - 1
    WHERE m.relation = '上年'),
changed AS (
    SELECT *, CASE WHEN is_held THEN '不可比'
                   WHEN earlier.indicator_id IS NULL THEN '新增'
                   WHEN now.indicator_id IS NULL THEN '取消'
                   ELSE change_of(earlier, now, direction, 1) END AS change,
           now.is_cost AND earlier.is_cost AND now.kind = 'number' AND earlier.kind = 'number'
           AND coalesce(now.base_unit, now.unit) IN ('元', '千元', '万元', '亿元') AS is_ceiling
    FROM joined),
moved AS (
    SELECT *, CASE WHEN NOT coalesce(is_ceiling, false) THEN false
                   WHEN number_now = number_before THEN false
                   ELSE sign(number_now - number_before) = sign(amount - amount_before)
              END AS follows_budget
    FROM changed)
SELECT fiscal_year, coalesce(now.region_code, earlier.region_code) AS region_code,
       coalesce(now.region, earlier.region) AS region,
       coalesce(now.department, earlier.department) AS department,
       coalesce(now.document_kind, earlier.document_kind) AS document_kind,
       coalesce(now.project, earlier.project) AS project,
       coalesce(now.project_key, earlier.project_key) AS project_key,
       coalesce(now.category, earlier.category) AS category,
       coalesce(now.subcategory, earlier.subcategory) AS subcategory,
       coalesce(now.indicator_name, earlier.indicator_name) AS indicator_name,
       earlier.indicator_name AS indicator_name_before,
       earlier.text AS value_before, now.text AS value_now, number_before, number_now,
       coalesce(now.base_unit, now.unit, earlier.base_unit, earlier.unit) AS base_unit, direction,
       CASE WHEN follows_budget AND change IN ('收紧', '放松', '方向不明') THEN '随预算'
            ELSE change END AS change, follows_budget,
       CASE WHEN match_method IS NOT NULL THEN match_method WHEN is_held THEN '待核'
            WHEN both_years THEN '项目两年都有'
            WHEN now.indicator_id IS NOT NULL THEN '项目为新增' ELSE '项目已取消' END AS match_method,
       match_score, amount_before, amount,
       now.indicator_id, earlier.indicator_id AS indicator_id_before
FROM moved
