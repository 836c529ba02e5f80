-- The rows of indicator_matches for one relation: 上年 or 预算目标. What is not wanted costs nothing.
-- MATERIALIZED: what is read more than once; DuckDB 1.3 would write it out anew each time.
CREATE MACRO matched_indicators(wanted) AS TABLE
WITH rows AS MATERIALIZED (
    SELECT project_id, project_key, indicator_id, fiscal_year, document_kind, counted, page, row,
           ordinal, coalesce(subcategory, category, '') AS subcategory,
           coalesce(name_key, '') AS name_key, coalesce(place, '') AS place, base_unit,
           coalesce(region_code, region, '') || '/' || coalesce(department, '') AS publisher
    FROM effective_targets WHERE fiscal_year IS NOT NULL),
own AS (FROM rows WHERE counted AND wanted = '上年'),
years AS MATERIALIZED (SELECT DISTINCT publisher, document_kind, fiscal_year FROM own),
-- each year twice: as it is, and as the one before the next
turns AS (
    SELECT publisher, document_kind, fiscal_year, fiscal_year AS year, true AS later
    FROM years SEMI JOIN (SELECT publisher, document_kind, fiscal_year + 1 AS fiscal_year
                          FROM years) USING (publisher, document_kind, fiscal_year)
    UNION ALL
    SELECT publisher, document_kind, fiscal_year, fiscal_year + 1, false
    FROM years SEMI JOIN (SELECT publisher, document_kind, fiscal_year - 1 AS fiscal_year
                          FROM years) USING (publisher, document_kind, fiscal_year)),
heads AS MATERIALIZED (
    SELECT project_id, coalesce(counted_as, project_id) AS head, document_kind FROM projects
    WHERE is_current AND duplicate_of IS NULL AND scope = 'project' AND wanted = '预算目标'),
evaluated AS (FROM heads WHERE document_kind = 'self_evaluation'),
-- a target that was adjusted in the course of the year is the one to answer for
budgeted AS (
    FROM heads WHERE document_kind IN ('target', 'adjusted')
    QUALIFY document_kind = min(document_kind) OVER (PARTITION BY head)),
answering AS (
    SELECT project_id, head, true AS later FROM evaluated SEMI JOIN budgeted USING (head)
    UNION ALL
    SELECT project_id, head, false FROM budgeted SEMI JOIN evaluated USING (head)),
-- where one year prints the unit and the other does not, and no other unit has such a project, the
-- department's project goes on
one_unit AS MATERIALIZED (
    SELECT project_id, department_id || right(project_key, 8) AS held FROM projects
    WHERE is_current AND duplicate_of IS NULL AND counted_as IS NULL AND scope = 'project'
      AND department_id IS NOT NULL AND wanted = '上年'
    WINDOW of_name AS (PARTITION BY department_id, right(project_key, 8), document_kind)
    QUALIFY count(DISTINCT unit_id) OVER of_name = 1 AND bool_or(unit_id IS NULL) OVER of_name
        AND count(*) OVER (PARTITION BY department_id, right(project_key, 8), document_kind,
                           fiscal_year) = 1),
sides AS (
    SELECT '上年' AS relation, year, later,
           coalesce(one_unit.held, project_key) || document_kind AS held, own.*
    FROM own JOIN turns USING (publisher, document_kind, fiscal_year)
         LEFT JOIN one_unit USING (project_id)
    UNION ALL BY NAME
    SELECT '预算目标' AS relation, fiscal_year AS year, later, head AS held, rows.*
    FROM rows JOIN answering USING (project_id)),
named AS MATERIALIZED (
    SELECT relation, year, later, held, project_id, indicator_id, page, row, ordinal,
           subcategory, name_key, place, base_unit
    FROM sides),
-- several of one name cannot be told apart: they are paired in the order of the source
counted AS (
    SELECT *, row_number() OVER (PARTITION BY relation, year, later, held, subcategory, name_key,
                                 place ORDER BY page, row, project_id, ordinal) AS nth,
           count(*) OVER (PARTITION BY relation, year, later, held, subcategory, name_key,
                          place) > 1 AS twins
    FROM named),
exact AS MATERIALIZED (
    SELECT relation, year, held, min(indicator_id) FILTER (later) AS indicator_id,
           min(indicator_id) FILTER (NOT later) AS matched_id,
           CASE WHEN bool_or(twins) THEN '同名多个，按次序' ELSE '同一指标' END AS match_method
    FROM counted GROUP BY relation, year, held, subcategory, name_key, place, nth),
others AS MATERIALIZED (
    SELECT n.* EXCLUDE (page, row, ordinal) FROM named n
    ANTI JOIN (SELECT relation, year, unnest([indicator_id, matched_id]) AS indicator_id
               FROM exact WHERE indicator_id IS NOT NULL AND matched_id IS NOT NULL)
         USING (relation, year, indicator_id)),
