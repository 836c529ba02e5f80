-- within: judged_results
-- 目标虚低: the reported result is far above the target, where more is better.
SELECT *, coalesce(ratio >= @overshoot, false) AS hit FROM target_vs_result
WHERE ratio IS NOT NULL AND direction = 1 AND is_additive(base_unit)
