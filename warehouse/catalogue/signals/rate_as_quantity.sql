-- within: judged_indicators
-- 数量指标填比率: an indicator under 数量指标 is a rate.
SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
       coalesce(unit = '%', false) AS hit
FROM review_rows WHERE subcategory = '数量指标' AND kind = 'number'
