-- Rows that differ between two builds. Input: old_rows, new_rows (one table of each build),
-- old_documents, new_documents (path, document_id). Rows are the same row if their key, year and
-- kind agree. Of the rest those agree that stand in the same file under the same project and the
-- same names: then a heading changed (department, year, region), and it is one row that changed,
-- not one lost and one gained.
WITH old_path AS (SELECT document_id, min(path) AS path FROM old_documents GROUP BY ALL),
new_path AS (SELECT document_id, min(path) AS path FROM new_documents GROUP BY ALL),
o AS (
    SELECT r.*, path,
           row_number() OVER (PARTITION BY {key}, fiscal_year, document_kind
                              ORDER BY path, row, ordinal, r.project_id) AS again,
           row_number() OVER (PARTITION BY path, document_kind, {place}
                              ORDER BY row, ordinal, r.project_id) AS again_here
    FROM old_rows r LEFT JOIN old_path USING (document_id) WHERE is_current),
n AS (
    SELECT r.*, path,
           row_number() OVER (PARTITION BY {key}, fiscal_year, document_kind
                              ORDER BY path, row, ordinal, r.project_id) AS again,
           row_number() OVER (PARTITION BY path, document_kind, {place}
                              ORDER BY row, ordinal, r.project_id) AS again_here
    FROM new_rows r LEFT JOIN new_path USING (document_id) WHERE is_current),
by_key AS (
    SELECT o, n
    FROM o FULL JOIN n ON o.{key} = n.{key} AND o.fiscal_year IS NOT DISTINCT FROM n.fiscal_year
         AND o.document_kind = n.document_kind AND o.again = n.again),
gone AS (SELECT unnest(o) FROM by_key WHERE n.{key} IS NULL),
come AS (SELECT unnest(n) FROM by_key WHERE o.{key} IS NULL),
by_place AS (
    SELECT o, n
    FROM gone o
         FULL JOIN come n ON o.path = n.path AND o.document_kind = n.document_kind
         AND o.again_here = n.again_here AND {same_place}),
pair AS (
    SELECT o, n FROM by_key WHERE o.{key} IS NOT NULL AND n.{key} IS NOT NULL
    UNION ALL SELECT o, n FROM by_place)
SELECT CASE WHEN o.{key} IS NULL THEN 'added' WHEN n.{key} IS NULL THEN 'removed'
            ELSE 'changed' END AS kind,
       coalesce(n.{key}, o.{key}) AS key, coalesce(n.fiscal_year, o.fiscal_year) AS fiscal_year,
       coalesce(n.document_kind, o.document_kind) AS document_kind, o.path AS old_path,
       n.path AS new_path,
       coalesce(n.project, o.project) AS project, {name} AS name,
       CASE WHEN o.{key} IS NOT NULL AND n.{key} IS NOT NULL
            THEN list_filter([{changes}], lambda one: one.before IS DISTINCT FROM one.after)
            END AS columns
FROM pair
WHERE o.{key} IS NULL OR n.{key} IS NULL OR row({old}) IS DISTINCT FROM row({new})
ORDER BY coalesce(n.path, o.path), coalesce(n.row, o.row), coalesce(n.ordinal, o.ordinal), key, kind
