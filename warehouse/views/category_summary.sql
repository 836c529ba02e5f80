-- 指标类别汇总 | One row per year, level-1 and level-2 indicator.
-- columns: fiscal_year, category, subcategory, indicator_count, project_count, amount, quantified_share, verifiable_share, vague_share, empty_share
-- computed: whole
-- sorted: fiscal_year, category, subcategory
-- method: review_rows counted by level. amount is the money of the projects that have such an indicator, each project once a row: it cannot be added up over rows.
-- why: which kinds of promises are made, and how firmly.
-- excludes: what projects_once excludes.
-- example: SELECT category, subcategory, indicator_count FROM category_summary ORDER BY category, subcategory
SELECT fiscal_year, category, subcategory, sum(rows)::BIGINT AS indicator_count, count(*) AS project_count, sum(amount) AS amount,
       sum(quantified) / sum(rows) AS quantified_share, sum(quantified + verifiable) / sum(rows) AS verifiable_share, sum(vague) / sum(rows) AS vague_share,
       sum(empty) / sum(rows) AS empty_share
FROM (SELECT fiscal_year, category, subcategory, project_id, any_value(amount) AS amount, count(*) AS rows,
             count(*) FILTER (measurability = 'quantified') AS quantified, count(*) FILTER (measurability = 'verifiable') AS verifiable,
             count(*) FILTER (measurability = 'vague') AS vague, count(*) FILTER (kind = 'empty') AS empty
      FROM review_rows GROUP BY fiscal_year, category, subcategory, project_id)
GROUP BY fiscal_year, category, subcategory
