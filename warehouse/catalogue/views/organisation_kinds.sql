-- 部门类别 | Each department with the level of its region and what it is in charge of.
-- columns: region_code, region, department, region_level, department_kind
-- method: department_kinds lists stems: a name that is a place (or nothing), a stem and 局, 厅, 委员会, 委, 办公室, 办 or 处 is of its kind. The longest stem counts. 教育科技局 is neither 教育 nor 科学技术: unknown is NULL, nothing is guessed.
-- why: what a county's bureau promises is compared with that of other counties' bureaus of the same kind.
-- excludes: departments without a current project.
-- example: SELECT department_kind, count(*) AS departments FROM organisation_kinds GROUP BY department_kind
WITH every AS (SELECT DISTINCT region_code, region, department FROM projects_once
               WHERE department IS NOT NULL),
bare AS (
    SELECT *, regexp_extract(department, '^(.+)(局|厅|委员会|委|办公室|办|处)$', 1) AS stem
    FROM every)
SELECT region_code, region, department, region_level(region_code) AS region_level,
       max_by(k.department_kind, length(k.stem)) AS department_kind
FROM bare
     LEFT JOIN department_kinds k
     ON ends_with(bare.stem, k.stem)
        AND regexp_matches(left(bare.stem, length(bare.stem) - length(k.stem)),
                           '^$|[省市区县州盟旗]$')
GROUP BY region_code, region, department
