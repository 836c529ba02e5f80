-- One row per project of the indicators that a rule can judge. The rule gives them with `hit` and
-- with the `evidence` that is printed where it hits; a project without any is 无法判断.
SELECT p.project_id, verdict(count(r.indicator_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count, count(r.indicator_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.ordinal, r.indicator_id) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';'
                  ORDER BY r.ordinal, r.indicator_id) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (
{rule}) r USING (project_id)
GROUP BY p.project_id
