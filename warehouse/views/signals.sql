-- 审核线索 | Every review rule on every project: 命中, 未命中 or 无法判断, with amount, evidence and denominator. A lead for a person, no verdict.
-- columns: signal, title_zh, grade, fiscal_year, region_code, region, department, project_id, project, document_kind, amount, outcome, hit_count, considered, evidence, indicator_ids, guard_zh
-- method: one file a rule in warehouse/signals, its thresholds in parameters. hit_count of considered rows (of the kind the rule looks at) speak for the hit. Grade A: a fact that may be listed; B: a lead that a person must look at.
-- why: what a reviewer would look for, with what he needs to drop it again.
-- excludes: what projects_once excludes; the evidence of a miss. There is no score of a department, and rules of grade C exist as department shares only (department_gaps).
-- example: SELECT title_zh, project, amount, evidence FROM signals WHERE outcome = '命中' ORDER BY amount DESC
SELECT s.signal, r.title_zh, r.grade, s.fiscal_year, s.region_code, s.region, s.department, s.project_id, s.project, s.document_kind, s.amount, s.outcome,
       s.hit_count, s.considered, s.evidence, s.indicator_ids, r.guard_zh
FROM signal_outcomes s JOIN signal_rules r USING (signal)
