-- 比率超100%: a rate that cannot exceed 100 % does (told by the end of its name).
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT project_id, indicator_id, ordinal, shown(indicator_name, text) AS evidence,
           coalesce(number > 100, false) AS hit
    FROM review_rows
    WHERE regexp_matches(name_key, @rate_names) AND kind = 'number' AND unit = '%'
      AND basis IS NULL) r USING (project_id)
GROUP BY project_id
