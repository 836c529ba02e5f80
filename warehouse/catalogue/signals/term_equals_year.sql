-- 长期与年度混淆: an additive quantity over a term of several years equals the quantity of one year.
-- Without a printed term nothing can be said.
SELECT project_id, verdict(p.term_start IS NOT NULL AND p.term_end IS NOT NULL,
                           year(p.term_end) > year(p.term_start)
                           AND count(*) FILTER (r.additive AND r.same) > 0) AS outcome,
       count(*) FILTER (r.same) AS hit_count, count(r.indicator_id) AS considered,
       CASE WHEN p.term_start IS NULL OR p.term_end IS NULL THEN '未公开实施期；'
            ELSE p.term_start || '至' || p.term_end || '；' END
           || count(*) FILTER (r.same) || '条指标的实施周期值与年度值相同' AS evidence,
       string_agg(r.indicator_id, ';'
                  ORDER BY r.ordinal) FILTER (r.same AND r.additive) AS indicator_ids,
       project_id AS project_ids
FROM projects_once p LEFT JOIN (
    SELECT v.project_id, v.indicator_id, v.ordinal,
           coalesce(a.base_number = b.base_number, folded(a.text) = folded(b.text)) AS same,
           a.kind = 'number' AND a.basis IS NULL AND is_additive(a.base_unit)
           AND a.base_unit = b.base_unit AS additive
    FROM review_rows v
         JOIN readings a ON a.indicator_id = v.indicator_id AND a.role = 'annual'
         AND a.kind <> 'empty'
         JOIN readings b ON b.indicator_id = v.indicator_id AND b.role = 'period'
         AND b.kind <> 'empty') r USING (project_id)
GROUP BY project_id, p.term_start, p.term_end
