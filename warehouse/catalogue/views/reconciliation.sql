-- 资金勾稽 | Whether the printed amounts of each project add up, and what points at a mistaken unit.
-- columns: project_id, document_id, fiscal_year, region_code, region, department, project, document_kind, total, parts, difference, reconciled, amount_unit, total_printed, points_sum, amount_issues, path, page, sheet, row
-- computed: whole
-- sorted: fiscal_year, region_code, department, document_id, page, sheet, row, project_id
-- method: parts = 财政拨款 + 财政专户 + 其他资金; difference = total - parts, NULL where no part is printed. reconciled takes in the printed sum rows too. amount_issues lists the findings about money (分项与总计不符, 合计不符, 金额量级与上年不符 …). points_sum is the sum of the printed points: 100, 90 and other sums all exist, so it is shown and not judged.
-- why: sources print wrong sums and mistake 元 for 万元; both are visible here before anybody quotes the amount.
-- excludes: superseded editions and duplicates.
-- example: SELECT project, total, parts, amount_issues FROM reconciliation WHERE NOT reconciled OR amount_issues IS NOT NULL
WITH issues AS (
    SELECT f.project_id, string_agg(DISTINCT c.title_zh, '；' ORDER BY c.title_zh) AS amount_issues
    FROM findings f JOIN rule_catalogue c USING (rule)
    WHERE c.about = 'money' OR f.rule IN ('magnitude', 'amount_implausible')
    GROUP BY f.project_id),
weights AS (
    SELECT project_id, sum(points) AS points_sum FROM indicators WHERE is_current
    GROUP BY project_id)
SELECT p.project_id, p.document_id, p.fiscal_year, p.region_code, p.region, p.department, p.project,
       p.document_kind, p.total,
       CASE WHEN coalesce(p.fiscal_appropriation, p.special_account, p.other_funds) IS NOT NULL
            THEN (coalesce(p.fiscal_appropriation, 0) + coalesce(p.special_account, 0)
                  + coalesce(p.other_funds, 0))::DECIMAL(18, 6) END AS parts,
       (p.total - parts)::DECIMAL(18, 6) AS difference, p.reconciled, p.amount_unit,
       p.total_printed, points_sum, amount_issues,
       (SELECT min(d.path) FROM documents d WHERE d.document_id = p.document_id) AS path, p.page,
       p.sheet, p.row
FROM projects p LEFT JOIN issues USING (project_id) LEFT JOIN weights USING (project_id)
WHERE p.is_current
