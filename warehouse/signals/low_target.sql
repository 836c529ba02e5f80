-- 目标虚低: the reported result is far above the target, where more is better.
SELECT p.project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome, count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(concat(r.indicator_name, ' 目标', r.target_text, '，实际', r.actual_text, '，得分', r.score, '/', r.points), '；' ORDER BY r.indicator_id) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.indicator_id) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (SELECT *, coalesce(ratio >= @overshoot, false) AS hit FROM target_vs_result WHERE ratio IS NOT NULL AND direction = 1 AND is_additive(base_unit)) r
     ON r.project_key = p.project_key AND r.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
GROUP BY p.project_id
