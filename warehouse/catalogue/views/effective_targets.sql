-- 有效目标识读 | One effective target per current indicator of every table kind (document_kind is in the grain: count rows that are `counted`), in codes: the annual value, or the whole-term value where the annual one is not filled in.
-- columns: indicator_id, indicator_key, project_id, project_key, document_id, fiscal_year, province, region_code, region, department, spending_unit, document_kind, scope, project, ordinal, place, category, subcategory, indicator_name, name_key, period_value, annual_value, actual_value, role, text, kind, operator, operator_source, number, upper, unit, base_number, base_unit, basis, date_from, date_to, measurability, hedge, direction, points, score, deviation_note, flags, source_text, page, sheet, row, counted, amount, indicators_held_back
-- computed: partition
-- sorted: category, kind, region_code, department, document_id, page, sheet, row, project_id, ordinal, indicator_id
-- method: of the readings of an indicator's period and annual value the one that is filled in, the annual one first. counted: its project is one of projects_once, whose amount stands beside it.
-- why: everything that compares targets starts here, so that no indicator is counted twice.
-- excludes: rows held back, superseded editions, duplicates.
-- example: SELECT kind, count(*) AS targets FROM effective_targets GROUP BY kind
SELECT i.indicator_id, i.indicator_key, i.project_id, i.project_key, i.document_id, i.fiscal_year,
       i.province, i.region_code, i.region, coalesce(i.organisation, i.department) AS department,
       i.spending_unit, i.document_kind, i.scope, i.project, i.ordinal, i.place, i.category,
       i.subcategory, i.name AS indicator_name,
       k.name_key, i.period_value, i.annual_value, i.actual_value, r.role, r.text,
       coalesce(r.kind, 'empty') AS kind, r.operator,
       r.operator_source, r.number, r.upper, r.unit, r.base_number, r.base_unit, r.basis,
       r.date_from, r.date_to,
       coalesce(r.measurability, 'none') AS measurability, r.hedge, i.direction, i.points, i.score,
       i.deviation_note, i.flags, i.source_text, i.page,
       i.sheet, i.row, p.project_id IS NOT NULL AS counted, p.amount, p.indicators_held_back
FROM indicators i
LEFT JOIN (SELECT * FROM readings WHERE role <> 'actual'
           QUALIFY row_number() OVER (PARTITION BY indicator_id
                                      ORDER BY kind = 'empty', role) = 1) r
     ON r.indicator_id = i.indicator_id
LEFT JOIN projects_once p ON p.project_id = i.project_id
-- each name is folded once
LEFT JOIN (SELECT name, name_key(name) AS name_key FROM (SELECT DISTINCT name FROM indicators)) k
     ON k.name = i.name
WHERE i.is_current
