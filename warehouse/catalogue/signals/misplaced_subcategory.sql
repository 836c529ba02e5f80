-- within: judged_indicators
-- 归类混淆: a frequent name that stands under another subcategory nine times out of ten, in several
-- regions. Provincial libraries differ: where several departments of the province and most of its
-- uses of the name do the same, it is no hit.
WITH used AS (
    SELECT name_key, subcategory, count(*) AS rows,
           sum(count(*)) OVER (PARTITION BY name_key) AS all_rows,
           list(DISTINCT coalesce(region_code, region)) AS regions
    FROM review_rows WHERE subcategory IS NOT NULL AND name_key <> ''
    GROUP BY name_key, subcategory),
usual AS (
    SELECT name_key, subcategory AS usual, rows, all_rows FROM used
    WHERE rows >= @misplaced_share * all_rows AND all_rows >= @misplaced_rows
      AND len(regions) >= @misplaced_regions),
here AS (
    SELECT name_key, coalesce(left(region_code, 2), region, '') AS province, subcategory,
           count(DISTINCT department) AS departments,
           count(*) / sum(count(*)) OVER (PARTITION BY name_key, province) AS share
    FROM review_rows WHERE subcategory IS NOT NULL GROUP BY name_key, province, subcategory)
SELECT r.project_id, r.indicator_id, r.ordinal,
       r.subcategory <> usual AND NOT (here.departments > 1 AND here.share > 0.5) AS hit,
       concat(r.indicator_name, ' 列为', r.subcategory, '，', u.all_rows, '处中', u.rows, '处列为', usual)
       AS evidence
FROM review_rows r JOIN usual u USING (name_key) JOIN here
     ON here.name_key = r.name_key AND here.subcategory = r.subcategory
     AND here.province = coalesce(left(r.region_code, 2), r.region, '')
