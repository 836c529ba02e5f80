-- 一刀切: all numeric targets of a project, at least four and more under two subcategories, are one and the same value, other than 100 %.
SELECT project_id, verdict(count(r.indicator_id) >= @one_number_rows AND count(DISTINCT r.subcategory) >= @one_number_subcategories,
                           count(DISTINCT (r.sign, r.number, r.upper, r.unit)) = 1 AND NOT bool_and(r.number = 100 AND coalesce(r.unit = '%', false))) AS outcome,
       max(same) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(shown(r.indicator_name, r.text), '；' ORDER BY r.ordinal) AS evidence, string_agg(r.indicator_id, ';' ORDER BY r.ordinal) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT *, CASE WHEN number = 100 AND unit = '%' AND operator IN ('=', '>=') THEN '=' ELSE operator END AS sign,
           count(*) OVER (PARTITION BY project_id, sign, number, upper, unit) AS same
    FROM review_rows WHERE kind = 'number' AND number IS NOT NULL) r USING (project_id)
GROUP BY project_id
