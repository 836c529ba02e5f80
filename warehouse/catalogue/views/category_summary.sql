-- 指标类别汇总 | One row per year, level-1 and level-2 indicator.
-- columns: fiscal_year, category, subcategory, indicator_count, project_count, amount, quantified_share, verifiable_share, vague_share, empty_share
-- computed: whole
-- sorted: fiscal_year, category, subcategory
-- method: review_rows counted by level. amount is the money of the projects that have such an indicator, each project once a row: it cannot be added up over rows.
-- why: which kinds of promises are made, and how firmly.
-- excludes: what projects_once excludes.
-- example: SELECT category, subcategory, indicator_count FROM category_summary ORDER BY category, subcategory
SELECT fiscal_year, category, subcategory, {indicator_count}::BIGINT AS indicator_count,
       {project_count} AS project_count, {amount} AS amount,
       {quantified_share} AS quantified_share, {verifiable_share} AS verifiable_share,
       {vague_share} AS vague_share, {empty_share} AS empty_share
FROM (SELECT fiscal_year, category, subcategory, project_id, any_value(amount) AS amount,
             count(*) AS indicator_count,
             count(*) FILTER (measurability = 'quantified') AS quantified_count,
             count(*) FILTER (measurability = 'verifiable') AS verifiable_count,
             count(*) FILTER (measurability = 'vague') AS vague_count,
             count(*) FILTER (kind = 'empty') AS empty_count
      FROM review_rows GROUP BY fiscal_year, category, subcategory, project_id)
GROUP BY fiscal_year, category, subcategory
