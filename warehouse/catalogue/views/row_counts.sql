-- 部门年度行数 | Rows per department and year, beside the number that was committed as expected.
-- columns: fiscal_year, region_code, department, tables_read, rows_read, project_count, indicator_count, indicators_held_back, expected_rows, row_check
-- method: department_coverage, with 相符 where rows_read (of all kinds of table) equals the expected number, 不符 where it does not, 无预期 where none was committed, 未见 where the department is missing.
-- why: a silent loss of rows shows as a number that changed.
-- excludes: documents that name no department.
-- example: SELECT * FROM row_counts WHERE row_check IN ('不符', '未见')
SELECT fiscal_year, region_code, department, tables_read, rows_read, project_count,
       indicator_count, indicators_held_back, expected_rows,
       CASE WHEN coverage = '未见' THEN '未见' WHEN expected_rows IS NULL THEN '无预期'
            WHEN expected_rows = rows_read THEN '相符' ELSE '不符' END AS row_check
FROM department_coverage WHERE department IS NOT NULL
