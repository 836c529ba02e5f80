-- within: judged_indicators
-- 比率超100%: a rate that cannot exceed 100 % does (told by the end of its name).
SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
       coalesce(number > 100, false) AS hit
FROM review_rows
WHERE regexp_matches(name_key, @rate_names) AND kind = 'number' AND unit = '%' AND basis IS NULL
