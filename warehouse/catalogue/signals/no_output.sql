-- 无产出指标: no row under 产出指标; cannot be decided while rows are held back.
SELECT project_id, verdict(p.indicators_held_back = 0, there = 0) AS outcome,
       (there = 0)::INTEGER AS hit_count, all_rows AS considered,
       concat('共', all_rows, '条指标，产出指标', there, '条') AS evidence, NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT p.project_id, count(r.indicator_id) AS all_rows, count(*) FILTER (r.is_output) AS there
    FROM projects_once p LEFT JOIN review_rows r USING (project_id)
    GROUP BY p.project_id) counted USING (project_id)
