-- within: judged_indicators
-- 指标值缺失: rows with a name whose target is not filled in.
SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
       kind = 'empty' AS hit
FROM review_rows WHERE trim(coalesce(indicator_name, ''), ' …—-/') <> ''
