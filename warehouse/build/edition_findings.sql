-- What is marked and told of documents and projects that do not count. Input: what editions.sql,
-- counted.sql and presumed.sql made. Output: document_marks, marks, edition_findings.
CREATE TEMP VIEW document_marks AS
SELECT path, again, CASE WHEN again THEN document_id ELSE superseded_by END AS superseded_by,
       CASE WHEN again THEN document_id END AS copy_of
FROM bytes LEFT JOIN superseded USING (document_id) WHERE again OR superseded_by IS NOT NULL;

CREATE TEMP VIEW marks AS
SELECT p.project_id,
       repeated.kept IS NULL AND superseded.superseded_by IS NULL AS is_current,
       repeated.kept AS duplicate_of, stand_for.counted_as
FROM projects p LEFT JOIN repeated USING (project_id) LEFT JOIN superseded USING (document_id)
     LEFT JOIN stand_for USING (project_id)
WHERE repeated.kept IS NOT NULL OR superseded.superseded_by IS NOT NULL
      OR stand_for.counted_as IS NOT NULL;

-- Texts of messages.csv: found.page, found.sheet, found.row, found.project, found.totals,
-- found.executed, found.presumed_code, found.presumed_name, found.presumed_owner,
-- found.presumed_other_code.
CREATE TEMP VIEW edition_findings AS
SELECT CASE WHEN fiscal_year IS DISTINCT FROM first_year THEN 'same_bytes_other_year'
            ELSE 'same_bytes' END AS rule,
       document_id, path, NULL AS project_id, first AS found,
       NULL AS page, NULL AS sheet, NULL AS row FROM bytes WHERE again
UNION ALL BY NAME
SELECT CASE WHEN other_amount OR (other_indicators AND p.owner IS NULL)
            THEN 'same_project_differs' ELSE 'same_project' END AS rule,
       p.document_id, d.path, p.project_id,
       concat_ws(', ', e.path, 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || kept,
                 CASE WHEN other_amount AND k.total IS NOT DISTINCT FROM p.total
                      THEN concat('executed ', coalesce(k.executed::VARCHAR, 'none'),
                                  ', here ', coalesce(p.executed::VARCHAR, 'none'))
                      WHEN other_amount
                      THEN concat('total ', coalesce(k.total::VARCHAR, 'none'),
                                  ', here ', coalesce(p.total::VARCHAR, 'none')) END)
           AS found, coalesce(p.project, p.department) AS source_text, p.page, p.sheet, p.row
FROM repeated JOIN projects p USING (project_id) JOIN projects k ON k.project_id = repeated.kept
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = k.document_id
UNION ALL BY NAME
SELECT CASE WHEN p.unit_id IS DISTINCT FROM k.unit_id THEN 'same_project_other_unit'
            ELSE 'same_project_presumed' END AS rule,
       p.document_id, d.path, p.project_id,
       concat_ws(', ', e.path, 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || k.project_id,
                 CASE WHEN p.unit_id IS NOT DISTINCT FROM k.unit_id THEN 'another code' END)
           AS found,
       concat_ws(' / ', p.spending_unit, p.project) AS source_text, p.page, p.sheet, p.row
FROM paired JOIN projects p USING (project_id) JOIN projects k ON k.project_id = paired.head
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = k.document_id
UNION ALL BY NAME
SELECT 'same_project_presumed' AS rule, p.document_id, d.path, p.project_id,
       concat_ws(', ', e.path, 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || k.project_id, presumed.why) AS found,
       coalesce(p.project, p.department) AS source_text, p.page, p.sheet, p.row
FROM presumed JOIN projects p USING (project_id) JOIN projects k ON k.project_id = presumed.head
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = k.document_id
UNION ALL BY NAME
SELECT 'maybe_counted_twice' AS rule, p.document_id, d.path, p.project_id,
       concat_ws(', ', e.path, 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || k.project_id) AS found,
       p.project AS source_text, p.page, p.sheet, p.row
FROM twice JOIN projects p USING (project_id) JOIN projects k ON k.project_id = twice.other
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = k.document_id
UNION ALL BY NAME
-- of a replaced edition: what no edition that counts has
SELECT 'edition_lacks_project' AS rule, p.document_id, d.path, p.project_id, e.path AS found,
       coalesce(p.project, p.department) AS source_text, p.page, p.sheet, p.row
FROM superseded s JOIN projects p USING (document_id)
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = s.superseded_by
     ANTI JOIN (SELECT project_key, document_kind, fiscal_year FROM projects
                WHERE document_id NOT IN (SELECT document_id FROM superseded)) k
     ON k.project_key = p.project_key AND k.document_kind = p.document_kind
     AND k.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
ORDER BY path, rule, project_id;
