-- 公开覆盖 | Which department published what, by year: 已入库 公开无表 待核 未见. Zero is not missing.
-- columns: fiscal_year, region_code, region, department, coverage, expected_because, document_count, project_count, indicator_count, indicators_held_back, expected_rows
-- method: departments of documents and projects, plus those expected: on the committed list of expected departments, or seen in the year before in a year that holds any document of the region. 待核: a document is partly held back or unreadable; 公开无表: every document was read and holds no target table; 未见: expected and nothing is there. A document without a table seldom labels its department: then the title tells it, if it holds the name of one that is known in its region.
-- why: a department that is missing must not look like one that promises nothing.
-- excludes: superseded documents. Without a list a department that never published is unknown, not 未见.
-- example: SELECT department, coverage FROM coverage WHERE coverage <> '已入库'
WITH names AS (
    SELECT region_code, department FROM expected_departments UNION SELECT region_code, department FROM documents UNION SELECT region_code, department FROM projects),
titled AS ( -- the longest name that the title holds as a whole: 某区教育局 is not meant by 某区教育局附属小学
    SELECT d.document_id, arg_max(n.department, length(n.department)) AS department FROM documents d JOIN names n USING (region_code)
    WHERE d.department IS NULL AND d.project_count = 0 AND contains(d.title, n.department)
          AND regexp_matches(d.title[strpos(d.title, n.department) + length(n.department):], '^($|\P{Han}|年|部门|单位|预算|决算|项目|绩效|本级)')
    GROUP BY d.document_id),
seen AS (
    SELECT fiscal_year, region_code, region, coalesce(d.department, titled.department) AS department, document_id, status, 0 AS projects, 0 AS rows, 0 AS held
    FROM documents d LEFT JOIN titled USING (document_id) WHERE is_current AND (d.department IS NOT NULL OR project_count = 0)
    UNION ALL BY NAME
    SELECT p.fiscal_year, p.region_code, p.region, p.department, p.document_id, d.status, 1 AS projects, p.indicator_count AS rows, p.indicators_held_back AS held
    FROM projects p JOIN (SELECT document_id, any_value(status) AS status FROM documents GROUP BY document_id) d USING (document_id) WHERE p.is_current),
published AS (
    SELECT fiscal_year, region_code, any_value(region) AS region, department, count(DISTINCT document_id) AS document_count, sum(projects)::BIGINT AS project_count,
           sum(rows)::BIGINT AS indicator_count, sum(held)::BIGINT AS indicators_held_back,
           CASE WHEN bool_or(status IN ('held_back', 'unreadable')) THEN '待核' WHEN sum(projects) > 0 THEN '已入库' ELSE '公开无表' END AS coverage
    FROM seen GROUP BY fiscal_year, region_code, department),
earlier AS (
    SELECT (fiscal_year + 1)::SMALLINT AS fiscal_year, region_code, region, department FROM published
    WHERE department IS NOT NULL AND EXISTS (FROM published now WHERE now.fiscal_year = published.fiscal_year + 1 AND now.region_code IS NOT DISTINCT FROM published.region_code)),
wanted AS (
    SELECT fiscal_year, region_code, any_value(region) AS region, department, max(because) AS because, max(expected_rows) AS expected_rows
    FROM (SELECT fiscal_year, region_code, region, department, '应公开名单' AS because, expected_rows FROM expected_departments
          UNION ALL BY NAME SELECT *, '上年已公开' AS because FROM earlier) WHERE department IS NOT NULL GROUP BY fiscal_year, region_code, department)
SELECT coalesce(p.fiscal_year, w.fiscal_year) AS fiscal_year, coalesce(p.region_code, w.region_code) AS region_code, coalesce(p.region, w.region) AS region,
       coalesce(p.department, w.department) AS department, coalesce(p.coverage, '未见') AS coverage, w.because AS expected_because,
       p.document_count, p.project_count, p.indicator_count, p.indicators_held_back, w.expected_rows
FROM published p FULL JOIN wanted w ON p.fiscal_year IS NOT DISTINCT FROM w.fiscal_year AND p.region_code IS NOT DISTINCT FROM w.region_code AND p.department = w.department
