-- 两年对比汇总 | How many indicators each department tightened, relaxed, kept, added or dropped against the year before.
-- columns: fiscal_year, region_code, region, department, change, match_method, indicator_count
-- computed: whole
-- sorted: fiscal_year, region_code, region, department, change, match_method
-- method: year_over_year counted.
-- why: where to look in year_over_year.
-- excludes: what year_over_year excludes.
-- example: SELECT department, change, indicator_count FROM change_summary WHERE change IN ('放松', '取消')
SELECT fiscal_year, region_code, region, department, change, match_method, count(*) AS indicator_count
FROM year_over_year GROUP BY fiscal_year, region_code, region, department, change, match_method
