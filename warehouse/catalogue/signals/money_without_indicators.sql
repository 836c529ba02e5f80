-- 资金与指标不匹配: among the most expensive tenth of its region, with hardly any indicators.
WITH counted AS (
    SELECT *, count(*) OVER peers AS projects,
           quantile_cont(amount::DOUBLE, @percentile) OVER peers AS large FROM projects_once
    WINDOW peers AS (PARTITION BY fiscal_year, coalesce(region_code, region), document_kind))
SELECT p.project_id,
       verdict(p.indicators_held_back = 0 AND p.amount IS NOT NULL
               AND projects >= @percentile_projects, p.amount >= large
               AND count(r.indicator_id) <= @few_indicators) AS outcome,
       (p.amount >= large AND count(r.indicator_id) <= @few_indicators)::INTEGER AS hit_count,
       projects AS considered,
       concat('金额', p.amount::DOUBLE, '万元（本地区前', round(100 - 100 * @percentile)::INTEGER, '%线',
              round(large, 2), '万元），指标', count(r.indicator_id), '条') AS evidence,
       string_agg(r.indicator_id, ';'
                  ORDER BY r.ordinal) FILTER (p.amount >= large) AS indicator_ids,
       p.project_id AS project_ids
FROM counted p LEFT JOIN review_rows r USING (project_id)
GROUP BY p.project_id, p.indicators_held_back, p.amount, projects, large
