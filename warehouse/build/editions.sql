-- Which documents and projects count. Input: documents, projects (all of the build; owner: who owns
-- a project). Output: document_marks and marks (of the documents and projects that do not count),
-- edition_findings.

-- Full width, quotes, brackets and dashes are written in several ways; a code, or a number that
-- counts, stands before a name.
CREATE TEMP MACRO one_way(name) AS
    lower(translate(translate(name, '（）【】［］[]〔〕「」『』“”‘’＂—–－―～：，．',
                              '()()()()()"""""""""----~:,.'),
                    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ',
                    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'));

CREATE TEMP MACRO folded_project(name) AS
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(one_way(name),
                   '^\s*[a-z]{1,4}[0-9]{4,}\s+', ''), '\s', '', 'g'),
                   '^\(?[0-9]{6,}[a-z]?[0-9]*\)?[-_]*|^\((?:[a-z]{1,4}[0-9]{4,}|[0-9]{5,})\)', ''),
                   -- 2023-2024年度: a year before another one is no code
                   '^(?:\(?[a-z]{0,4}[0-9]{2,}\)?[-_]+|[0-9]{1,2}[.、])($|[^0-9])', '\1');

-- The year of the table itself says nothing more.
CREATE TEMP MACRO without_year(name, year) AS
    regexp_replace(name, '\(?' || year || '年?度?\)?', '', 'g');

-- An edition that says of itself that it is a later one, in its file's name or its title.
CREATE TEMP MACRO edition_of(name) AS
    CASE WHEN regexp_matches(name, '(?i)(?:^|[^a-z])v[1-9]\d?(?:$|[^a-z0-9])')
         THEN regexp_extract(name, '(?i)(?:^|[^a-z])v([1-9]\d?)(?:$|[^a-z0-9])', 1)::INTEGER
         WHEN regexp_matches(name, '更正|修订|修正|勘误|重新公开|再次公开|重新发布')
              OR regexp_matches(name, '[(（【\[](?:已)?更新|更新(?:后|版|稿|件)?[)）】\]]*$|更新版')
         THEN 2 ELSE 1 END;

-- 1. Files with the same bytes are one document: that of which most is known counts, then the
--    first path; the others are listed.
CREATE TEMP TABLE bytes AS
SELECT path, document_id, fiscal_year,
       row_number() OVER w > 1 AS again, first_value(path) OVER w AS first,
       first_value(fiscal_year) OVER w AS first_year
FROM documents
WINDOW w AS (PARTITION BY document_id
             ORDER BY region_code IS NULL, department IS NULL
                      OR department_source IS NOT DISTINCT FROM 'folder', path);

CREATE TEMP TABLE each_document AS
SELECT document_id, d.path, region_code, department_id, document_kinds, project_count,
       (SELECT max(published_on) FROM documents o WHERE o.document_id = d.document_id)
       AS published_on,
       greatest(edition_of(parse_filename(d.path, true)), edition_of(coalesce(title, '')))
       AS edition
FROM documents d JOIN bytes USING (document_id, path) WHERE NOT again;

-- 2. A later edition replaces an earlier one of the same department, year and kinds that it shares
--    at least half of the projects with. 'Later' is the publication date of the sidecar; without
--    dates, what the name or title says of itself; else nothing is replaced (see 3). Rows are
--    compared whole only where a hash of them comes back: few do, and memory holds the few.
CREATE TEMP TABLE keys_again AS
SELECT hash(project_key, document_kind, fiscal_year) AS key FROM projects GROUP BY key
HAVING count(*) > 1;

CREATE TEMP TABLE shared AS
WITH keyed AS (SELECT document_id, project_key, document_kind, fiscal_year FROM projects
               WHERE hash(project_key, document_kind, fiscal_year) IN (FROM keys_again))
SELECT one.document_id AS earlier, other.document_id AS later,
       count(DISTINCT one.project_key) AS projects
FROM keyed one JOIN keyed other USING (project_key, document_kind)
WHERE one.document_id <> other.document_id
  AND one.fiscal_year IS NOT DISTINCT FROM other.fiscal_year GROUP BY ALL;

CREATE TEMP TABLE superseded AS
SELECT earlier.document_id,
       arg_max(later.document_id, (later.published_on, later.edition, later.document_id))
       AS superseded_by
FROM shared JOIN each_document earlier ON earlier.document_id = shared.earlier
     JOIN each_document later ON later.document_id = shared.later
WHERE CASE WHEN later.published_on <> earlier.published_on
           THEN later.published_on > earlier.published_on
           ELSE later.edition > earlier.edition END
  AND later.department_id IS NOT DISTINCT FROM earlier.department_id
  AND later.document_kinds = earlier.document_kinds AND 2 * shared.projects >= earlier.project_count
GROUP BY earlier.document_id;

-- 3. What remains of a project of the same owner, name, year and kind in several documents is
--    counted once: the latest published, then the fullest document, then the first path. The owner
--    is the spending unit, else the department: a unit's own document names the unit as its
--    department, the department's document names both. Where nobody knows the owner, two projects
--    of one name are one if they have the same amount or the same indicators.
CREATE TEMP VIEW counted AS
SELECT project_id, document_id, ordinal, coalesce(total, budget_adjusted, period_total) AS amount,
       indicators_hash, owner IS NULL AS unowned,
       row(region_code, scope, fiscal_year, document_kind, owner, folded_project(project),
           CASE WHEN project IS NULL AND scope = 'project' THEN document_id END) AS same
