-- All numeric targets of a project, at least four and more under two subcategories, are one and the
-- same value; which one, the rule says. The evidence is gathered for hits alone: of a national
-- year, that of all projects would not fit into memory.
WITH judged AS (
    SELECT project_id,
           verdict(count(r.indicator_id) >= @one_number_rows
                   AND count(DISTINCT r.subcategory) >= @one_number_subcategories,
                   count(DISTINCT (r.sign, r.number, r.upper, r.unit)) = 1
                   AND (
{rule})) AS outcome,
           max(same) AS hit_count, count(r.indicator_id) AS considered
    FROM projects_once p LEFT JOIN (
        SELECT *,
               CASE WHEN number = 100 AND unit = '%' AND operator IN ('=', '>=') THEN '='
                    ELSE operator END AS sign,
               count(*) OVER (PARTITION BY project_id, sign, number, upper, unit) AS same
        FROM review_rows WHERE kind = 'number' AND number IS NOT NULL) r USING (project_id)
    GROUP BY project_id)
SELECT j.*, e.evidence, e.indicator_ids FROM judged j LEFT JOIN (
    SELECT project_id, string_agg(shown(indicator_name, text), '；' ORDER BY ordinal) AS evidence,
           string_agg(indicator_id, ';' ORDER BY ordinal) AS indicator_ids
    FROM review_rows SEMI JOIN (FROM judged WHERE outcome = '命中') hits USING (project_id)
    WHERE kind = 'number' AND number IS NOT NULL GROUP BY project_id) e USING (project_id)
