-- 公开覆盖 | Which department published which kind of table, by year: 已入库 公开无表 待核 未见. Zero is not missing.
-- columns: fiscal_year, region_code, region, department, document_kind, coverage, expected_because, document_count, tables_read, rows_read, project_count, indicator_count, indicators_held_back
-- method: publications by department and kind, plus what is expected: departments of the committed list of which nothing is there, and kinds that the department published in the year before, where the region has any document of that kind and year. 待核: a document is partly held back or unreadable; 已入库: tables were read, those included that repeat another document's; 公开无表: every document was read and holds no target table (its kind is unknown: NULL); 未见: expected and nothing is there. project_count and indicator_count are those of department_summary; tables_read and rows_read hold all that was read of this kind.
-- why: a department that is missing must not look like one that promises nothing. A department stands here once a kind: department_coverage has it once.
-- excludes: superseded documents. Without a list a department that never published is unknown, not 未见.
-- example: SELECT department, document_kind, coverage FROM coverage WHERE coverage <> '已入库'
WITH published AS (
    SELECT fiscal_year, region_code, any_value(region) AS region, department, document_kind,
           count(DISTINCT document_id) AS document_count,
           sum(tables_read)::BIGINT AS tables_read, sum(rows_read)::BIGINT AS rows_read,
           sum(project_count)::BIGINT AS project_count,
           sum(indicator_count)::BIGINT AS indicator_count,
           sum(indicators_held_back)::BIGINT AS indicators_held_back,
           coverage_state(bool_or(status IN ('held_back', 'unreadable')),
                          bool_or(status = 'curated') OR sum(tables_read) > 0) AS coverage
    FROM publications GROUP BY fiscal_year, region_code, department, document_kind),
listed AS (
    SELECT DISTINCT fiscal_year, region_code, region, department FROM expected_departments
    WHERE department IS NOT NULL),
earlier AS (
    SELECT (fiscal_year + 1)::SMALLINT AS fiscal_year, region_code, region, department,
           document_kind
    FROM published
    WHERE department IS NOT NULL
      AND EXISTS (FROM published now
                  WHERE now.fiscal_year = published.fiscal_year + 1
                    AND now.region_code IS NOT DISTINCT FROM published.region_code
                    AND (now.document_kind = published.document_kind
                         OR published.document_kind IS NULL))),
-- a department of which only the kind is unknown is there
unseen AS (
    SELECT * FROM earlier
    WHERE NOT EXISTS (FROM published now
                      WHERE now.fiscal_year = earlier.fiscal_year
                        AND now.region_code IS NOT DISTINCT FROM earlier.region_code
                        AND now.department = earlier.department
                        AND (now.document_kind = earlier.document_kind OR now.document_kind IS NULL
                             OR earlier.document_kind IS NULL))),
there AS (
    SELECT fiscal_year, region_code, department FROM published
    UNION SELECT fiscal_year, region_code, department FROM unseen),
every AS (
    FROM published
    UNION ALL BY NAME SELECT *, '未见' AS coverage FROM unseen
    UNION ALL BY NAME
    SELECT *, '未见' AS coverage FROM listed
    WHERE NOT EXISTS (FROM there WHERE there.fiscal_year = listed.fiscal_year
                        AND there.region_code IS NOT DISTINCT FROM listed.region_code
                        AND there.department = listed.department))
SELECT e.fiscal_year, e.region_code, e.region, e.department, e.document_kind, e.coverage,
       CASE WHEN l.department IS NOT NULL THEN '应公开名单'
            WHEN b.department IS NOT NULL THEN '上年已公开' END AS expected_because,
       e.document_count, e.tables_read, e.rows_read, e.project_count, e.indicator_count,
       e.indicators_held_back
FROM every e
     LEFT JOIN listed l ON l.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
     AND l.region_code IS NOT DISTINCT FROM e.region_code AND l.department = e.department
     LEFT JOIN earlier b ON b.fiscal_year = e.fiscal_year
     AND b.region_code IS NOT DISTINCT FROM e.region_code AND b.department = e.department
     AND b.document_kind IS NOT DISTINCT FROM e.document_kind
