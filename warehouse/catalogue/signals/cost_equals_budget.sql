-- 成本即预算: a cost target in money equals the project's budget.
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(concat(shown(r.indicator_name, r.text), '，预算', r.amount::DOUBLE, '万元'), '；'
                  ORDER BY r.ordinal) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids,
       project_id AS project_ids
FROM projects_once p LEFT JOIN (
    SELECT *,
           abs(coalesce(upper, number)
               * CASE unit WHEN '元' THEN 0.0001 WHEN '亿元' THEN 10000 ELSE 1 END - amount)
           <= @cost_tolerance * amount AS hit
    FROM review_rows
    WHERE is_cost AND kind = 'number' AND unit IN ('元', '万元', '亿元') AND basis IS NULL
      AND amount > 0) r USING (project_id)
GROUP BY project_id
