-- 线索项目 | Projects with at least one lead, by money, with their leads as tags.
-- columns: project_id, fiscal_year, region_code, region, department, project, document_kind, amount, grade_a, grade_b, open_leads, titles, evidence, dispositions, page, sheet, row, path
-- computed: whole
-- sorted: fiscal_year, region_code, department, project_id
-- row_group: fitted
-- method: hits of signals gathered by project. Each line of evidence ends with the file, page and row of its values; page, row and path beside it are those of the project's table. dispositions: which leads were looked at, with what result, by whom and when.
-- why: the working list of a reviewer, ordered by money and not by number of leads.
-- excludes: what projects_once excludes.
-- example: SELECT department, project, amount, titles FROM leads ORDER BY amount DESC LIMIT 20
SELECT s.project_id, s.fiscal_year, s.region_code, s.region, s.department, s.project,
       s.document_kind, s.amount, count(*) FILTER (s.grade = 'A') AS grade_a,
       count(*) FILTER (s.grade = 'B') AS grade_b,
       count(*) FILTER (s.disposition IS NULL OR s.disposition = '依据已变') AS open_leads,
       string_agg(s.title_zh, '；' ORDER BY s.grade, s.signal) AS titles,
       string_agg(concat(s.title_zh, '：', s.evidence, '〔' || l.sources || '〕'), chr(10)
                  ORDER BY s.grade, s.signal) AS evidence,
       string_agg(concat_ws(' ', s.title_zh || '：' || s.disposition, s.disposed_by,
                            s.disposed_on, s.reason), chr(10)
                  ORDER BY s.grade, s.signal) FILTER (s.disposition IS NOT NULL) AS dispositions,
       p.page, p.sheet, p.row,
       (SELECT min(d.path) FROM documents d WHERE d.document_id = p.document_id) AS path
FROM signals s JOIN projects_once p USING (project_id)
     LEFT JOIN lead_places l ON l.project_id = s.project_id AND l.signal = s.signal
WHERE s.outcome = '命中'
GROUP BY s.project_id, s.fiscal_year, s.region_code, s.region, s.department, s.project,
    s.document_kind, s.amount, p.page, p.sheet, p.row, p.document_id
