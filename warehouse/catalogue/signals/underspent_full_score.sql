-- 执行率低自评高: little of the budget was spent, and the unit gives itself nearly all points: of the
-- indicators, or of the whole. The standard form gives 10 of 100 points to the execution itself,
-- which a low rate loses; so the whole alone would never be nearly full there.
WITH points AS (
    SELECT project_id, sum(points) AS points, sum(score) AS score,
           string_agg(indicator_id, ';' ORDER BY ordinal, indicator_id) AS ids
    FROM indicators WHERE is_current AND document_kind = 'self_evaluation' AND points > 0
    GROUP BY project_id HAVING bool_and(score IS NOT NULL)),
evaluated AS (
    SELECT e.project_id, coalesce(e.counted_as, e.project_id) AS counted, e.executed,
           coalesce(e.budget_adjusted, e.total) AS budget, e.score AS whole,
           p.points, p.score, p.ids,
           -- greatest leaves out what is NULL
           greatest(CASE WHEN e.indicators_held_back = 0 THEN p.score / p.points END,
                    e.score / @full_score) AS share,
           e.executed::DOUBLE / coalesce(e.budget_adjusted, e.total)::DOUBLE AS rate
    FROM projects e LEFT JOIN points p USING (project_id)
    WHERE e.is_current AND e.document_kind = 'self_evaluation' AND e.executed IS NOT NULL
      AND coalesce(e.budget_adjusted, e.total) > 0),
judged AS (
    SELECT *, rate < @low_execution AND share >= @high_score_share AS hit
    FROM evaluated WHERE share IS NOT NULL)
SELECT p.project_id, verdict(count(e.project_id) > 0, bool_or(e.hit)) AS outcome,
       count(*) FILTER (e.hit) AS hit_count, count(e.project_id) AS considered,
       string_agg(concat('预算', e.budget::DOUBLE, '万元，执行', e.executed::DOUBLE, '万元（',
                         round(100 * e.rate, 1), '%）',
                         '，指标得分' || e.score || '/' || e.points, '，自评' || e.whole || '分'),
                  '；' ORDER BY e.project_id) FILTER (e.hit) AS evidence,
       string_agg(e.ids, ';' ORDER BY e.project_id) FILTER (e.hit) AS indicator_ids,
       string_agg(e.project_id, ';' ORDER BY e.project_id) FILTER (e.hit) AS project_ids
FROM projects_once p LEFT JOIN judged e ON e.counted = p.project_id
GROUP BY p.project_id
