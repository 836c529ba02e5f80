-- 照搬照抄: projects of other departments and other names in the same region and year share most of
-- their (name and value) pairs. Names that many departments use come from a common library and are
-- left out first; but a whole set that is identical in a few departments is a hit whatever other
-- departments do with some of its names.
WITH every AS (
    SELECT DISTINCT fiscal_year, coalesce(region_code, region, '') AS place_of, project_id,
           department, folded(project) AS project, name_key, hash(name_key, folded(text)) AS pair
    FROM review_rows
    WHERE name_key <> '' AND kind <> 'empty' AND department IS NOT NULL),
places AS (
    SELECT fiscal_year, place_of,
           greatest(@copy_common_departments,
                    @copy_common_share * count(DISTINCT department)) AS few
    FROM every GROUP BY fiscal_year, place_of),
common AS (
    SELECT fiscal_year, place_of, name_key FROM every JOIN places USING (fiscal_year, place_of)
    GROUP BY fiscal_year, place_of, name_key, few HAVING count(DISTINCT department) > few),
pairs AS (
    SELECT DISTINCT fiscal_year, place_of, project_id, department, project, pair
    FROM every ANTI JOIN common USING (fiscal_year, place_of, name_key)),
candidates AS (
    SELECT * FROM pairs
    QUALIFY count(*) OVER (PARTITION BY fiscal_year, place_of,
                           pair) BETWEEN 2 AND @copy_candidates),
sizes AS (SELECT project_id, count(*) AS rows FROM pairs GROUP BY project_id),
alike AS (
    SELECT one.project_id, other.project_id AS other_id, count(*) AS shared
    FROM candidates one JOIN candidates other USING (fiscal_year, place_of, pair)
    WHERE one.department <> other.department AND one.project <> other.project GROUP BY ALL
    HAVING count(*) >= @copy_rows),
whole AS (
    SELECT fiscal_year, place_of, project_id, department, project, count(DISTINCT pair) AS rows,
           hash(list_sort(list(DISTINCT pair))) AS contents
    FROM every GROUP BY fiscal_year, place_of, project_id, department, project
    HAVING rows >= @copy_rows),
same AS (
    SELECT fiscal_year, place_of, contents FROM whole JOIN places USING (fiscal_year, place_of)
    GROUP BY fiscal_year, place_of, contents, few
    HAVING count(DISTINCT department) BETWEEN 2 AND few AND count(*) <= @copy_candidates),
identical AS (
    SELECT one.project_id, other.project_id AS other_id, one.rows AS shared
    FROM whole one SEMI JOIN same USING (fiscal_year, place_of, contents)
         JOIN whole other USING (fiscal_year, place_of, contents)
    WHERE one.department <> other.department AND one.project <> other.project),
scored AS (
    SELECT project_id, other_id, shared, 1.0 AS jaccard FROM identical
    UNION ALL
    SELECT alike.project_id, other_id, shared, shared / (s.rows + o.rows - shared) AS jaccard
    FROM alike JOIN sizes s USING (project_id) JOIN sizes o ON o.project_id = other_id),
best AS (
    SELECT * FROM scored WHERE jaccard >= @copy_jaccard
    QUALIFY row_number() OVER (PARTITION BY project_id
                               ORDER BY jaccard DESC, shared DESC, other_id) = 1)
SELECT p.project_id,
       verdict(sizes.rows >= @copy_rows OR best.project_id IS NOT NULL,
               best.project_id IS NOT NULL) AS outcome,
       coalesce(best.shared, 0) AS hit_count,
       greatest(coalesce(sizes.rows, 0), coalesce(best.shared, 0)) AS considered,
       '与' || o.department || '“' || o.project || '”相同' || best.shared || '条，相似度'
       || round(100 * jaccard)::INTEGER || '%' AS evidence, NULL::VARCHAR AS indicator_ids,
       p.project_id || ';' || best.other_id AS project_ids
FROM projects_once p LEFT JOIN sizes USING (project_id)
     LEFT JOIN best ON best.project_id = p.project_id
     LEFT JOIN projects_once o ON o.project_id = best.other_id
