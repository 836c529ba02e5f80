-- 公开覆盖汇总 | 应公开, 已入库, 公开无表, 待核 and 未见 departments by year and region.
-- columns: fiscal_year, region_code, region, expected_count, loaded_count, no_table_count, held_count, unseen_count
-- method: department_coverage counted, each department once whatever kinds it published; expected_count holds the departments that are expected or have published.
-- why: the first line of every report.
-- excludes: documents that name no department.
-- example: SELECT * FROM coverage_summary
SELECT fiscal_year, region_code, any_value(region) AS region,
       {expected_count} AS expected_count, {loaded_count} AS loaded_count,
       {no_table_count} AS no_table_count, {held_count} AS held_count,
       {unseen_count} AS unseen_count
FROM department_coverage WHERE department IS NOT NULL GROUP BY fiscal_year, region_code
