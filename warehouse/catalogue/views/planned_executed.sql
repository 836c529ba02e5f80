-- 预算与执行 | Planned, adjusted and executed money of each project, year by year, with the year before.
-- columns: project_key, fiscal_year, region_code, region, department, project, planned, adjusted, executed, execution_rate, planned_before, executed_before, amount_check, project_id, evaluation_id
-- computed: whole
-- sorted: fiscal_year, region_code, department, project_key, project_id
-- method: planned: the total of the year in the target table; adjusted and executed: 全年预算数 (else the total of the adjusted table) and 全年执行数 of the self-evaluation that is counted with the project; NULL where several are. execution_rate = executed / adjusted, else / planned. planned_before and executed_before: the same project_key a year earlier, where the key stands for one project in both years. NULL: not printed, or the table is not there.
-- why: a project that spent half and is given the same again is the first question of a budget review.
-- excludes: what projects_once excludes. Money with amount_check is suspect: look before quoting.
-- example: SELECT department, project, fiscal_year, planned, executed, execution_rate FROM planned_executed WHERE execution_rate < 0.5 ORDER BY planned DESC
WITH others AS MATERIALIZED (
    SELECT coalesce(counted_as, project_id) AS head, document_kind, project_id, total,
           budget_adjusted, executed
    FROM projects
    WHERE is_current AND duplicate_of IS NULL AND scope = 'project'
      AND document_kind IN ('adjusted', 'self_evaluation')
    -- of two self-evaluations of one project nobody knows which is meant
    QUALIFY count(*) OVER (PARTITION BY coalesce(counted_as, project_id), document_kind) = 1),
each AS MATERIALIZED (
    SELECT p.project_key, p.fiscal_year, p.region_code, p.region, p.department, p.project,
           CASE WHEN p.document_kind = 'target' AND p.amount_source = 'total' THEN p.amount END
           AS planned,
           coalesce(e.budget_adjusted, a.total) AS adjusted, e.executed, p.amount_check,
           p.project_id, e.project_id AS evaluation_id,
           count(*) OVER (PARTITION BY p.project_key, p.fiscal_year) = 1 AS is_only
    FROM projects_once p
         LEFT JOIN others e ON e.head = p.project_id AND e.document_kind = 'self_evaluation'
         LEFT JOIN others a ON a.head = p.project_id AND a.document_kind = 'adjusted')
SELECT now.project_key, now.fiscal_year, now.region_code, now.region, now.department,
       now.project, now.planned, now.adjusted, now.executed,
       now.executed::DOUBLE / nullif(coalesce(now.adjusted, now.planned), 0)::DOUBLE
       AS execution_rate,
       earlier.planned AS planned_before, earlier.executed AS executed_before,
       now.amount_check, now.project_id, now.evaluation_id
FROM each now
     LEFT JOIN each earlier ON earlier.project_key = now.project_key
          AND earlier.fiscal_year = now.fiscal_year - 1 AND earlier.is_only AND now.is_only
