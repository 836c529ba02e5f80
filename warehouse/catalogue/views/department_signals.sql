-- 部门线索占比 | Department × rule: which share of the department's judged money has the lead, and how many projects.
-- columns: fiscal_year, region_code, region, department, signal, title_zh, grade, projects_hit, projects_judged, projects_undecided, amount_hit, amount_judged, amount_share
-- computed: whole
-- sorted: fiscal_year, region_code, region, department, signal
-- row_group: fitted
-- method: signals by department; amount_share is NULL (grey) where no project could be judged.
-- why: shows where to look; it is no ranking and there is no score.
-- excludes: what projects_once excludes.
-- example: SELECT department, title_zh, amount_share FROM department_signals WHERE projects_hit > 0
SELECT fiscal_year, region_code, region, department, signal, title_zh, grade,
       {projects_hit} AS projects_hit, {projects_judged} AS projects_judged,
       {projects_undecided} AS projects_undecided, {amount_hit} AS amount_hit,
       {amount_judged} AS amount_judged,
       {hit_amount_share} AS amount_share
FROM signals GROUP BY fiscal_year, region_code, region, department, signal, title_zh, grade
