-- 审计底稿 | Every lead with all that a working paper needs: source file, page, row, sha256, data release and its date.
-- columns: fiscal_year, region, department, project, amount, title_zh, grade, evidence, hit_count, considered, guard_zh, path, page, sheet, row, sha256, source_url, project_id, build_id, finished_at
-- method: hits of signals, each with the place of its project; build_id is the release that was asked.
-- why: what is quoted must be found again, in the same file and the same release.
-- excludes: what projects_once excludes.
-- example: SELECT department, project, title_zh, path, page, row FROM audit_sheet ORDER BY amount DESC
SELECT s.fiscal_year, s.region, s.department, s.project, s.amount, s.title_zh, s.grade, s.evidence, s.hit_count, s.considered, s.guard_zh, d.path, p.page, p.sheet,
       p.row, p.document_id AS sha256, d.source_url, s.project_id, b.build_id, b.finished_at
FROM signals s JOIN projects_once p USING (project_id)
LEFT JOIN (SELECT document_id, min(path) AS path, min(source_url) AS source_url FROM documents GROUP BY document_id) d USING (document_id)
CROSS JOIN (FROM builds ORDER BY build_id DESC LIMIT 1) b
WHERE s.outcome = '命中'
