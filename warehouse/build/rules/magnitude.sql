-- Text of messages.csv: found.magnitude.
-- A project's amount against the same project's a year earlier: a factor of a thousand and more is
-- a mistaken unit (万元 for 元), not policy.
SELECT p.document_id,
       (SELECT min(path) FROM documents d WHERE d.document_id = p.document_id) AS path,
       p.project_id, p.page, p.sheet, p.row,
       p.total::VARCHAR AS found,
       'about ' || before.total::VARCHAR || ' as in ' || before.fiscal_year AS expected
FROM projects p
     JOIN projects before ON before.project_key = p.project_key
     AND before.document_kind = p.document_kind
     AND before.fiscal_year = p.fiscal_year - 1
WHERE p.is_current AND before.is_current AND p.total > 0 AND before.total > 0
  AND (p.total >= 1000 * before.total OR before.total >= 1000 * p.total)
ORDER BY path, p.project_id
