-- 目标低于上年实际: this year's target is below the result that the unit reported for the year before
-- (mirrored where less is better) by more than a tolerance. The results come first: joined in
-- another order, every target would meet every reading of the same unit.
WITH reported AS MATERIALIZED (
    SELECT i.indicator_id, i.fiscal_year + 1 AS fiscal_year, a.text, a.number, a.unit,
           a.base_number, a.base_unit, a.basis,
           -- the key of the project that counts: a code before the name makes it another one
           CASE WHEN h.project_key <> i.project_key
                THEN h.project_key || right(i.indicator_key, 8)
                ELSE i.indicator_key END AS indicator_key
    FROM indicators i JOIN readings a ON a.indicator_id = i.indicator_id AND a.role = 'actual'
         JOIN projects e ON e.project_id = i.project_id
         LEFT JOIN projects_once h ON h.project_id = e.counted_as
    WHERE i.is_current AND i.document_kind = 'self_evaluation' AND a.kind = 'number'
    -- of two projects of one name nobody knows which is meant
    QUALIFY count(*) OVER (PARTITION BY indicator_key, i.fiscal_year) = 1),
paired AS (
    SELECT t.project_id, t.indicator_id, t.ordinal, t.indicator_name, t.text, t.direction,
           a.text AS reported_text, a.indicator_id AS reported_id,
           CASE WHEN t.base_unit IS NULL THEN t.number ELSE t.base_number END AS target,
           CASE WHEN t.base_unit IS NULL THEN a.number ELSE a.base_number END AS result
    FROM review_rows t
         JOIN reported a ON a.indicator_key = t.indicator_key AND a.fiscal_year = t.fiscal_year
    WHERE t.direction IN (1, -1) AND t.kind = 'number'
      AND NOT regexp_matches(t.name_key, @entitlement_names)
      AND t.basis IS NOT DISTINCT FROM a.basis AND (t.base_unit = a.base_unit
          OR (t.base_unit IS NULL AND a.base_unit IS NULL
              AND t.unit IS NOT DISTINCT FROM a.unit))),
compared AS (
    SELECT *, (target - result) * direction < -@result_tolerance * abs(result) AS hit,
           concat(indicator_name, ' 上年实际', reported_text, '，今年目标', text,
                  CASE WHEN target < result THEN '，低' ELSE '，高' END
                  || round(100 * abs(target - result) / nullif(abs(result), 0), 1) || '%'
                 ) AS evidence
    FROM paired)
SELECT project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal) FILTER (r.hit) AS evidence,
       string_agg(concat_ws(';', r.indicator_id, r.reported_id), ';'
                  ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN compared r USING (project_id)
GROUP BY project_id
