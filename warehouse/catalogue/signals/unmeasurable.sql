-- 产出不量化: half of the output targets and more are vague.
SELECT project_id,
       verdict(p.indicators_held_back = 0 AND count(r.indicator_id) >= @vague_rows,
               count(*) FILTER (r.measurability = 'vague') >= @vague_share * count(*)) AS outcome,
       count(*) FILTER (r.measurability = 'vague') AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(shown(r.indicator_name, r.text), '；'
                  ORDER BY r.ordinal) FILTER (r.measurability = 'vague') AS evidence,
       string_agg(r.indicator_id, ';'
                  ORDER BY r.ordinal) FILTER (r.measurability = 'vague') AS indicator_ids
FROM projects_once p LEFT JOIN (FROM review_rows WHERE is_output) r USING (project_id)
GROUP BY project_id, p.indicators_held_back
