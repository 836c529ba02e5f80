-- 目标文字照抄: the same long goal text in two projects, or in two years with other money. A fact, no
-- judgement. Counted by text, not by pairs: a phrase that thousands of projects share must not cost
-- millions of comparisons.
WITH goals AS (
    SELECT *, folded(goal) AS text, concat_ws(' ', fiscal_year, department, project) AS label
    FROM projects_once WHERE length(folded(goal)) >= @copied_goal_length),
own AS (
    SELECT text, project_key, count(*) AS rows, count(DISTINCT fiscal_year) > 1
           AND count(DISTINCT amount) > 1 AS other_money FROM goals GROUP BY text, project_key),
shared AS (
    SELECT text, count(*) AS rows, count(DISTINCT project_key) > 1 AS other_project,
           min(label) AS first, max(label) AS last, arg_min(project_id, label) AS first_id,
           arg_max(project_id, label) AS last_id FROM goals GROUP BY text)
SELECT p.project_id, verdict(g.project_id IS NOT NULL, other_project OR other_money) AS outcome,
       CASE WHEN other_project THEN shared.rows - own.rows WHEN other_money THEN own.rows - 1
            ELSE 0 END AS hit_count,
       (g.project_id IS NOT NULL)::INTEGER AS considered,
       concat('目标文字与“', CASE WHEN first = g.label THEN last ELSE first END, '”等', hit_count,
              '个项目相同') AS evidence, NULL::VARCHAR AS indicator_ids,
       p.project_id || ';' || CASE WHEN first = g.label THEN last_id ELSE first_id END
       AS project_ids
FROM projects_once p LEFT JOIN goals g USING (project_id) LEFT JOIN shared ON shared.text = g.text
     LEFT JOIN own ON own.text = g.text AND own.project_key = g.project_key
