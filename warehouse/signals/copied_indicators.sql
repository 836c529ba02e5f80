-- 照搬照抄: projects of other departments and other names in the same region and year share most of their (name and value) pairs.
-- Names that many departments use come from a common library and are left out first.
WITH rows AS (SELECT *, coalesce(region_code, region, '') AS place_of FROM review_rows WHERE name_key <> '' AND kind <> 'empty' AND department IS NOT NULL),
common AS (
    SELECT fiscal_year, place_of, name_key FROM rows JOIN (SELECT fiscal_year, place_of, count(DISTINCT department) AS departments FROM rows GROUP BY ALL) USING (fiscal_year, place_of)
    GROUP BY fiscal_year, place_of, name_key, departments
    HAVING count(DISTINCT department) > greatest(@copy_common_departments, @copy_common_share * departments)),
pairs AS (
    SELECT DISTINCT fiscal_year, place_of, project_id, department, folded(project) AS project, hash(name_key, folded(text)) AS pair
    FROM rows ANTI JOIN common USING (fiscal_year, place_of, name_key)),
few AS (SELECT * FROM pairs QUALIFY count(*) OVER (PARTITION BY fiscal_year, place_of, pair) BETWEEN 2 AND @copy_candidates),
sizes AS (SELECT project_id, count(*) AS rows FROM pairs GROUP BY project_id),
alike AS (
    SELECT one.project_id, other.project_id AS other_id, count(*) AS shared FROM few one JOIN few other USING (fiscal_year, place_of, pair)
    WHERE one.department <> other.department AND one.project <> other.project GROUP BY ALL HAVING count(*) >= @copy_rows),
scored AS (SELECT alike.*, s.rows, shared / (s.rows + o.rows - shared) AS jaccard FROM alike JOIN sizes s USING (project_id) JOIN sizes o ON o.project_id = other_id),
best AS (SELECT * FROM scored WHERE jaccard >= @copy_jaccard QUALIFY row_number() OVER (PARTITION BY project_id ORDER BY jaccard DESC, other_id) = 1)
SELECT p.project_id, verdict(sizes.rows >= @copy_rows, best.project_id IS NOT NULL) AS outcome, coalesce(best.shared, 0) AS hit_count, coalesce(sizes.rows, 0) AS considered,
       '与' || o.department || '“' || o.project || '”相同' || best.shared || '条，相似度' || round(100 * jaccard)::INTEGER || '%' AS evidence, NULL::VARCHAR AS indicator_ids
FROM projects_once p LEFT JOIN sizes USING (project_id) LEFT JOIN best ON best.project_id = p.project_id LEFT JOIN projects_once o ON o.project_id = best.other_id
