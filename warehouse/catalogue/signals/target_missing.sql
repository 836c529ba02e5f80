-- 指标值缺失: rows with a name whose target is not filled in.
SELECT project_id,
       verdict(count(r.indicator_id) > 0, count(*) FILTER (r.kind = 'empty') > 0) AS outcome,
       count(*) FILTER (r.kind = 'empty') AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(shown(r.indicator_name, r.text), '；'
                  ORDER BY r.ordinal) FILTER (r.kind = 'empty') AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.kind = 'empty') AS indicator_ids
FROM projects_once p
     LEFT JOIN (FROM review_rows
                WHERE trim(coalesce(indicator_name, ''), ' …—-/') <> '') r USING (project_id)
GROUP BY project_id
