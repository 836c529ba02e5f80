-- 审核线索 | Every review rule on every project: 命中, 未命中 or 无法判断, with amount, evidence and denominator. A lead for a person, no verdict.
-- columns: signal, title_zh, grade, fiscal_year, region_code, region, department, project_id, project, document_kind, amount, outcome, hit_count, considered, evidence, indicator_ids, project_ids, guard_zh, lead_id, disposition, reason, disposed_by, disposed_on
-- method: one file a rule in warehouse/catalogue/signals, its thresholds in parameters. hit_count of considered rows (of the kind the rule looks at) speak for the hit. Grade A: a fact that may be listed; B: a lead that a person must look at. Where the evidence stands is told by lead_sources. disposition: what dispositions.yml says of the lead; an entry that states another evidence than today's gives 依据已变.
-- why: what a reviewer would look for, with what he needs to drop it again.
-- excludes: what projects_once excludes; the evidence of a miss. There is no score of a department, and rules of grade C exist as department shares only (department_gaps).
-- example: SELECT title_zh, project, amount, evidence FROM signals WHERE outcome = '命中' ORDER BY amount DESC
SELECT s.signal, r.title_zh, r.grade, s.fiscal_year, s.region_code, s.region, s.department,
       s.project_id, s.project, s.document_kind, s.amount, s.outcome,
       s.hit_count, s.considered, s.evidence, s.indicator_ids, s.project_ids, r.guard_zh,
       concat(s.signal, '/', s.fiscal_year, '/', s.project_key) AS lead_id,
       CASE WHEN s.outcome = '命中' THEN
            CASE WHEN d.expected_evidence <> s.evidence THEN '依据已变' ELSE d.disposition END
       END AS disposition,
       d.reason, d.disposed_by, d.disposed_on
FROM signal_outcomes s JOIN signal_rules r USING (signal)
     LEFT JOIN dispositions d
     ON d.lead_id = concat(s.signal, '/', s.fiscal_year, '/', s.project_key)
