-- Which projects count. Input: projects, and what editions.sql made. Output: repeated, stand_for
-- (of the projects that do not count), presumed (why tables are taken to be of one project).

-- Projects of the documents that count. code: what the department calls it, where it prints one.
CREATE TEMP VIEW counted AS
SELECT project_id, document_id, ordinal, coalesce(total, budget_adjusted, period_total) AS amount,
       executed, indicators_hash, indicator_count, owner IS NULL AS unowned, region_code,
       fiscal_year, document_kind, indicator_count = 0 AND indicators_held_back > 0 AS held,
       scope, owner, organisation, department_id, layout, reconciled,
       nullif(regexp_replace(lower(project_code), '\s', '', 'g'), '') AS code,
       coalesce(nullif(without_year(folded_project(project), fiscal_year), ''), project_id) AS name,
       row(region_code, scope, fiscal_year, document_kind, owner, folded_project(project),
           CASE WHEN project IS NULL AND scope = 'project' THEN document_id END) AS same
FROM projects
WHERE document_id NOT IN (SELECT document_id FROM superseded) AND fiscal_year IS NOT NULL
  AND coalesce(project, department) IS NOT NULL;

-- Rows are compared whole only where a hash of them comes back.
CREATE TEMP TABLE same_again AS
SELECT hash(same) AS key FROM counted GROUP BY key HAVING count(*) > 1;

-- 3. What remains of a project of the same owner, name, year and kind in several documents is
--    counted once: one whose rows are published, then the latest published, then the fullest
--    document, then one with an amount, then the first path. The owner is the spending unit, else
--    the department: a unit's own document names the unit as its department, the department's
--    document names both. Two codes are two projects. Where nobody knows the owner, two projects of
--    one name are one if they have the same amount or the same indicators. In one document a form
--    that is printed twice, word for word, is one project; two rows of a listing are two.
CREATE TEMP TABLE ranked AS
WITH placed AS (
    SELECT p.*, row_number() OVER w AS place,
           coalesce(p.code, first_value(p.code IGNORE NULLS) OVER (
               w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS own_code
    FROM counted p JOIN each_document d USING (document_id)
    WHERE hash(p.same) IN (FROM same_again)
    WINDOW w AS (PARTITION BY p.same
                 ORDER BY p.held, d.published_on DESC NULLS LAST, d.edition DESC,
                 d.project_count DESC, p.amount IS NULL, d.path, p.ordinal, p.project_id))
SELECT *, first_value(project_id) OVER (PARTITION BY same, own_code ORDER BY place) AS kept
FROM placed;

CREATE TEMP TABLE repeated_of_owner AS
WITH pairs AS (
    SELECT p.project_id, k.project_id AS kept, k.place, p.unowned,
           k.document_id = p.document_id AS one_document, k.project_id = p.kept AS is_first,
           p.amount IS DISTINCT FROM k.amount OR coalesce(p.executed <> k.executed, false)
               AS other_amount,
           p.indicators_hash IS DISTINCT FROM k.indicators_hash AS other_indicators
    FROM ranked p JOIN ranked k ON k.same = p.same AND k.place < p.place
         AND k.own_code IS NOT DISTINCT FROM p.own_code
    WHERE k.document_id <> p.document_id
       OR (p.layout NOT IN ('listing', 'one_cell', 'wide')
           AND p.indicator_count > 0 AND p.amount IS NOT NULL))
SELECT project_id, arg_min(kept, place) AS kept, arg_min(other_amount, place) AS other_amount,
       arg_min(other_indicators, place) AS other_indicators
FROM pairs
WHERE CASE WHEN one_document THEN NOT other_amount AND NOT other_indicators
           WHEN unowned THEN NOT other_amount OR NOT other_indicators
           ELSE is_first END
GROUP BY project_id;

-- A table that does not print whose it is, or in which region, repeats one that does, if amount
-- and indicators are the same.
CREATE TEMP MACRO one_owner(p, k) AS
    (p.owner IS NULL OR k.owner IS NULL OR p.owner = k.owner
     OR ((p.region_code IS NULL OR k.region_code IS NULL)
         AND (suffix(p.organisation, k.organisation) OR suffix(k.organisation, p.organisation))))
    AND (p.region_code IS NULL OR k.region_code IS NULL OR p.region_code = k.region_code)
    AND coalesce(p.code = k.code, true);

-- Many tables of a country share a name and an amount: only those of one city meet then.
CREATE TEMP MACRO near_key(key, members, region) AS
    CASE WHEN members <= 50 THEN key ELSE hash(key, left(region, 4)) END;

CREATE TEMP TABLE lone AS
SELECT *, near_key(hash(fiscal_year, document_kind, scope, name, amount, indicators_hash),
                   count(*) OVER (PARTITION BY fiscal_year, document_kind, scope, name, amount,
                                  indicators_hash), region_code) AS key
FROM counted
WHERE amount > 0 AND indicator_count > 0
  AND project_id NOT IN (SELECT project_id FROM repeated_of_owner);

CREATE TEMP TABLE repeated AS
FROM repeated_of_owner
UNION ALL BY NAME
SELECT p.project_id, min_by(k.project_id, (k.owner IS NULL, k.region_code IS NULL, k.project_id))
       AS kept, false AS other_amount, false AS other_indicators
FROM lone p JOIN lone k ON k.key = p.key AND k.name = p.name AND one_owner(p, k)
     AND (p.owner IS NULL, p.region_code IS NULL, p.project_id)
         > (k.owner IS NULL, k.region_code IS NULL, k.project_id)
WHERE p.key IN (SELECT key FROM lone GROUP BY key
                HAVING count(*) > 1 AND bool_or(owner IS NULL OR region_code IS NULL))
  AND (p.owner IS NULL OR p.region_code IS NULL) AND p.document_id <> k.document_id
GROUP BY p.project_id;

-- 4. Of the tables about one project and year one counts: the target, else the adjusted target,
--    the self-evaluation, the monitoring; and before all that are held back whole one that is not.
--    They are of one project if owner and name are the same, and the code, where one kind prints
--    several.
CREATE TEMP TABLE heads AS
WITH each AS (
    SELECT *, list_position(['target', 'adjusted', 'self_evaluation', 'monitoring'], document_kind)
           + CASE WHEN held THEN 4 ELSE 0 END AS kind,
           hash(region_code, fiscal_year, department_id, name) AS wide
    FROM counted
    WHERE scope = 'project' AND project_id NOT IN (SELECT project_id FROM repeated)),
coded AS (
    SELECT region_code, fiscal_year, owner, name FROM each WHERE code IS NOT NULL
    GROUP BY region_code, fiscal_year, owner, name, kind HAVING count(DISTINCT code) > 1),
own AS (
    SELECT *, CASE WHEN hash(region_code, fiscal_year, owner, name)
                        IN (SELECT hash(region_code, fiscal_year, owner, name) FROM coded)
                   THEN code END AS own_code
    FROM each)
SELECT *, min(kind) OVER same AS best,
       first_value(project_id) OVER (same ORDER BY kind, amount DESC NULLS LAST, project_id) AS head
FROM own
WINDOW same AS (PARTITION BY region_code, fiscal_year, owner, name, own_code);

-- What is left is paired, and this is told. Tables of one department and name that print different
-- units are paired in the order of their amounts.
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
     AND coalesce(numbered.code = lower_kind.code, true)
GROUP BY lower_kind.project_id;
