-- 审计底稿 | Every lead with all that a working paper needs: evidence, where each value stands, sha256, what was found out, data release and its date.
-- columns: fiscal_year, region, department, project, amount, title_zh, grade, evidence, sources, hit_count, considered, guard_zh, path, page, sheet, row, sha256, source_url, lead_id, disposition, reason, disposed_by, disposed_on, project_id, build_id, finished_at
-- method: hits of signals, each with the places of its values (lead_places); path, page, sheet, row and sha256 are those of the first value, sources names them all. build_id is the release that was asked.
-- why: what is quoted must be found again, in the same file and the same release.
-- excludes: what projects_once excludes.
-- example: SELECT department, project, title_zh, sources FROM audit_sheet ORDER BY amount DESC
SELECT s.fiscal_year, s.region, s.department, s.project, s.amount, s.title_zh, s.grade, s.evidence,
       l.sources, s.hit_count, s.considered, s.guard_zh, l.path, l.page, l.sheet, l.row,
       d.sha256, d.source_url, s.lead_id, s.disposition, s.reason, s.disposed_by,
       s.disposed_on, s.project_id, b.build_id, b.finished_at
FROM signals s LEFT JOIN lead_places l ON l.project_id = s.project_id AND l.signal = s.signal
LEFT JOIN (SELECT document_id, min(source_url) AS source_url,
                  coalesce(min(sha256), document_id) AS sha256 FROM documents
           GROUP BY document_id) d ON d.document_id = l.document_id
CROSS JOIN (FROM builds ORDER BY build_id DESC LIMIT 1) b
WHERE s.outcome = '命中'
