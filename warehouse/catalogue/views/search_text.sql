-- 检索文本 | What the search looks through: names and values of indicators, names of projects and departments, goals, each with its text.
-- columns: id, about, fiscal_year, region, department, project, content, annual_value, amount, page, row, folded_text
-- computed: partition
-- sorted: about, region, department, project, id
-- method: one row per indicator name, value in words, project name, annual goal, whole-term goal, and department and year (its id is one of its projects). id leads to the source: jixiao explain ID. folded_text is the text in half-width lower case and simplified characters, without spaces and 的.
-- why: FROM search('满意度') ranks these rows; a condition on content or folded_text finds any substring.
-- excludes: superseded editions, duplicates, rows held back.
-- example: SELECT about, project, content FROM search_text WHERE contains(folded_text, '满意')
SELECT i.indicator_id AS id, '指标' AS about, i.fiscal_year, i.region, i.department, i.project,
       i.name AS content, i.annual_value, NULL::DECIMAL(18, 6) AS amount, i.page, i.row,
       replace(lower(folded(i.name)), '的', '') AS folded_text
FROM indicators i WHERE i.is_current AND i.name IS NOT NULL
UNION ALL BY NAME
SELECT i.indicator_id AS id, '指标值' AS about, i.fiscal_year, i.region, i.department, i.project,
       i.annual_value AS content, i.annual_value, i.page, i.row,
       replace(lower(folded(i.annual_value)), '的', '') AS folded_text
FROM indicators i
-- a number with its unit is nothing to search for
WHERE i.is_current AND regexp_matches(i.annual_value, '\p{Han}{3}')
UNION ALL BY NAME
SELECT min(project_id) AS id, '部门' AS about, fiscal_year, region, department,
       department AS content, replace(lower(folded(department)), '的', '') AS folded_text
FROM projects WHERE is_current AND department IS NOT NULL
GROUP BY fiscal_year, region, department
UNION ALL BY NAME
SELECT p.project_id AS id, part.about, p.fiscal_year, p.region, p.department, p.project,
       part.content, NULL AS annual_value, p.total AS amount, p.page, p.row,
       replace(lower(folded(part.content)), '的', '') AS folded_text
FROM projects p,
     LATERAL (SELECT unnest([{'about': '项目', 'content': p.project},
                             {'about': '绩效目标', 'content': p.goal},
                             {'about': '周期目标', 'content': p.period_goal}], recursive := true)) part
WHERE p.is_current AND part.content IS NOT NULL AND part.content <> ''
