-- 线索处置核对 | Every entry of dispositions.yml beside the lead of today: 有效, 依据已变 or 线索已不存在.
-- columns: lead_id, disposition, reason, disposed_by, disposed_on, standing, project_id, department, project, title_zh, expected_evidence, evidence
-- method: dispositions joined to the hits of signals by lead_id. 依据已变: the entry states the evidence that was looked at, and today's is another.
-- why: nothing that a person decided is lost without a word.
-- excludes: leads that nobody disposed of.
-- example: SELECT lead_id, standing, reason, disposed_by FROM lead_dispositions WHERE standing <> '有效'
SELECT d.lead_id, d.disposition, d.reason, d.disposed_by, d.disposed_on,
       CASE WHEN s.lead_id IS NULL THEN '线索已不存在'
            WHEN d.expected_evidence <> s.evidence THEN '依据已变' ELSE '有效' END AS standing,
       s.project_id, s.department, s.project, s.title_zh, d.expected_evidence, s.evidence
FROM dispositions d
     LEFT JOIN (FROM signals WHERE outcome = '命中') s ON s.lead_id = d.lead_id
