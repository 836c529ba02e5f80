-- 单位成本 | Yuan per unit of output, for projects that promise exactly one quantity, beside others that promise the same.
-- columns: fiscal_year, region_code, region, department, project, project_id, indicator_id, indicator_name, amount, quantity, base_unit, yuan_per_unit, peer_count, peer_median, ratio_to_median
-- computed: whole
-- sorted: fiscal_year, ratio_to_median, region_code, department, indicator_id
-- method: amount × 10,000 / quantity, where the project has exactly one additive quantity among its 数量指标. Peers have the same name (year, ★ and unit removed), base unit and year. peer_median and ratio_to_median are NULL below @unit_cost_peers peers.
-- why: the same output at several times the price deserves a question. It is no verdict: quality, scope and term differ. Not for public display.
-- excludes: projects with several quantities, rates, upper limits, relative targets; unknown units.
-- example: SELECT project, indicator_name, yuan_per_unit, ratio_to_median FROM unit_cost WHERE ratio_to_median > 3
WITH quantities AS (
    SELECT * FROM review_rows
    WHERE subcategory = '数量指标' AND kind = 'number' AND is_additive(base_unit) AND basis IS NULL
      AND base_number > 0
          AND coalesce(operator, '=') NOT IN ('<=', '<', 'between')
    QUALIFY count(*) OVER (PARTITION BY project_id) = 1),
costs AS (
    SELECT *, (amount * 10000)::DOUBLE / base_number AS yuan_per_unit FROM quantities
    WHERE amount > 0),
peers AS (
    SELECT *, count(*) OVER same AS peer_count, median(yuan_per_unit) OVER same AS median FROM costs
    WINDOW same AS (PARTITION BY fiscal_year, name_key, base_unit))
SELECT fiscal_year, region_code, region, department, project, project_id, indicator_id,
       indicator_name, amount, base_number AS quantity, base_unit,
       yuan_per_unit, peer_count,
       CASE WHEN peer_count >= @unit_cost_peers THEN median END AS peer_median,
       CASE WHEN peer_count >= @unit_cost_peers THEN yuan_per_unit / median END AS ratio_to_median
FROM peers
