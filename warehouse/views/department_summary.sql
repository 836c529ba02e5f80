-- 部门汇总 | One row per department and year, with its money counted once.
-- columns: fiscal_year, region_code, region, department, project_count, amount, amount_share, amount_missing, indicator_count, indicators_held_back, quantified_share, verifiable_share, vague_share, amount_all_verifiable
-- computed: whole
-- sorted: fiscal_year, region_code, region, department
-- method: project_summary added up; amount_share is the part of the year's money, the other shares are parts of the indicators. amount_missing counts projects that print no amount.
-- why: where the money and the promises are.
-- excludes: what projects_once excludes.
-- example: SELECT * FROM department_summary ORDER BY amount DESC LIMIT 20
SELECT fiscal_year, region_code, region, department, count(*) AS project_count, sum(amount) AS amount,
       sum(amount)::DOUBLE / nullif(sum(sum(amount)) OVER (PARTITION BY fiscal_year), 0)::DOUBLE AS amount_share,
       count(*) FILTER (amount IS NULL) AS amount_missing, sum(indicator_count)::BIGINT AS indicator_count,
       sum(indicators_held_back)::BIGINT AS indicators_held_back, sum(quantified_count) / nullif(sum(indicator_count), 0) AS quantified_share,
       sum(quantified_count + verifiable_count) / nullif(sum(indicator_count), 0) AS verifiable_share,
       sum(vague_count) / nullif(sum(indicator_count), 0) AS vague_share, sum(amount) FILTER (all_verifiable) AS amount_all_verifiable
FROM project_summary
GROUP BY fiscal_year, region_code, region, department
