-- 满意度缺失: no indicator that asks for satisfaction, where goal or name speaks of people who are
-- served.
SELECT project_id,
       verdict(p.indicators_held_back = 0
               AND (there > 0 OR regexp_matches(concat(p.project, p.goal), @public_words)),
               there = 0) AS outcome, (there = 0)::INTEGER AS hit_count, all_rows AS considered,
       concat('共', all_rows, '条指标，满意度指标', there, '条') AS evidence, NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT p.project_id, count(r.indicator_id) AS all_rows,
           count(*) FILTER (r.is_satisfaction
                            OR regexp_matches(r.indicator_name, @satisfaction_names)) AS there
    FROM projects_once p LEFT JOIN review_rows r USING (project_id)
    GROUP BY p.project_id) counted USING (project_id)
