-- 绩效目标_分表类 | Current indicators of every table kind with one effective target each: document_kind_label is in the grain, so count within one kind; ready for a BI tool: labels instead of codes, ≥ instead of >=.
-- columns: indicator_id, project_id, fiscal_year, region_code, region, department, spending_unit, document_kind_label, scope_label, project, ordinal, place, category, subcategory, indicator_name, period_value, annual_value, value_type, comparison, target_number, target_upper, target_unit, target_date, base_number, base_unit, basis, direction_label, measurability_label, is_verifiable, hedge, points, flags, path, page, sheet, row, source_text, counted
-- method: effective_targets with the Chinese labels of every code and the file it stands in.
-- why: target and self-evaluation of a project repeat its indicators; here both stand, for who compares kinds. A chart should say 数值 and ≥, and a number column should not be added up by mistake: target_number is never additive.
-- excludes: rows held back, superseded editions, duplicates. `counted` rows are those of targets.
-- example: SELECT fiscal_year, document_kind_label, count(*) AS indicators FROM targets_by_kind GROUP BY ALL
SELECT t.indicator_id, t.project_id, t.fiscal_year, t.region_code, t.region, t.department,
       t.spending_unit, document_kind.label_zh AS document_kind_label,
       scope.label_zh AS scope_label, t.project, t.ordinal, t.place, t.category, t.subcategory,
       t.indicator_name, t.period_value, t.annual_value,
       kind.label_zh AS value_type, sign.label_zh AS comparison, t.number AS target_number,
       t.upper AS target_upper, t.unit AS target_unit,
       t.date_to AS target_date, t.base_number, t.base_unit, t.basis,
       direction.label_zh AS direction_label, measurability.label_zh AS measurability_label,
       t.measurability IN ('quantified', 'verifiable') AS is_verifiable, t.hedge, t.points, t.flags,
       d.path, t.page, t.sheet, t.row, t.source_text, t.counted
FROM effective_targets t
LEFT JOIN (SELECT document_id, min(path) AS path FROM documents
           GROUP BY document_id) d USING (document_id)
LEFT JOIN codes document_kind ON document_kind.code_set = 'document_kind'
     AND document_kind.code = t.document_kind
LEFT JOIN codes scope ON scope.code_set = 'scope' AND scope.code = t.scope
LEFT JOIN codes kind ON kind.code_set = 'value_kind' AND kind.code = t.kind
LEFT JOIN codes sign ON sign.code_set = 'operator' AND sign.code = t.operator
LEFT JOIN codes direction ON direction.code_set = 'direction'
     AND direction.code = t.direction::VARCHAR
LEFT JOIN codes measurability ON measurability.code_set = 'measurability'
     AND measurability.code = t.measurability
