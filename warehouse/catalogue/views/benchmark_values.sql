-- 同类指标参考值 | What departments of one kind and level promise for the same indicator: quartiles, the most common value and its share.
-- columns: fiscal_year, document_kind, region_level, department_kind, subcategory, name_key, indicator_name, base_unit, basis, department_count, target_count, lowest, lower_quartile, median_value, upper_quartile, highest, common_value, identical_share
-- computed: whole
-- sorted: fiscal_year, document_kind, department_kind, region_level, subcategory, name_key, base_unit, basis
-- method: numeric targets of review_rows with the same subcategory, name (name_key), base unit and basis. Each department counts once, with the middle one of its values, so that many projects of one do not speak for all; quartiles are values that a department has. identical_share: department_count with common_value / departments. Only where at least benchmark_departments have it.
-- why: whether 95 % is ambitious is seen from what others promise; a value that nearly all have was copied, or is prescribed.
-- excludes: ranges, approximate values and texts; units that cannot be converted; what review_rows excludes. department_kind and region_level NULL: unknown, a group of its own and no peer group.
-- example: SELECT department_kind, region_level, indicator_name, department_count, lower_quartile, median_value, upper_quartile FROM benchmark_values WHERE department_kind IS NOT NULL ORDER BY department_count DESC
WITH each AS (
    SELECT r.fiscal_year, r.document_kind, k.region_level, k.department_kind, r.subcategory,
           r.name_key, min(r.indicator_name) AS indicator_name, r.base_unit, r.basis,
           count(*) AS target_count, quantile_disc(r.base_number, 0.5) AS middle
    FROM review_rows r
         JOIN organisation_kinds k ON k.department = r.department
              AND k.region_code IS NOT DISTINCT FROM r.region_code
              AND k.region IS NOT DISTINCT FROM r.region
    WHERE r.kind = 'number' AND r.base_number IS NOT NULL AND r.base_unit IS NOT NULL
      AND r.name_key <> '' AND coalesce(r.operator, '=') NOT IN ('between', '~')
    GROUP BY r.fiscal_year, r.document_kind, k.region_level, k.department_kind, r.subcategory,
        r.name_key, r.base_unit, r.basis, r.region_code, r.region, r.department),
valued AS (
    SELECT *, count(*) OVER (PARTITION BY fiscal_year, document_kind, region_level,
                             department_kind, subcategory, name_key, base_unit, basis,
                             middle) AS alike
    FROM each)
SELECT fiscal_year, document_kind, region_level, department_kind, subcategory, name_key,
       min(indicator_name) AS indicator_name, base_unit, basis, count(*) AS department_count,
       sum(target_count)::BIGINT AS target_count, min(middle) AS lowest,
       quantile_disc(middle, 0.25) AS lower_quartile, quantile_disc(middle, 0.5) AS median_value,
       quantile_disc(middle, 0.75) AS upper_quartile, max(middle) AS highest,
       -- of several that are equally common the least
       arg_max(middle, (alike, -middle)) AS common_value,
       max(alike) / count(*) AS identical_share
FROM valued
GROUP BY fiscal_year, document_kind, region_level, department_kind, subcategory, name_key,
    base_unit, basis
HAVING count(*) >= @benchmark_departments
