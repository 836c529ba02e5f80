-- 年度汇总 | One row per year, all regions, with its money counted once.
-- columns: fiscal_year, project_count, amount, amount_missing, amount_suspect, amount_unchecked, indicator_count, indicators_held_back, quantified_share, verifiable_share, vague_share, amount_all_verifiable, verifiable_amount_share
-- computed: whole
-- sorted: fiscal_year
-- method: project_summary added up, as in region_summary; verifiable_amount_share is the money of the projects whose targets can all be verified over all money.
-- why: the first figures of a report. Years are not added up: a project that goes on stands in each.
-- excludes: what projects_once excludes.
-- example: SELECT fiscal_year, project_count, amount, amount_suspect FROM year_summary ORDER BY fiscal_year
SELECT fiscal_year, {project_count} AS project_count, {amount} AS amount,
       {amount_missing} AS amount_missing, {amount_suspect} AS amount_suspect,
       {amount_unchecked} AS amount_unchecked, {indicator_count}::BIGINT AS indicator_count,
       {indicators_held_back}::BIGINT AS indicators_held_back,
       {quantified_share} AS quantified_share, {verifiable_share} AS verifiable_share,
       {vague_share} AS vague_share, {amount_all_verifiable} AS amount_all_verifiable,
       {verifiable_amount_share} AS verifiable_amount_share
FROM project_summary
GROUP BY fiscal_year
