-- 两年对比汇总 | How many indicators each department tightened, relaxed, moved with the budget, kept, added or dropped against the year before.
-- columns: fiscal_year, region_code, region, department, document_kind, change, match_method, indicator_count
-- computed: whole
-- sorted: fiscal_year, region_code, region, department, document_kind, change, match_method
-- method: year_over_year counted, tables of one kind at a time. 随预算 (ceilings of cost that move with the project's amount) is apart from 收紧 and 放松.
-- why: where to look in year_over_year.
-- excludes: what year_over_year excludes.
-- example: SELECT department, change, indicator_count FROM change_summary WHERE change IN ('放松', '取消')
SELECT fiscal_year, region_code, region, department, document_kind, change, match_method,
       count(*) AS indicator_count
FROM year_over_year GROUP BY fiscal_year, region_code, region, department, document_kind, change,
    match_method
