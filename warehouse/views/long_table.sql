CREATE VIEW long_table AS
SELECT project, category, subcategory, name, period_value, annual_value
FROM indicators
WHERE is_current
ORDER BY project_id, ordinal, indicator_id;
COMMENT ON VIEW long_table IS '绩效指标长表: one row per current indicator, with exactly the six columns that stand in the source';
