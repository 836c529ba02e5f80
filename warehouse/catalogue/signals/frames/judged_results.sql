-- within: judged_indicators
-- The rule gives rows of target_vs_result with `hit`. They stand under the project that counts,
-- whatever code stands before its name in the self-evaluation.
SELECT coalesce(e.counted_as, e.project_id) AS project_id, r.indicator_id, r.hit,
       NULL::INTEGER AS ordinal,
       concat(r.indicator_name, ' 目标', r.target_text, '，实际', r.actual_text, '，得分', r.score, '/',
              r.points) AS evidence
FROM (
{rule}) r JOIN projects e USING (project_id)
