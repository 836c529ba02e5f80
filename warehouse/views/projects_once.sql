-- 项目不重复 | Each project of a year once, so that its money is counted once.
-- columns: project_id, project_key, document_id, fiscal_year, province, region_code, region, department, spending_unit, document_kind, project, project_code, ordinal, amount, fiscal_appropriation, special_account, other_funds, period_total, budget_adjusted, executed, term_start, term_end, attribute, goal, period_goal, score, indicator_count, indicators_held_back, reconciled, page, sheet, row
-- computed: partition
-- sorted: region_code, department, document_id, page, sheet, row, project_id
-- method: current projects that are no duplicate; of the tables about one project of a unit (the spending unit, else the department) and year the target counts, else the adjusted target, the self-evaluation, the monitoring. amount is the year's total, else the adjusted budget.
-- why: a project stands in a target table and again in its self-evaluation; adding both up doubles the budget.
-- excludes: 部门整体 tables (their amount holds the projects'), superseded editions, duplicates.
-- example: SELECT department, sum(amount) AS amount FROM projects_once GROUP BY department
SELECT project_id, project_key, document_id, fiscal_year, province, region_code, region, department, spending_unit, document_kind, project, project_code,
       ordinal, coalesce(total, budget_adjusted) AS amount, fiscal_appropriation, special_account, other_funds, period_total, budget_adjusted, executed,
       term_start, term_end, attribute, goal, period_goal, score, indicator_count, indicators_held_back, reconciled, page, sheet, row
FROM (SELECT *, regexp_replace(coalesce(spending_unit, department), '^[\[(（【]?[0-9]{2,}[\])）】_—-]*', '') AS unit, coalesce(name_key(project), project_id) AS same,
             list_position(['target', 'adjusted', 'self_evaluation', 'monitoring'], document_kind) AS place
      FROM projects WHERE is_current AND duplicate_of IS NULL AND scope = 'project')
QUALIFY rank() OVER (PARTITION BY region_code, unit, same, fiscal_year ORDER BY place) = 1
