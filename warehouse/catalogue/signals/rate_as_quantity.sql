-- 数量指标填比率: an indicator under 数量指标 is a rate.
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
           coalesce(unit = '%', false) AS hit
    FROM review_rows WHERE subcategory = '数量指标' AND kind = 'number') r USING (project_id)
GROUP BY project_id
