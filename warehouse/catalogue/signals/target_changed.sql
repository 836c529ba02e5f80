-- 自评改目标: the target that the self-evaluation prints is not the one of the target table, or the
-- self-evaluation drops an indicator.
SELECT p.project_id, verdict(count(r.project_id) > 0, count(*) FILTER (r.hit) > 0) AS outcome,
       count(*) FILTER (r.hit) AS hit_count, count(r.project_id) AS considered,
       string_agg(r.evidence, '；' ORDER BY r.id) FILTER (r.hit) AS evidence,
       string_agg(r.id, ';' ORDER BY r.id) FILTER (r.hit) AS indicator_ids
FROM projects_once p
     LEFT JOIN (
         SELECT coalesce(e.counted_as, e.project_id) AS project_id,
                coalesce(t.indicator_id, t.budget_indicator_id) AS id,
                t.target_change IN ('收紧', '放松', '方向不明', '取消') AS hit,
                concat(t.indicator_name, ' 预算目标', t.budget_text,
                       CASE WHEN t.target_change = '取消' THEN '，自评未列'
                            ELSE concat('，自评目标', t.target_text) END) AS evidence
         FROM target_vs_result t JOIN projects e ON e.project_id = t.project_id
         WHERE t.target_change IN ('不变', '收紧', '放松', '方向不明', '取消')) r USING (project_id)
GROUP BY p.project_id
