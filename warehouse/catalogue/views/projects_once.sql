-- 项目不重复 | Each project of a year once, so that its money is counted once.
-- columns: project_id, project_key, document_id, fiscal_year, province, region_code, region, department, department_id, spending_unit, unit_id, document_kind, project, project_code, function_code, function_name, ordinal, amount, amount_source, amount_check, amount_doubt, fiscal_appropriation, special_account, other_funds, period_total, budget_adjusted, executed, term_start, term_end, attribute, goal, period_goal, score, indicator_count, indicators_held_back, reconciled, page, sheet, row
-- computed: partition
-- sorted: region_code, department, document_id, page, sheet, row, project_id
-- method: current projects that are no duplicate and stand for themselves (counted_as of projects is NULL): of the tables about one project of a unit (the unit, else the department) and year the target counts, else the adjusted target, the self-evaluation, the monitoring. department is the organisation's one name. amount is the year's total, else the adjusted budget, else the amount over the whole term, else the sum of the printed parts, where each of them has a column (finding parts_without_total: one has not); amount_source says which.
-- why: a project stands in a target table and again in its self-evaluation; adding both up doubles the budget.
-- excludes: 部门整体 tables (their amount holds the projects'), superseded editions, duplicates, and projects of which every indicator is held back (待核): what their tables say is not sure.
-- example: SELECT department, sum(amount) AS amount FROM projects_once GROUP BY department
SELECT project_id, project_key, document_id, fiscal_year, province, region_code, region,
       coalesce(organisation, department) AS department, department_id, spending_unit, unit_id,
       document_kind, project, project_code, function_code, function_name, ordinal,
       coalesce(total, budget_adjusted, period_total, parts) AS amount,
       CASE WHEN total IS NOT NULL THEN 'total'
            WHEN budget_adjusted IS NOT NULL THEN 'budget_adjusted'
            WHEN period_total IS NOT NULL THEN 'period_total'
            WHEN parts IS NOT NULL THEN 'parts' END AS amount_source,
       amount_check, amount_doubt,
       fiscal_appropriation, special_account, other_funds, period_total, budget_adjusted, executed,
       term_start, term_end, attribute, goal, period_goal, score, indicator_count,
       indicators_held_back, reconciled, page, sheet, row
FROM (SELECT *,
             CASE WHEN coalesce(fiscal_appropriation, special_account, other_funds) IS NOT NULL
                       AND coalesce(reconciled, true)
                  THEN (coalesce(fiscal_appropriation, 0) + coalesce(special_account, 0)
                        + coalesce(other_funds, 0))::DECIMAL(18, 6) END AS parts
      FROM projects
      WHERE is_current AND duplicate_of IS NULL AND counted_as IS NULL AND scope = 'project'
        AND NOT (indicator_count = 0 AND indicators_held_back > 0))
