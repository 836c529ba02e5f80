-- 绩效指标长表 | One row per current indicator, with exactly the six columns that stand in the source.
-- columns: project, category, subcategory, name, period_value, annual_value
-- method: current rows of indicators (no superseded edition, no duplicate), in the order of the source.
-- why: the table to read, to print and to hand over.
-- excludes: rows held back (quarantine), superseded editions, duplicates.
-- example: SELECT * FROM long_table WHERE subcategory = '数量指标'
SELECT project, category, subcategory, name, period_value, annual_value
FROM indicators
WHERE is_current -- no ORDER BY: the files lie in the order of the source, and sorting a national year for each question would cost seconds
