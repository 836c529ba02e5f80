-- What is known of each amount. Input: projects (all of the build, marked). Output: judged
-- (project_id, amount_check, amount_doubt, found, expected), of current projects with an amount.
-- doubtful: a thousand times and more what the same project had a year earlier or later (the larger
-- one is doubted: 元 printed under 万元), or what its peers have; then the peers are the other
-- projects of the department and year, if there are three, else those of the region, if there are
-- ten, else all of the year, if there are twenty; and at least 10 亿元, of which a ten-thousandth
-- is an amount like theirs. What no department has is doubted if it is a thousand times theirs, and
-- with too few peers always: 1,000 亿元.
-- sums: its printed sums agree; compared: it was compared and stands out nowhere; none: there was
-- nothing to compare it with.
CREATE TEMP TABLE money AS
SELECT project_id, project_key, document_kind, fiscal_year, region_code, department_id, reconciled,
       coalesce(total, budget_adjusted, period_total)::DOUBLE AS amount
FROM projects WHERE is_current AND coalesce(total, budget_adjusted, period_total) IS NOT NULL;

CREATE TEMP TABLE by_year AS
SELECT now.project_id AS now_id, before.project_id AS before_id, now.amount, before.amount AS other,
       before.fiscal_year AS year_before, now.fiscal_year AS year_now
FROM money now JOIN money before ON before.project_key = now.project_key
     AND before.document_kind = now.document_kind AND before.fiscal_year = now.fiscal_year - 1
WHERE now.amount > 0 AND before.amount > 0;

CREATE TEMP TABLE other_years AS
SELECT project_id, max(doubted) AS doubted, max(other) AS other, max(year) AS year
FROM (SELECT now_id AS project_id, amount >= 1000 * other AS doubted, other, year_before AS year
      FROM by_year
      UNION ALL
      SELECT before_id, other >= 1000 * amount, amount, year_now FROM by_year)
GROUP BY project_id;

CREATE TEMP TABLE peers AS
SELECT department_id, region_code, fiscal_year, document_kind, grouping_id(department_id,
       region_code) AS level, count(*) AS n, median(amount) AS median, min(amount) AS least
FROM money WHERE amount > 0
GROUP BY GROUPING SETS ((fiscal_year, document_kind, region_code, department_id),
                        (fiscal_year, document_kind, region_code), (fiscal_year, document_kind));

CREATE TEMP TABLE near AS
SELECT m.project_id, arg_min(p.median, p.level) AS median, arg_min(p.least, p.level) AS least
FROM money m JOIN peers p ON p.fiscal_year IS NOT DISTINCT FROM m.fiscal_year
     AND p.document_kind = m.document_kind
     AND (p.level > 1 OR p.region_code IS NOT DISTINCT FROM m.region_code)
     AND (p.level > 0 OR p.department_id IS NOT DISTINCT FROM m.department_id)
WHERE p.n > CASE p.level WHEN 0 THEN 3 WHEN 2 THEN 10 ELSE 20 END
GROUP BY m.project_id;

CREATE TEMP VIEW judged AS
SELECT m.project_id,
       CASE WHEN o.doubted THEN 'magnitude'
            WHEN m.amount >= coalesce(1000 * near.median, 1e7) AND m.amount >= 1e5
                 AND (near.median IS NULL OR m.amount >= 1e7
                      OR m.amount / 10000 BETWEEN least / 10 AND 100 * median)
            THEN 'amount_implausible' END AS amount_doubt,
       CASE WHEN amount_doubt IS NOT NULL THEN 'doubtful' WHEN m.reconciled THEN 'sums'
            WHEN o.project_id IS NOT NULL OR near.project_id IS NOT NULL THEN 'compared'
            ELSE 'none' END AS amount_check,
       m.amount::DECIMAL(18, 2)::VARCHAR AS found,
       coalesce(near.median, 1e7)::DECIMAL(18, 2)::VARCHAR AS expected
FROM money m LEFT JOIN other_years o USING (project_id) LEFT JOIN near USING (project_id);
