-- 年度大于周期: an additive quantity of one year exceeds the quantity over the whole term.
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.above) > 0) AS outcome,
       count(*) FILTER (r.above) AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(r.shown, '；' ORDER BY r.ordinal) FILTER (r.above) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.above) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT v.project_id, v.indicator_id, v.ordinal, a.base_number > b.base_number AS above,
           concat(v.indicator_name, ' 年度', a.text, ' 周期', b.text) AS shown
    FROM review_rows v
         JOIN readings a ON a.indicator_id = v.indicator_id AND a.role = 'annual'
         AND a.kind = 'number'
         JOIN readings b ON b.indicator_id = v.indicator_id AND b.role = 'period'
         AND b.kind = 'number'
    WHERE is_additive(a.base_unit) AND a.base_unit = b.base_unit AND a.basis IS NULL
      AND b.basis IS NULL
          AND coalesce(v.direction, 1) <> -1) r USING (project_id)
GROUP BY project_id
