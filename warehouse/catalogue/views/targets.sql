-- 绩效目标 | Current indicators of one table kind a project and year, with one effective target each, ready for a BI tool: labels instead of codes, ≥ instead of >=.
-- columns: indicator_id, project_id, fiscal_year, region_code, region, department, spending_unit, document_kind_label, scope_label, project, ordinal, place, category, subcategory, indicator_name, period_value, annual_value, value_type, comparison, target_number, target_upper, target_unit, target_date, base_number, base_unit, basis, direction_label, measurability_label, is_verifiable, hedge, points, flags, path, page, sheet, row, source_text
-- method: targets_by_kind whose project is one of projects_once: of the tables about one project and year the target, else the adjusted target, the self-evaluation, the monitoring.
-- why: an indicator stands in the target table and again in the self-evaluation; here it can be counted. A chart should say 数值 and ≥, and a number column should not be added up by mistake: target_number is never additive.
-- excludes: rows held back, superseded editions, duplicates; 部门整体 tables and the other kinds of table (targets_by_kind has them).
-- example: SELECT indicator_name, comparison, target_number, target_unit FROM targets WHERE value_type = '数值'
SELECT indicator_id, project_id, fiscal_year, region_code, region, department, spending_unit,
       document_kind_label, scope_label, project, ordinal, place, category, subcategory,
       indicator_name, period_value, annual_value, value_type, comparison, target_number,
       target_upper, target_unit, target_date, base_number, base_unit, basis, direction_label,
       measurability_label, is_verifiable, hedge, points, flags, path, page, sheet, row,
       source_text
FROM targets_by_kind WHERE counted
