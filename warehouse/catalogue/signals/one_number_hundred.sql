-- within: one_value
-- 一刀切(100%): one value for everything, and it is 100 %.
bool_and(r.number = 100 AND coalesce(r.unit = '%', false))