moved AS MATERIALIZED (
    SELECT relation, year, held, min(indicator_id) FILTER (later) AS indicator_id,
           min(indicator_id) FILTER (NOT later) AS matched_id, '同名，归类不同' AS match_method
    FROM others GROUP BY relation, year, held, name_key, place
    HAVING count(*) FILTER (later) = 1 AND count(*) FILTER (NOT later) = 1),
-- a name is looked at more closely only where the other side has one to compare it with
unnamed AS MATERIALIZED (
    SELECT others.*, loose_name, characters, right(loose_name, 1) AS ends
    FROM (SELECT *, NOT later AS other_side FROM others) others
         SEMI JOIN others AS other_ones
              ON other_ones.relation = others.relation AND other_ones.year = others.year
              AND other_ones.held = others.held AND other_ones.place = others.place
              AND other_ones.subcategory = others.subcategory
              AND other_ones.later = others.other_side
         JOIN (SELECT name_key, loose_name,
                      array_to_string(list_sort(string_split(loose_name, '')), '') AS characters
               FROM (SELECT name_key, loose_name(name_key) AS loose_name
                     FROM (SELECT DISTINCT name_key FROM others))) USING (name_key)
         ANTI JOIN (SELECT relation, year, unnest([indicator_id, matched_id]) AS indicator_id
                    FROM moved) USING (relation, year, indicator_id)),
loose AS MATERIALIZED (
    SELECT relation, year, held, min(indicator_id) FILTER (later) AS indicator_id,
           min(indicator_id) FILTER (NOT later) AS matched_id,
           CASE WHEN min(loose_name) = max(loose_name) THEN '折叠后同名' ELSE '词序不同' END
           AS match_method
    FROM unnamed GROUP BY relation, year, held, subcategory, place, characters
    HAVING count(*) FILTER (later) = 1 AND count(*) FILTER (NOT later) = 1
       AND (min(loose_name) = max(loose_name)
            OR turned(min(loose_name), max(loose_name))
            AND NOT bool_or(regexp_matches(loose_name, @match_turned)))),
left_over AS MATERIALIZED (
    SELECT unnamed.* FROM unnamed
    ANTI JOIN (SELECT relation, year, unnest([indicator_id, matched_id]) AS indicator_id
               FROM loose) USING (relation, year, indicator_id)),
lengths AS (
    SELECT a.relation, a.year, a.held, a.indicator_id, b.indicator_id AS matched_id,
           CASE WHEN length(a.loose_name) < length(b.loose_name) THEN a.loose_name
                ELSE b.loose_name END AS shorter,
           CASE WHEN length(a.loose_name) < length(b.loose_name) THEN b.loose_name
                ELSE a.loose_name END AS longer
    -- the last word says what is measured
    FROM left_over a JOIN left_over b USING (relation, year, held, subcategory, place, ends)
    WHERE a.later AND NOT b.later AND coalesce(a.base_unit = b.base_unit, true)),
alike AS (
    SELECT relation, year, held, indicator_id, matched_id, '名称相近' AS match_method,
           round(length(shorter) / length(longer), 2) AS match_score
    FROM lengths
    WHERE length(shorter) >= @match_shortest
      AND length(shorter) >= @match_similarity * length(longer)
      AND regexp_matches(put_in(shorter, longer), @match_filler)
    QUALIFY count(*) OVER (PARTITION BY relation, year, indicator_id) = 1
        AND count(*) OVER (PARTITION BY relation, year, matched_id) = 1),
matched AS MATERIALIZED (
    SELECT *, NULL AS match_score FROM exact
    WHERE indicator_id IS NOT NULL AND matched_id IS NOT NULL
    UNION ALL BY NAME FROM moved
    UNION ALL BY NAME FROM loose
    UNION ALL BY NAME FROM alike),
projects_of AS (
    SELECT relation, year, held, min(project_id) FILTER (later) AS later,
           min(project_id) FILTER (NOT later) AS earlier
    FROM named GROUP BY relation, year, held)
SELECT n.relation, n.year AS fiscal_year, n.project_id, n.indicator_id,
       coalesce(other.project_id, p.earlier) AS matched_project_id, m.matched_id, m.match_method,
       m.match_score::DOUBLE AS match_score
FROM named n
     LEFT JOIN matched m ON m.relation = n.relation AND m.year = n.year
          AND m.indicator_id = n.indicator_id
     LEFT JOIN named other ON other.relation = m.relation AND other.year = m.year
          AND other.indicator_id = m.matched_id AND NOT other.later
     JOIN projects_of p ON p.relation = n.relation AND p.year = n.year AND p.held = n.held
WHERE n.later
UNION ALL BY NAME
SELECT n.relation, n.year AS fiscal_year, p.later AS project_id, NULL AS indicator_id,
       n.project_id AS matched_project_id, n.indicator_id AS matched_id, NULL AS match_method,
       NULL AS match_score
FROM named n
     JOIN projects_of p ON p.relation = n.relation AND p.year = n.year AND p.held = n.held
     ANTI JOIN matched m ON m.relation = n.relation AND m.year = n.year
          AND m.matched_id = n.indicator_id
WHERE NOT n.later;
