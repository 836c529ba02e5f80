-- 命中, 未命中 or 无法判断: `known` false or NULL, or `hit` NULL, cannot be decided.
CREATE MACRO verdict(known, hit) AS CASE WHEN coalesce(known, false) AND hit THEN '命中'
                                         WHEN coalesce(known, false) AND NOT hit THEN '未命中'
                                         ELSE '无法判断' END;
