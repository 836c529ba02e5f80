-- 两年对比 | The same indicator this year and the year before: 收紧 放松 不变 取消 新增 不可比 方向不明.
-- columns: fiscal_year, region_code, region, department, project, project_key, category, subcategory, indicator_name, value_before, value_now, number_before, number_now, base_unit, direction, change, match_method, amount, indicator_id, indicator_id_before
-- computed: whole
-- sorted: fiscal_year, region_code, department, change, match_method, project_key, indicator_id, indicator_id_before
-- method: project_key and indicator_key join the years; a name that occurs once in the project in each year is the same indicator even under another subcategory; several projects of one name are paired in the order of the source, and match_method says so. Numbers are compared in the same base unit and against the same basis only, towards the indicator's direction; deadlines by their day of the year; identical text is 不变. 新增 and 取消 are reported only where the department published both years; match_method says whether the whole project is new or gone.
-- why: a target that is relaxed or dropped quietly is what a reviewer looks for first.
-- excludes: tables of different kinds are not compared; a department seen in one of the years only.
-- example: SELECT project, indicator_name, value_before, value_now FROM year_over_year WHERE change IN ('放松', '取消')
WITH own AS (SELECT *, coalesce(region_code, region, '') || '/' || coalesce(department, '') AS publisher FROM review_rows WHERE fiscal_year IS NOT NULL),
years AS (SELECT DISTINCT publisher, document_kind, fiscal_year FROM own),
pairs AS (SELECT publisher, document_kind, years.fiscal_year FROM years JOIN years before USING (publisher, document_kind) WHERE before.fiscal_year = years.fiscal_year - 1),
both_of AS (FROM pairs UNION SELECT publisher, document_kind, fiscal_year - 1 FROM pairs), -- what has no other year is not even numbered
named AS (
    SELECT *, CASE WHEN count(*) OVER (PARTITION BY fiscal_year, project_key, document_kind, name_key, place) = 1
                   THEN 'name ' || coalesce(name_key, '') || '/' || coalesce(place, '') ELSE 'key ' || indicator_key END AS match_key
    FROM own SEMI JOIN both_of USING (publisher, document_kind, fiscal_year)),
keyed AS ( -- projects of one name in one department cannot be told apart: their indicators are paired in the order of the source
    SELECT *, row_number() OVER same AS nth, count(*) OVER (PARTITION BY fiscal_year, project_key, document_kind, match_key) > 1 AS twins FROM named
    WINDOW same AS (PARTITION BY fiscal_year, project_key, document_kind, match_key ORDER BY page, row, project_id, ordinal)),
now AS (SELECT keyed.* FROM keyed SEMI JOIN pairs USING (publisher, document_kind, fiscal_year)),
earlier AS (SELECT keyed.* REPLACE ((keyed.fiscal_year + 1)::SMALLINT AS fiscal_year)
            FROM keyed SEMI JOIN pairs ON pairs.publisher = keyed.publisher AND pairs.document_kind = keyed.document_kind AND pairs.fiscal_year = keyed.fiscal_year + 1),
joined AS (
    SELECT now, earlier, coalesce(now.direction, earlier.direction) AS direction,
           CASE WHEN now.base_unit = earlier.base_unit THEN now.base_number WHEN now.unit IS NOT DISTINCT FROM earlier.unit THEN now.number END AS number_now,
           CASE WHEN now.base_unit = earlier.base_unit THEN earlier.base_number WHEN now.unit IS NOT DISTINCT FROM earlier.unit THEN earlier.number END AS number_before
    FROM now FULL JOIN earlier ON now.fiscal_year = earlier.fiscal_year AND now.project_key = earlier.project_key
         AND now.document_kind = earlier.document_kind AND now.match_key = earlier.match_key AND now.nth = earlier.nth),
both_years AS (SELECT DISTINCT project_key, document_kind, fiscal_year FROM now SEMI JOIN earlier USING (project_key, document_kind, fiscal_year))
SELECT coalesce(now.fiscal_year, earlier.fiscal_year) AS fiscal_year, coalesce(now.region_code, earlier.region_code) AS region_code,
       coalesce(now.region, earlier.region) AS region, coalesce(now.department, earlier.department) AS department,
       coalesce(now.project, earlier.project) AS project, coalesce(now.project_key, earlier.project_key) AS project_key,
       coalesce(now.category, earlier.category) AS category, coalesce(now.subcategory, earlier.subcategory) AS subcategory,
       coalesce(now.indicator_name, earlier.indicator_name) AS indicator_name, earlier.text AS value_before, now.text AS value_now, number_before, number_now,
       coalesce(now.base_unit, now.unit, earlier.base_unit, earlier.unit) AS base_unit, direction,
       CASE WHEN earlier.indicator_id IS NULL THEN '新增' WHEN now.indicator_id IS NULL THEN '取消'
            WHEN folded(now.text) IS NOT DISTINCT FROM folded(earlier.text) THEN '不变'
            WHEN now.kind = 'date' AND earlier.kind = 'date' AND now.date_to IS NOT NULL AND earlier.date_to IS NOT NULL THEN
                 CASE WHEN now.date_to - INTERVAL 1 YEAR = earlier.date_to THEN '不变' WHEN now.date_to - INTERVAL 1 YEAR < earlier.date_to THEN '收紧' ELSE '放松' END
            WHEN now.kind <> 'number' OR earlier.kind <> 'number' OR now.basis IS DISTINCT FROM earlier.basis OR number_now IS NULL OR number_before IS NULL
                 OR 'between' IN (coalesce(now.operator, ''), coalesce(earlier.operator, '')) OR left(now.operator, 1) || left(earlier.operator, 1) IN ('<>', '><')
            THEN '不可比' -- a floor that became a ceiling is another promise
            WHEN number_now = number_before THEN '不变'
            WHEN coalesce(direction, 0) = 0 THEN '方向不明'
            WHEN (number_now - number_before) * direction > 0 THEN '收紧' ELSE '放松' END AS change,
       CASE WHEN now.indicator_id IS NOT NULL AND earlier.indicator_id IS NOT NULL
            THEN CASE WHEN now.twins OR earlier.twins THEN '同名多个，按次序' WHEN now.indicator_key = earlier.indicator_key THEN '同一指标' ELSE '同名，归类不同' END
            WHEN both_years.project_key IS NOT NULL THEN '项目两年都有' WHEN now.indicator_id IS NOT NULL THEN '项目为新增' ELSE '项目已取消' END AS match_method,
       coalesce(now.amount, earlier.amount) AS amount, now.indicator_id, earlier.indicator_id AS indicator_id_before
FROM joined LEFT JOIN both_years ON both_years.project_key = coalesce(now.project_key, earlier.project_key)
     AND both_years.document_kind = coalesce(now.document_kind, earlier.document_kind)
     AND both_years.fiscal_year = coalesce(now.fiscal_year, earlier.fiscal_year)
