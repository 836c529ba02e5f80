-- within: judged_results
-- 未达标满分: the target was missed by its own printed operator, and all points were given.
SELECT *, coalesce(result = '未完成' AND score >= points, false) AS hit FROM target_vs_result
WHERE result <> '无法判断' AND operator_source <> 'implied' AND points > 0 AND score IS NOT NULL
