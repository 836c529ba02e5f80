-- 地区汇总 | One row per region and year, with its money counted once.
-- columns: fiscal_year, region_code, region, project_count, amount, amount_share, amount_missing, amount_suspect, amount_unchecked, indicator_count, indicators_held_back, quantified_share, verifiable_share, vague_share, amount_all_verifiable
-- computed: whole
-- sorted: fiscal_year, region_code, region
-- method: project_summary added up; amount_share is the part of the year's money, the other shares are parts of the indicators. amount_missing counts projects that print no amount. amount holds what is suspect (amount_suspect: 元 under 万元, perhaps) and what nothing could be compared with (amount_unchecked).
-- why: regions side by side; compare shares, not counts: regions publish differently.
-- excludes: what projects_once excludes.
-- example: SELECT * FROM region_summary ORDER BY amount DESC LIMIT 20
SELECT fiscal_year, region_code, region, {project_count} AS project_count,
       {amount} AS amount,
       {amount}::DOUBLE
       / nullif(sum({amount}) OVER (PARTITION BY fiscal_year), 0)::DOUBLE AS amount_share,
       {amount_missing} AS amount_missing, {amount_suspect} AS amount_suspect,
       {amount_unchecked} AS amount_unchecked, {indicator_count}::BIGINT AS indicator_count,
       {indicators_held_back}::BIGINT AS indicators_held_back,
       {quantified_share} AS quantified_share, {verifiable_share} AS verifiable_share,
       {vague_share} AS vague_share, {amount_all_verifiable} AS amount_all_verifiable
FROM project_summary
GROUP BY fiscal_year, region_code, region
