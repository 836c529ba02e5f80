-- 满意度列入效益: 满意 in the name under 效益指标, unless the department has no satisfaction level at all: then
-- its form puts it there.
SELECT project_id,
       verdict(count(r.indicator_id) > 0 AND bool_or(r.has_level),
               count(*) FILTER (r.hit) > 0) AS outcome, count(*) FILTER (r.hit) AS hit_count,
       count(r.indicator_id) AS considered,
       string_agg(shown(r.indicator_name, r.text), '；'
                  ORDER BY r.ordinal) FILTER (r.hit) AS evidence,
       string_agg(r.indicator_id, ';' ORDER BY r.ordinal) FILTER (r.hit) AS indicator_ids
FROM projects_once p LEFT JOIN (
    SELECT *, coalesce(category = '效益指标' AND NOT is_satisfaction, false) AS hit,
           bool_or(is_satisfaction) OVER (PARTITION BY fiscal_year, region_code, region,
                                          department) AS has_level
    FROM review_rows QUALIFY contains(indicator_name, '满意')) r USING (project_id)
GROUP BY project_id
