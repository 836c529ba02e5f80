-- 绩效指标长表 | One row per current indicator of one table kind a project and year, with exactly the six columns that stand in the source.
-- columns: project, category, subcategory, name, period_value, annual_value
-- method: current rows of indicators (no superseded edition, no duplicate), in the order of the source. Of the tables about one project and year those of the one that counts (projects.counted_as is NULL): the target, else the adjusted target, the self-evaluation, the monitoring.
-- why: the table to read, to print and to hand over.
-- excludes: rows held back (quarantine), superseded editions, duplicates; the other kinds of table about a project (targets_by_kind has them).
-- example: SELECT * FROM long_table WHERE subcategory = '数量指标'
SELECT project, category, subcategory, name, period_value, annual_value
FROM indicators
-- no ORDER BY: the files lie in the order of the source, and sorting a national year for each
-- question would cost seconds
WHERE is_current
  AND project_id NOT IN (SELECT project_id FROM projects WHERE counted_as IS NOT NULL)
