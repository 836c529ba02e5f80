-- 无效益指标: no 效益 row, satisfaction aside, in a large project.
SELECT project_id,
       verdict(p.indicators_held_back = 0, p.amount >= @large_amount AND there = 0) AS outcome,
       (there = 0)::INTEGER AS hit_count, all_rows AS considered,
       concat('共', all_rows, '条指标，效益指标', there, '条') AS evidence, NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT p.project_id, count(r.indicator_id) AS all_rows,
           count(*) FILTER (r.category = '效益指标' AND NOT r.is_satisfaction) AS there
    FROM projects_once p LEFT JOIN review_rows r USING (project_id)
    GROUP BY p.project_id) counted USING (project_id)
