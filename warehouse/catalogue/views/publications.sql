-- 公开记录 | One row per document, department and table kind: what was read of it, and what of that counts.
-- columns: fiscal_year, region_code, region, department, document_kind, document_id, status, tables_read, rows_read, project_count, indicator_count, indicators_held_back
-- method: the current projects by document, department and kind; then the documents of which a department has no project of its own: a document that repeats projects counts with the kinds of its tables, one without a table has no kind. A document without a table seldom labels its department: then the title tells it, if it holds the name of one that is known in its region. project_count and indicator_count hold what projects_once holds, tables_read and rows_read all that was read.
-- why: coverage counts these rows, by kind and by department.
-- excludes: superseded documents.
-- example: SELECT department, document_kind, status, tables_read, project_count FROM publications
WITH names AS (
    SELECT region_code, department FROM expected_departments
    UNION SELECT region_code, coalesce(organisation, department) FROM documents
    UNION SELECT region_code, coalesce(organisation, department) FROM projects),
titled AS ( -- the longest name that the title holds as a whole: 某区教育局 is not meant by 某区教育局附属小学
    SELECT d.document_id, arg_max(n.department, length(n.department)) AS department
    FROM documents d JOIN names n USING (region_code)
    WHERE d.department IS NULL AND d.project_count = 0 AND contains(d.title, n.department)
          AND regexp_matches(d.title[strpos(d.title, n.department) + length(n.department):],
                             '^($|\P{Han}|年|部门|单位|预算|决算|项目|绩效|本级)')
    GROUP BY d.document_id),
read AS (
    SELECT p.fiscal_year, p.region_code, any_value(p.region) AS region,
           coalesce(p.organisation, p.department) AS department, p.document_kind, p.document_id,
           count(*) AS tables_read, sum(p.indicator_count)::BIGINT AS rows_read,
           count(once.project_id) AS project_count,
           coalesce(sum(p.indicator_count) FILTER (once.project_id IS NOT NULL), 0)::BIGINT
           AS indicator_count,
           sum(p.indicators_held_back)::BIGINT AS indicators_held_back
    FROM projects p LEFT JOIN projects_once once ON once.project_id = p.project_id
    WHERE p.is_current
    GROUP BY p.fiscal_year, p.region_code, coalesce(p.organisation, p.department),
        p.document_kind, p.document_id),
other AS (
    SELECT d.fiscal_year, d.region_code, d.region,
           coalesce(d.organisation, d.department, titled.department) AS department,
           unnest(coalesce(string_split(nullif(d.document_kinds, ''), ';'), [NULL]))
           AS document_kind, d.document_id, d.status
    FROM documents d LEFT JOIN titled USING (document_id)
    WHERE d.is_current AND (d.department IS NOT NULL OR d.project_count = 0))
SELECT read.fiscal_year, read.region_code, read.region, read.department, read.document_kind,
       read.document_id, d.status, read.tables_read, read.rows_read, read.project_count,
       read.indicator_count, read.indicators_held_back
FROM read JOIN (SELECT document_id, any_value(status) AS status FROM documents
                GROUP BY document_id) d USING (document_id)
UNION ALL
SELECT fiscal_year, region_code, region, department, document_kind, document_id, status, 0, 0, 0, 0,
       0
FROM other ANTI JOIN read ON read.document_id = other.document_id
     AND read.department IS NOT DISTINCT FROM other.department
