-- 目标低于上年实际: this year's target is below the result that the unit itself reported for the year before (mirrored where less is better).
-- The results come first: joined in another order, every target would meet every reading of the same unit.
WITH reported AS MATERIALIZED (
    SELECT i.indicator_key, i.fiscal_year + 1 AS fiscal_year, a.text, a.number, a.unit, a.base_number, a.base_unit, a.basis
    FROM indicators i JOIN readings a ON a.indicator_id = i.indicator_id AND a.role = 'actual'
    WHERE i.is_current AND i.document_kind = 'self_evaluation' AND a.kind = 'number'
    QUALIFY count(*) OVER (PARTITION BY i.indicator_key, i.fiscal_year) = 1), -- of two projects of one name nobody knows which is meant
compared AS (
    SELECT t.project_id, t.indicator_id, t.ordinal, concat(t.indicator_name, ' 上年实际', a.text, '，今年目标', t.text) AS evidence,
           (CASE WHEN t.base_unit IS NULL THEN t.number - a.number ELSE t.base_number - a.base_number END) * t.direction < 0 AS hit,
           t.basis IS NOT DISTINCT FROM a.basis AND (t.base_unit = a.base_unit
               OR (t.base_unit IS NULL AND a.base_unit IS NULL AND t.unit IS NOT DISTINCT FROM a.unit)) AS comparable
    FROM review_rows t JOIN reported a ON a.indicator_key = t.indicator_key AND a.fiscal_year = t.fiscal_year
    WHERE t.direction IN (1, -1) AND t.kind = 'number' AND NOT regexp_matches(t.name_key, @entitlement_names))
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome, count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal) FILTER (r.hit) AS evidence, string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (FROM compared WHERE comparable) r USING (project_id)
GROUP BY project_id
