-- 目标与结果 | What the budget promised, what the self-evaluation calls the target, and what the unit reports, in one row: 完成 未完成 无法判断 自评未列.
-- columns: indicator_id, indicator_key, project_id, project_key, fiscal_year, region_code, region, department, project, category, subcategory, indicator_name, budget_text, target_text, actual_text, budget_number, target_number, actual_number, base_unit, ratio, operator, operator_source, direction, result, target_change, match_method, match_score, points, score, deviation_note, page, sheet, row, source_text, budget_indicator_id
-- computed: partition
-- sorted: region_code, department, project_id, indicator_id, budget_indicator_id
-- method: the effective target against the reading of actual_value, in the same unit and against the same basis, by the target's operator; without a printed operator by the indicator's direction, else by equality. Deadlines and 是/否 are compared too; words are 无法判断. ratio is result / target. budget_text is the target of the same indicator in the target table (the adjusted one where it is published), matched as indicator_matches says; target_change says how the target that the self-evaluation prints differs from it: 不变 收紧 放松 不可比 方向不明, 新增 (the target table lacks it), 取消 (the self-evaluation lacks it: such a row has no indicator_id and no result, 自评未列), 无法判断 (rows of the other table are held back); NULL: no target table is there.
-- why: a result is reported by the unit itself and not audited: the view shows the texts. A target that was ≥500 in the budget and is ≥300 in its evaluation was not met by meeting the second.
-- excludes: tables other than self-evaluations; indicators without a reported result.
-- example: SELECT department, project, indicator_name, budget_text, target_text, actual_text FROM target_vs_result WHERE result = '未完成'
WITH every AS MATERIALIZED (FROM effective_targets),
compared AS (
    SELECT t.*, a.text AS actual_text, a.kind AS actual_kind, a.date_to AS actual_date,
           a.upper AS actual_upper,
           t.kind = 'number' AND a.kind = 'number' AND t.basis IS NOT DISTINCT FROM a.basis
           AND coalesce(a.operator, '=') NOT IN ('between', '~') AS numbers,
           CASE WHEN t.base_unit = a.base_unit THEN t.base_number
                WHEN t.unit IS NOT DISTINCT FROM a.unit OR t.unit IS NULL
                     OR (a.unit IS NULL AND t.unit <> '%') THEN t.number END AS target_number,
           CASE WHEN t.base_unit = a.base_unit THEN a.base_number
                WHEN t.unit IS NOT DISTINCT FROM a.unit OR t.unit IS NULL
                     OR (a.unit IS NULL AND t.unit <> '%') THEN a.number END AS actual_number,
           t.upper
           * CASE WHEN t.base_unit = a.base_unit AND t.number <> 0 THEN t.base_number / t.number
                  ELSE 1 END AS target_upper
    FROM every t
         JOIN readings a ON a.indicator_id = t.indicator_id AND a.role = 'actual'
    WHERE t.document_kind = 'self_evaluation' AND a.kind <> 'empty'),
decided AS (
    SELECT *, CASE
        WHEN numbers AND target_number IS NOT NULL AND actual_number IS NOT NULL THEN
            CASE operator WHEN '>=' THEN actual_number >= target_number
                          WHEN '>' THEN actual_number > target_number
                          WHEN '<=' THEN actual_number <= target_number
                          WHEN '<' THEN actual_number < target_number
                          WHEN 'between' THEN actual_number BETWEEN target_number AND target_upper
                          WHEN '=' THEN CASE direction WHEN 1 THEN actual_number >= target_number
                                                       WHEN -1 THEN actual_number <= target_number
                                                       ELSE actual_number = target_number END END
        WHEN kind = 'date' AND actual_kind = 'date' THEN actual_date <= date_to
        WHEN kind = 'yes_no' AND actual_kind = 'yes_no'
        THEN actual_number = target_number END AS reached
    FROM compared),
budgeted AS MATERIALIZED (
    SELECT m.project_id, m.indicator_id, m.match_method, m.match_score, b.text AS budget_text,
           comparable(b, t) AS budget_number, b.indicator_id AS budget_indicator_id,
           CASE WHEN m.match_method IS NOT NULL
                THEN change_of(b, t, coalesce(t.direction, b.direction), 0)
                WHEN o.indicators_held_back > 0 THEN '无法判断'
                WHEN m.indicator_id IS NULL THEN '取消' ELSE '新增' END AS target_change,
           b.category, b.subcategory, b.indicator_name, b.direction, b.operator, b.operator_source,
           coalesce(b.base_unit, b.unit) AS base_unit
    FROM matched_indicators('预算目标') m
         LEFT JOIN every t ON t.indicator_id = m.indicator_id
         LEFT JOIN every b ON b.indicator_id = m.matched_id
         -- of the table in which an indicator without a counterpart would stand
         LEFT JOIN projects o ON o.project_id = CASE WHEN m.indicator_id IS NULL THEN m.project_id
                                                     ELSE m.matched_project_id END)
SELECT indicator_id, indicator_key, project_id, project_key, fiscal_year, region_code, region,
       department, project, category, subcategory, indicator_name, budget_text,
       text AS target_text, actual_text, budget_number, target_number, actual_number,
       coalesce(base_unit, unit) AS base_unit,
       CASE WHEN numbers AND target_number <> 0 THEN actual_number / target_number END AS ratio,
       operator, operator_source, direction,
       CASE WHEN reached THEN '完成' WHEN NOT reached THEN '未完成' ELSE '无法判断' END AS result,
       target_change, match_method, match_score, points,
       score, deviation_note, page, sheet, row, source_text, budget_indicator_id
FROM decided
     LEFT JOIN (SELECT indicator_id, match_method, match_score, budget_text, budget_number,
                       budget_indicator_id, target_change FROM budgeted) USING (indicator_id)
UNION ALL BY NAME
-- what the self-evaluation does not list stands at the head of its project
SELECT p.project_id, p.project_key, p.fiscal_year, p.region_code, p.region,
       coalesce(p.organisation, p.department) AS department, p.project, b.category, b.subcategory,
       b.indicator_name, b.budget_text, b.budget_number, b.base_unit, b.operator,
       b.operator_source, b.direction, '自评未列' AS result, b.target_change, p.page, p.sheet, p.row,
       b.budget_indicator_id
FROM budgeted b JOIN projects p ON p.project_id = b.project_id
WHERE b.indicator_id IS NULL
