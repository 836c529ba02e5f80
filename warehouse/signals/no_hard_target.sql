-- 全项目无硬指标: not one target of the project is quantified or verifiable.
SELECT project_id, verdict(p.indicators_held_back = 0 AND count(r.indicator_id) >= @vague_rows, count(*) FILTER (r.measurability IN ('quantified', 'verifiable')) = 0) AS outcome,
       count(*) FILTER (r.measurability NOT IN ('quantified', 'verifiable')) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(shown(r.indicator_name, r.text), '；' ORDER BY r.ordinal) AS evidence, string_agg(r.indicator_id, ';' ORDER BY r.ordinal) AS indicator_ids
FROM projects_once p LEFT JOIN review_rows r USING (project_id)
GROUP BY project_id, p.indicators_held_back