FROM projects
WHERE document_id NOT IN (SELECT document_id FROM superseded) AND fiscal_year IS NOT NULL
  AND coalesce(project, department) IS NOT NULL;

CREATE TEMP TABLE same_again AS
SELECT hash(same) AS key FROM counted GROUP BY key HAVING count(*) > 1;

CREATE TEMP TABLE ranked AS
SELECT p.*, row_number() OVER w AS place, first_value(p.project_id) OVER w AS kept
FROM counted p JOIN each_document d USING (document_id)
WHERE hash(p.same) IN (FROM same_again)
WINDOW w AS (PARTITION BY p.same
             ORDER BY d.published_on DESC NULLS LAST, d.edition DESC, d.project_count DESC, d.path,
             p.ordinal, p.project_id);

CREATE TEMP TABLE repeated AS
WITH pairs AS (
    SELECT p.project_id, k.project_id AS kept, k.place,
           p.amount IS DISTINCT FROM k.amount AS other_amount,
           p.indicators_hash IS DISTINCT FROM k.indicators_hash AS other_indicators
    FROM ranked p JOIN ranked k ON k.same = p.same AND k.place < p.place
    WHERE k.document_id <> p.document_id
      AND (p.unowned OR k.project_id = p.kept))
SELECT project_id, arg_min(kept, place) AS kept, arg_min(other_amount, place) AS other_amount,
       arg_min(other_indicators, place) AS other_indicators
FROM pairs JOIN (SELECT project_id, unowned FROM ranked) USING (project_id)
WHERE NOT unowned OR NOT other_amount OR NOT other_indicators
GROUP BY project_id;

-- 4. Of the tables about one project and year one counts: the target, else the adjusted target, the
--    self-evaluation, the monitoring. They are of one project if owner and name are the same; of
--    what is left, tables of one department and name that print different units are paired in the
--    order of their amounts, and this is told.
CREATE TEMP TABLE heads AS
SELECT project_id, fiscal_year, department_id, region_code, owner, amount,
       list_position(['target', 'adjusted', 'self_evaluation', 'monitoring'], document_kind)
       AS kind,
       coalesce(nullif(without_year(folded_project(project), fiscal_year), ''), project_id) AS name,
       hash(region_code, fiscal_year, department_id, name) AS wide,
       min(kind) OVER same AS best,
       first_value(project_id) OVER (same ORDER BY kind, amount DESC NULLS LAST, project_id) AS head
FROM (SELECT *, coalesce(total, budget_adjusted, period_total) AS amount FROM projects)
WHERE scope = 'project' AND project_id NOT IN (SELECT project_id FROM repeated)
  AND document_id NOT IN (SELECT document_id FROM superseded)
WINDOW same AS (PARTITION BY region_code, fiscal_year, owner, name);

CREATE TEMP TABLE paired AS
WITH mixed AS (SELECT wide FROM heads WHERE kind = best AND department_id IS NOT NULL GROUP BY wide
              HAVING min(kind) < max(kind)),
left_over AS (SELECT * FROM heads WHERE kind = best AND wide IN (FROM mixed)),
upper_kind AS (SELECT h.*, other.kind AS other_kind
          FROM left_over h JOIN (SELECT DISTINCT wide, kind FROM left_over) other USING (wide)
          WHERE h.kind < other.kind
            AND NOT EXISTS (FROM heads o WHERE o.wide = h.wide AND o.head = h.head
                            AND o.kind = other.kind)),
numbered AS (SELECT *, row_number() OVER (PARTITION BY wide, kind, other_kind
                                          ORDER BY amount, project_id) AS nth FROM upper_kind),
lower_kind AS (SELECT *, row_number() OVER (PARTITION BY wide, kind ORDER BY amount, project_id)
                     AS nth FROM left_over)
SELECT lower_kind.project_id, arg_min(numbered.project_id, numbered.kind) AS head
FROM lower_kind JOIN numbered ON numbered.wide = lower_kind.wide AND numbered.nth = lower_kind.nth
     AND numbered.other_kind = lower_kind.kind
GROUP BY lower_kind.project_id;

CREATE TEMP TABLE stand_for AS
SELECT h.project_id, coalesce(paired.head, h.head) AS counted_as
FROM heads h LEFT JOIN paired ON paired.project_id = h.head
WHERE h.kind > h.best OR paired.head IS NOT NULL;

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

-- Texts of messages.csv: found.page, found.sheet, found.row, found.project, found.totals.
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
                 CASE WHEN other_amount
                      THEN concat('total ', coalesce(k.total::VARCHAR, 'none'),
                                  ', here ', coalesce(p.total::VARCHAR, 'none')) END)
           AS found, coalesce(p.project, p.department) AS source_text, p.page, p.sheet, p.row
FROM repeated JOIN projects p USING (project_id) JOIN projects k ON k.project_id = repeated.kept
     JOIN each_document d ON d.document_id = p.document_id
     JOIN each_document e ON e.document_id = k.document_id
UNION ALL BY NAME
SELECT 'same_project_other_unit' AS rule, p.document_id, d.path, p.project_id,
       concat_ws(', ', e.path, 'page ' || k.page, 'sheet ' || k.sheet, 'row ' || k.row,
                 'project ' || k.project_id) AS found,
       concat_ws(' / ', p.spending_unit, p.project) AS source_text, p.page, p.sheet, p.row
FROM paired JOIN projects p USING (project_id) JOIN projects k ON k.project_id = paired.head
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
