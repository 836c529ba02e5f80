-- 部门公开情况 | Each department of a year once: whether it published anything, of whatever kind.
-- columns: fiscal_year, region_code, region, department, coverage, expected_because, document_kinds, document_count, tables_read, rows_read, project_count, indicator_count, indicators_held_back, expected_rows
-- method: publications by department, and those that coverage shows as 未见. 待核 if any document is, else 已入库 if any table was read, else 公开无表. project_count and indicator_count are those of department_summary, counted once whatever the kind; document_kinds names what was read.
-- why: departments are counted here, kinds in coverage.
-- excludes: what coverage excludes.
-- example: SELECT department, coverage, document_kinds FROM department_coverage
WITH published AS (
    SELECT fiscal_year, region_code, any_value(region) AS region, department,
           coverage_state(bool_or(status IN ('held_back', 'unreadable')),
                          bool_or(status = 'curated') OR sum(tables_read) > 0) AS coverage,
           string_agg(DISTINCT document_kind, ';' ORDER BY document_kind) AS document_kinds,
           count(DISTINCT document_id) AS document_count,
           sum(tables_read)::BIGINT AS tables_read, sum(rows_read)::BIGINT AS rows_read,
           sum(project_count)::BIGINT AS project_count,
           sum(indicator_count)::BIGINT AS indicator_count,
           sum(indicators_held_back)::BIGINT AS indicators_held_back
    FROM publications GROUP BY fiscal_year, region_code, department),
unseen AS (
    SELECT fiscal_year, region_code, any_value(region) AS region, department, '未见' AS coverage
    FROM coverage c WHERE coverage = '未见'
      AND NOT EXISTS (FROM published p
                      WHERE p.fiscal_year IS NOT DISTINCT FROM c.fiscal_year
                        AND p.region_code IS NOT DISTINCT FROM c.region_code
                        AND p.department = c.department)
    GROUP BY fiscal_year, region_code, department),
because AS (
    SELECT fiscal_year, region_code, department, max(expected_because) AS expected_because
    FROM coverage WHERE department IS NOT NULL GROUP BY fiscal_year, region_code, department),
rows AS (
    SELECT fiscal_year, region_code, department, max(expected_rows) AS expected_rows
    FROM expected_departments GROUP BY fiscal_year, region_code, department)
SELECT e.fiscal_year, e.region_code, e.region, e.department, e.coverage, b.expected_because,
       e.document_kinds, e.document_count, e.tables_read, e.rows_read, e.project_count,
       e.indicator_count, e.indicators_held_back, r.expected_rows
FROM (FROM published UNION ALL BY NAME FROM unseen) e
     LEFT JOIN because b ON b.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
     AND b.region_code IS NOT DISTINCT FROM e.region_code AND b.department = e.department
     LEFT JOIN rows r ON r.fiscal_year IS NOT DISTINCT FROM e.fiscal_year
     AND r.region_code IS NOT DISTINCT FROM e.region_code AND r.department = e.department
