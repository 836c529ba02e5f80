-- 目标文字照抄: the same long goal text in two projects, or in two years with other money. A fact, no judgement.
WITH goals AS (SELECT *, folded(goal) AS text FROM projects_once WHERE length(folded(goal)) >= @copied_goal_length),
alike AS (
    SELECT one.project_id, count(*) AS others, min(concat_ws(' ', other.fiscal_year, other.department, other.project)) AS other
    FROM goals one JOIN goals other ON one.text = other.text AND one.project_id <> other.project_id
         AND (one.project_key <> other.project_key OR (one.fiscal_year <> other.fiscal_year AND one.amount <> other.amount))
    GROUP BY one.project_id)
SELECT p.project_id, verdict(goals.project_id IS NOT NULL, alike.project_id IS NOT NULL) AS outcome, coalesce(alike.others, 0) AS hit_count,
       (goals.project_id IS NOT NULL)::INTEGER AS considered, '目标文字与“' || alike.other || '”等' || alike.others || '个项目相同' AS evidence, NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN goals USING (project_id) LEFT JOIN alike ON alike.project_id = p.project_id
