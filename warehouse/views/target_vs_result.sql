-- 目标与结果 | What was promised and what the unit reports, of each indicator of a self-evaluation: 完成 未完成 无法判断.
-- columns: indicator_id, indicator_key, project_id, project_key, fiscal_year, region_code, region, department, project, category, subcategory, indicator_name, target_text, actual_text, target_number, actual_number, base_unit, ratio, operator, operator_source, direction, result, points, score, deviation_note, page, sheet, row, source_text
-- computed: partition
-- sorted: region_code, department, project_id, indicator_id
-- method: the effective target against the reading of actual_value, in the same unit and against the same basis, by the target's operator; without a printed operator by the indicator's direction, else by equality. Deadlines and 是/否 are compared too; words are 无法判断. ratio is result / target.
-- why: a result is reported by the unit itself and not audited: the view shows both texts.
-- excludes: tables other than self-evaluations; indicators without a reported result.
-- example: SELECT department, project, indicator_name, target_text, actual_text FROM target_vs_result WHERE result = '未完成'
WITH compared AS (
    SELECT t.*, a.text AS actual_text, a.kind AS actual_kind, a.date_to AS actual_date, a.upper AS actual_upper,
           t.kind = 'number' AND a.kind = 'number' AND t.basis IS NOT DISTINCT FROM a.basis AND coalesce(a.operator, '=') NOT IN ('between', '~') AS numbers,
           CASE WHEN t.base_unit = a.base_unit THEN t.base_number WHEN t.unit IS NOT DISTINCT FROM a.unit OR t.unit IS NULL OR (a.unit IS NULL AND t.unit <> '%') THEN t.number END AS target_number,
           CASE WHEN t.base_unit = a.base_unit THEN a.base_number WHEN t.unit IS NOT DISTINCT FROM a.unit OR t.unit IS NULL OR (a.unit IS NULL AND t.unit <> '%') THEN a.number END AS actual_number,
           t.upper * CASE WHEN t.base_unit = a.base_unit AND t.number <> 0 THEN t.base_number / t.number ELSE 1 END AS target_upper
    FROM effective_targets t JOIN readings a ON a.indicator_id = t.indicator_id AND a.role = 'actual'
    WHERE t.document_kind = 'self_evaluation' AND a.kind <> 'empty'),
decided AS (
    SELECT *, CASE
        WHEN numbers AND target_number IS NOT NULL AND actual_number IS NOT NULL THEN
            CASE operator WHEN '>=' THEN actual_number >= target_number WHEN '>' THEN actual_number > target_number
                          WHEN '<=' THEN actual_number <= target_number WHEN '<' THEN actual_number < target_number
                          WHEN 'between' THEN actual_number BETWEEN target_number AND target_upper
                          WHEN '=' THEN CASE direction WHEN 1 THEN actual_number >= target_number WHEN -1 THEN actual_number <= target_number
                                                       ELSE actual_number = target_number END END
        WHEN kind = 'date' AND actual_kind = 'date' THEN actual_date <= date_to
        WHEN kind = 'yes_no' AND actual_kind = 'yes_no' THEN actual_number = target_number END AS reached
    FROM compared)
SELECT indicator_id, indicator_key, project_id, project_key, fiscal_year, region_code, region, department, project, category, subcategory, indicator_name,
       text AS target_text, actual_text, target_number, actual_number, coalesce(base_unit, unit) AS base_unit,
       CASE WHEN numbers AND target_number <> 0 THEN actual_number / target_number END AS ratio, operator, operator_source, direction,
       CASE WHEN reached THEN '完成' WHEN NOT reached THEN '未完成' ELSE '无法判断' END AS result, points, score, deviation_note, page, sheet, row, source_text
FROM decided
