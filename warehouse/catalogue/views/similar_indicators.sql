-- 相似指标 | Indicators that other departments have too, under the same name or one that differs in filling words only.
-- columns: fiscal_year, document_kind, similar_name, department_count, names_used, subcategory, indicator_name, annual_value, region_code, region, department, project, amount, indicator_id, project_id
-- computed: whole
-- sorted: fiscal_year, document_kind, subcategory, similar_name, region_code, department, project_id, indicator_id
-- method: review_rows with the same year, table kind, subcategory and similar_name: the name folded by the words of schemas/indicator_words.csv (设备购置费 and 设备购置经费), 的 left out. departments and names_used count those of the group.
-- why: who writes or reviews a target looks at how others measure the same thing.
-- excludes: names of one department only. Words that mean the same but are not in the list are not found: search finds more, ranked.
-- example: SELECT indicator_name, annual_value, department FROM similar_indicators WHERE contains(similar_name, '满意度') ORDER BY department_count DESC
WITH folded_names AS (
    SELECT name_key, replace(loose_name(name_key), '的', '') AS similar_name
    FROM (SELECT DISTINCT name_key FROM review_rows WHERE name_key <> '')),
every AS (
    SELECT r.*, n.similar_name FROM review_rows r JOIN folded_names n USING (name_key)
    WHERE r.department IS NOT NULL),
counts AS (
    SELECT fiscal_year, document_kind, subcategory, similar_name,
           count(DISTINCT (region_code, region, department)) AS department_count,
           count(DISTINCT name_key) AS names_used
    FROM every GROUP BY fiscal_year, document_kind, subcategory, similar_name)
SELECT e.fiscal_year, e.document_kind, e.similar_name, c.department_count, c.names_used,
       e.subcategory, e.indicator_name, e.text AS annual_value, e.region_code, e.region,
       e.department, e.project, e.amount, e.indicator_id, e.project_id
FROM every e
     JOIN counts c ON c.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
          AND c.document_kind = e.document_kind AND c.similar_name = e.similar_name
          AND c.subcategory IS NOT DISTINCT FROM e.subcategory
WHERE c.department_count > 1
