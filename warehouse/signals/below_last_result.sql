-- 目标低于上年实际: this year's target is below the result that the unit itself reported for the year before (mirrored where less is better).
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome, count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal) FILTER (r.hit) AS evidence, string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT t.project_id, t.indicator_id, t.ordinal, concat(t.indicator_name, ' 上年实际', a.text, '，今年目标', t.text) AS evidence,
           (CASE WHEN t.base_unit IS NULL THEN t.number - a.number ELSE t.base_number - a.base_number END) * t.direction < 0 AS hit
    FROM review_rows t JOIN indicators i ON i.indicator_key = t.indicator_key AND i.fiscal_year = t.fiscal_year - 1 AND i.is_current AND i.document_kind = 'self_evaluation'
    JOIN readings a ON a.indicator_id = i.indicator_id AND a.role = 'actual'
    WHERE t.direction IN (1, -1) AND t.kind = 'number' AND a.kind = 'number' AND t.basis IS NOT DISTINCT FROM a.basis
          AND t.base_unit IS NOT DISTINCT FROM a.base_unit AND (t.base_unit IS NOT NULL OR t.unit IS NOT DISTINCT FROM a.unit)
          AND NOT regexp_matches(t.name_key, @entitlement_names)) r USING (project_id)
GROUP BY project_id
