-- 线索项目 | Projects with at least one lead, by money, with their leads as tags.
-- columns: project_id, fiscal_year, region_code, region, department, project, document_kind, amount, grade_a, grade_b, titles, evidence, page, sheet, row, path
-- computed: whole
-- sorted: fiscal_year, region_code, department, project_id
-- method: hits of signals gathered by project.
-- why: the working list of a reviewer, ordered by money and not by number of leads.
-- excludes: what projects_once excludes.
-- example: SELECT department, project, amount, titles FROM leads ORDER BY amount DESC LIMIT 20
SELECT s.project_id, s.fiscal_year, s.region_code, s.region, s.department, s.project, s.document_kind, s.amount, count(*) FILTER (s.grade = 'A') AS grade_a,
       count(*) FILTER (s.grade = 'B') AS grade_b, string_agg(s.title_zh, '；' ORDER BY s.grade, s.signal) AS titles,
       string_agg(s.title_zh || '：' || s.evidence, chr(10) ORDER BY s.grade, s.signal) AS evidence, p.page, p.sheet, p.row,
       (SELECT min(d.path) FROM documents d WHERE d.document_id = p.document_id) AS path
FROM signals s JOIN projects_once p USING (project_id) WHERE s.outcome = '命中'
GROUP BY s.project_id, s.fiscal_year, s.region_code, s.region, s.department, s.project, s.document_kind, s.amount, p.page, p.sheet, p.row, p.document_id
