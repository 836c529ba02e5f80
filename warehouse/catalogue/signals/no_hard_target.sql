-- 全项目无硬指标: not one target of the project is quantified or verifiable. The evidence is gathered for
-- hits alone: of a national year, that of all projects would not fit into memory.
WITH judged AS (
    SELECT project_id,
           verdict(p.indicators_held_back = 0 AND count(r.indicator_id) >= @vague_rows,
                   count(*) FILTER (r.measurability IN ('quantified', 'verifiable')) = 0
                  ) AS outcome,
           count(*) FILTER (r.measurability NOT IN ('quantified', 'verifiable')) AS hit_count,
           count(r.indicator_id) AS considered
    FROM projects_once p LEFT JOIN review_rows r USING (project_id)
    GROUP BY project_id, p.indicators_held_back)
SELECT j.*, e.evidence, e.indicator_ids FROM judged j LEFT JOIN (
    SELECT project_id, string_agg(shown(indicator_name, text), '；' ORDER BY ordinal) AS evidence,
           string_agg(indicator_id, ';' ORDER BY ordinal) AS indicator_ids
    FROM review_rows SEMI JOIN (FROM judged WHERE outcome = '命中') hits USING (project_id)
    GROUP BY project_id) e USING (project_id)
