-- Tables of two kinds that are taken to be of one project, and projects that may count twice.
-- Input: what counted.sql made. Output: presumed (project_id, head, why), stand_for, twice.

-- 5. What is left of each kind, beside what may be of the same project: it prints the same code, or
--    has nearly the same name and the same amount, or does not print whose it is. A pair is taken
--    if neither of the two has another one.
CREATE TEMP TABLE left_over AS
SELECT * FROM heads
WHERE kind = best AND project_id NOT IN (SELECT project_id FROM paired)
  AND NOT EXISTS (FROM heads o WHERE o.head = heads.head AND o.kind > o.best);

-- A code that two projects of one kind print tells of neither.
CREATE TEMP TABLE shared_codes AS
SELECT fiscal_year, owner, code FROM heads WHERE owner IS NOT NULL AND code IS NOT NULL
GROUP BY fiscal_year, owner, code, kind HAVING count(DISTINCT name) > 1;

CREATE TEMP TABLE pairs AS
WITH keys AS (
    SELECT hash(fiscal_year, owner, code) AS key, 'the same code' AS why, * FROM left_over
    WHERE owner IS NOT NULL AND code IS NOT NULL
      AND (fiscal_year, owner, code) NOT IN (FROM shared_codes)
    UNION ALL
    SELECT hash(fiscal_year, owner, loose_project(name), amount), 'nearly the same name', *
    FROM left_over
    WHERE owner IS NOT NULL AND amount > 0
    UNION ALL
    SELECT near_key(hash(fiscal_year, name, amount),
                    count(*) OVER (PARTITION BY fiscal_year, name, amount), region_code),
           'owner not printed', * FROM left_over WHERE amount > 0)
SELECT lower_kind.project_id, upper_kind.project_id AS head, lower_kind.why
FROM keys lower_kind JOIN keys upper_kind USING (key, why)
WHERE upper_kind.kind < lower_kind.kind AND one_owner(lower_kind, upper_kind)
  AND (why <> 'owner not printed' OR lower_kind.owner IS DISTINCT FROM upper_kind.owner);

CREATE TEMP TABLE presumed AS
SELECT project_id, any_value(head) AS head,
       min_by(why, list_position(['the same code', 'nearly the same name',
                                        'owner not printed'], why)) AS why
FROM pairs
WHERE head NOT IN (SELECT head FROM pairs GROUP BY head HAVING count(DISTINCT project_id) > 1)
GROUP BY project_id HAVING count(DISTINCT head) = 1;

-- One project by its name, though the codes differ.
INSERT INTO presumed
SELECT h.project_id, h.head, 'another code' FROM heads h JOIN heads u ON u.project_id = h.head
WHERE h.kind > h.best AND h.code <> u.code;

-- Of several targets of one name a result answers the one with its amount.
CREATE TEMP TABLE by_amount AS
SELECT l.project_id, min(u.project_id) AS head
FROM heads l JOIN heads h ON h.project_id = l.head
     JOIN heads u ON u.head = l.head AND u.kind = h.kind AND u.amount = l.amount
WHERE l.kind > l.best AND l.amount IS DISTINCT FROM h.amount GROUP BY l.project_id;

CREATE TEMP TABLE stand_for AS
SELECT h.project_id, coalesce(paired.head, presumed.head, by_amount.head, h.head) AS counted_as
FROM heads h LEFT JOIN paired ON paired.project_id = h.head
     LEFT JOIN presumed ON presumed.project_id = h.head
     LEFT JOIN by_amount ON by_amount.project_id = h.project_id
WHERE h.kind > h.best OR paired.head IS NOT NULL OR presumed.head IS NOT NULL;

-- 6. What counts twice and may be one: the same name and amount, and nothing that tells the two
--    apart but a name of a department, a code or a place in the document. Rows of a listing whose
--    sum agrees are two.
CREATE TEMP TABLE counts AS
SELECT *, near_key(hash(fiscal_year, name, amount),
                   count(*) OVER (PARTITION BY fiscal_year, name, amount), region_code) AS key
FROM heads
WHERE amount > 0 AND project_id NOT IN (SELECT project_id FROM stand_for);

CREATE TEMP TABLE twice AS
SELECT p.project_id, min(k.project_id) AS other
FROM counts p JOIN counts k ON k.key = p.key AND k.name = p.name AND k.project_id < p.project_id
WHERE p.key IN (SELECT key FROM counts GROUP BY key HAVING count(*) > 1)
  AND (p.region_code IS NULL OR k.region_code IS NULL OR p.region_code = k.region_code
       OR left(p.region_code, 4) = left(k.region_code, 4))
  AND (p.owner IS NULL OR k.owner IS NULL OR p.region_code IS NULL OR k.region_code IS NULL
       OR p.owner = k.owner OR p.kind <> k.kind
       OR (p.indicators_hash = k.indicators_hash AND p.indicator_count > 0))
  AND NOT (p.document_id = k.document_id AND p.layout IN ('listing', 'one_cell', 'wide')
           AND coalesce(p.reconciled, false))
GROUP BY p.project_id;
