-- 目标虚低: the reported result is far above the target, where more is better.
WITH counted AS ( -- whatever code stands before the name in the self-evaluation
    SELECT r.*, coalesce(e.counted_as, e.project_id) AS counts_as
    FROM target_vs_result r JOIN projects e USING (project_id))
SELECT p.project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(concat(r.indicator_name, ' 目标', r.target_text, '，实际', r.actual_text, '，得分',
                         r.score, '/', r.points), '；'
                  ORDER BY r.indicator_id) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.indicator_id) FILTER (r.hit) AS indicator_ids
FROM projects_once p
     LEFT JOIN (SELECT *, coalesce(ratio >= @overshoot, false) AS hit FROM counted
                WHERE ratio IS NOT NULL AND direction = 1 AND is_additive(base_unit)) r
     ON r.counts_as = p.project_id
GROUP BY p.project_id
