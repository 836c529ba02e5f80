-- Which documents count. Input: documents, projects (all of the build; owner: who owns a project).
-- Output: bytes, each_document, superseded. counted.sql goes on with the projects.

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

-- A name without the words that people add and leave out: 培训费, 培训经费, 培训项目.
CREATE TEMP MACRO loose_project(name) AS
    coalesce(nullif(regexp_replace(name, '(?:专项|项目|经费|资金|费用|费|工作)+$', ''), ''), name);

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
