-- within: judged_indicators
-- 方向与名称矛盾: the printed operator contradicts the last noun of the name: 投诉率 ≥, 满意度 ≤.
SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
       coalesce((regexp_matches(name_key, @lower_is_better_names) AND operator IN ('>=', '>'))
                OR (regexp_matches(name_key, @higher_is_better_names)
                    AND operator IN ('<=', '<')), false) AS hit
FROM review_rows
WHERE kind = 'number' AND basis IS NULL AND operator IN ('>=', '>', '<=', '<')
  AND operator_source IN ('printed', 'word', 'column')
  AND (regexp_matches(name_key, @lower_is_better_names)
       OR regexp_matches(name_key, @higher_is_better_names))
