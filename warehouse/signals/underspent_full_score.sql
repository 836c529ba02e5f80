-- 执行率低自评高: little of the budget was spent, and the unit gives itself nearly all points.
SELECT p.project_id, verdict(count(e.project_id) > 0, bool_or(e.executed < @low_execution * e.budget AND e.score >= @high_score_share * @full_score)) AS outcome,
       count(*) FILTER (e.executed < @low_execution * e.budget AND e.score >= @high_score_share * @full_score) AS hit_count, count(e.project_id) AS considered,
       any_value(concat('预算', e.budget::DOUBLE, '万元，执行', e.executed::DOUBLE, '万元（', round(100 * e.executed::DOUBLE / e.budget::DOUBLE, 1), '%），自评', e.score, '分')) FILTER (e.project_id IS NOT NULL) AS evidence,
       NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT *, coalesce(budget_adjusted, total) AS budget FROM projects
    WHERE is_current AND document_kind = 'self_evaluation' AND score IS NOT NULL AND executed IS NOT NULL AND coalesce(budget_adjusted, total) > 0) e
    ON e.project_key = p.project_key AND e.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
GROUP BY p.project_id
