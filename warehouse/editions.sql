-- Which documents and projects count. Input: documents, projects (all of the build). Output: document_marks and marks (of
-- the documents and projects that do not count), edition_findings.

-- 1. Files with the same bytes are one document: the first path counts, the others are listed.
CREATE TEMP VIEW bytes AS
SELECT path, document_id, row_number() OVER (PARTITION BY document_id ORDER BY path) > 1 AS again FROM documents;

-- 2. A later edition replaces an earlier one of the same department, year and kinds that it shares at least half of the projects with.
--    'Later' is the publication date of the sidecar; without dates nothing is replaced (see 3).
--    Rows are compared whole only where a hash of them comes back: few do, and memory holds the few.
CREATE TEMP TABLE keys_again AS
SELECT hash(project_key, document_kind, fiscal_year) AS key FROM projects GROUP BY key HAVING count(*) > 1;

CREATE TEMP TABLE shared AS
WITH keyed AS (SELECT document_id, project_key, document_kind, fiscal_year FROM projects
               WHERE hash(project_key, document_kind, fiscal_year) IN (FROM keys_again))
SELECT one.document_id AS earlier, other.document_id AS later, count(DISTINCT one.project_key) AS projects
FROM keyed one JOIN keyed other USING (project_key, document_kind) WHERE one.document_id <> other.document_id
  AND one.fiscal_year IS NOT DISTINCT FROM other.fiscal_year GROUP BY ALL;

CREATE TEMP TABLE superseded AS
SELECT earlier.document_id, arg_max(later.document_id, (later.published_on, later.document_id)) AS superseded_by
FROM shared JOIN documents earlier ON earlier.document_id = shared.earlier JOIN documents later ON later.document_id = shared.later
WHERE later.published_on > earlier.published_on AND later.department IS NOT DISTINCT FROM earlier.department
  AND later.document_kinds = earlier.document_kinds AND 2 * shared.projects >= earlier.project_count
GROUP BY earlier.document_id;

-- 3. What remains of a project of the same unit, name, year and kind in several documents is counted once: the latest published, then the
--    fullest document, then the first path. The unit is the spending unit, else the department: a unit's own document names the unit as its
--    department, the department's document names both. Codes before names (305-某局) and brackets and spaces in them do not count.
CREATE TEMP VIEW counted AS
SELECT project_id, document_id, total, ordinal,
       row(region_code, scope, fiscal_year, document_kind,
           regexp_replace(coalesce(spending_unit, department), '^[\[(（【]?[0-9]{2,}[\])）】_—-]*', ''),
           regexp_replace(translate(project, '（）', '()'), '\s|^[0-9]{6,}[A-Z]?[0-9]+[-—_]', '', 'g'),
           CASE WHEN project IS NULL AND scope = 'project' THEN document_id END) AS same
FROM projects
WHERE document_id NOT IN (SELECT document_id FROM superseded) AND fiscal_year IS NOT NULL AND coalesce(project, department) IS NOT NULL;

CREATE TEMP TABLE same_again AS
SELECT hash(same) AS key FROM counted GROUP BY key HAVING count(*) > 1;

CREATE TEMP TABLE ranked AS
SELECT p.project_id, p.document_id, first_value(p.project_id) OVER w AS kept, first_value(p.document_id) OVER w AS kept_in,
       first_value(p.total) OVER w IS DISTINCT FROM p.total AS differs
FROM counted p JOIN (SELECT document_id, min(path) AS path, max(published_on) AS published_on, max(project_count) AS project_count
                     FROM documents GROUP BY ALL) d USING (document_id)
WHERE hash(p.same) IN (FROM same_again)
WINDOW w AS (PARTITION BY p.same ORDER BY d.published_on DESC NULLS LAST, d.project_count DESC, d.path, p.ordinal, p.project_id);

CREATE TEMP TABLE repeated AS
SELECT project_id, kept, differs FROM ranked WHERE project_id <> kept AND document_id <> kept_in;

CREATE TEMP VIEW document_marks AS
SELECT path, again, CASE WHEN again THEN document_id ELSE superseded_by END AS superseded_by
FROM bytes LEFT JOIN superseded USING (document_id) WHERE again OR superseded_by IS NOT NULL;

CREATE TEMP VIEW marks AS
SELECT p.project_id, false AS is_current, repeated.kept AS duplicate_of
FROM projects p LEFT JOIN repeated USING (project_id) LEFT JOIN superseded USING (document_id)
WHERE repeated.kept IS NOT NULL OR superseded.superseded_by IS NOT NULL;

CREATE TEMP VIEW edition_findings AS
SELECT 'same_bytes' AS rule, document_id, path, NULL AS project_id, (SELECT min(path) FROM documents o WHERE o.document_id = bytes.document_id) AS found,
       NULL AS page, NULL AS sheet, NULL AS row FROM bytes WHERE again
UNION ALL BY NAME
SELECT CASE WHEN repeated.differs THEN 'same_project_differs' ELSE 'same_project' END AS rule, p.document_id,
       (SELECT min(path) FROM documents o WHERE o.document_id = p.document_id) AS path, p.project_id,
       concat_ws(', ', (SELECT min(path) FROM documents o WHERE o.document_id = k.document_id), 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || kept, CASE WHEN repeated.differs THEN concat('total ', coalesce(k.total::VARCHAR, 'none'), ', here ', coalesce(p.total::VARCHAR, 'none')) END)
           AS found, coalesce(p.project, p.department) AS source_text, p.page, p.sheet, p.row
FROM repeated JOIN projects p USING (project_id) JOIN projects k ON k.project_id = repeated.kept
ORDER BY path, rule, project_id;
