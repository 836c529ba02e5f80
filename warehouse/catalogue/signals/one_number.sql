-- within: one_value
-- 一刀切: one value for everything, other than 100 %.
NOT bool_and(r.number = 100 AND coalesce(r.unit = '%', false))
