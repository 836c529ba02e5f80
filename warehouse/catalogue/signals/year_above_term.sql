-- within: judged_indicators
-- 年度大于周期: an additive quantity of one year exceeds the quantity over the whole term.
SELECT v.project_id, v.indicator_id, v.ordinal, a.base_number > b.base_number AS hit,
       concat(v.indicator_name, ' 年度', a.text, ' 周期', b.text) AS evidence
FROM review_rows v
     JOIN readings a ON a.indicator_id = v.indicator_id AND a.role = 'annual' AND a.kind = 'number'
     JOIN readings b ON b.indicator_id = v.indicator_id AND b.role = 'period' AND b.kind = 'number'
WHERE is_additive(a.base_unit) AND a.base_unit = b.base_unit AND a.basis IS NULL
  AND b.basis IS NULL AND coalesce(v.direction, 1) <> -1
