-- 线索出处 | Every value that a lead rests on, with the file, page and row where it stands: this year's and last year's.
-- columns: lead_id, signal, title_zh, fiscal_year, region_code, region, department, project_id, project, source_id, source_kind, source_year, document_kind, indicator_name, printed_value, amount, document_id, path, page, sheet, row, source_text
-- method: indicator_ids and project_ids of the hits of signals, each looked up in indicators and projects; a lead that rests on no single value (something is missing) stands where the table of its project begins.
-- why: what is quoted must be found again; a working paper that names one page for values of two documents cannot be checked.
-- excludes: misses and what cannot be judged.
-- example: SELECT title_zh, project, indicator_name, printed_value, path, page, row FROM lead_sources ORDER BY lead_id, source_id
WITH hits AS MATERIALIZED (
    SELECT signal, title_zh, lead_id, project_id, indicator_ids,
           CASE WHEN indicator_ids IS NULL OR project_ids IS NOT NULL
                THEN coalesce(project_ids, project_id) END AS project_ids,
           fiscal_year, region_code, region, department, project
    FROM signals WHERE outcome = '命中'),
named AS MATERIALIZED (
    SELECT DISTINCT * EXCLUDE (indicator_ids, project_ids)
    FROM (SELECT *, '指标' AS source_kind, unnest(string_split(indicator_ids, ';')) AS source_id
          FROM hits
          UNION ALL BY NAME
          SELECT *, '项目' AS source_kind, unnest(string_split(project_ids, ';')) AS source_id
          FROM hits)),
placed AS (
    SELECT indicator_id AS source_id, '指标' AS source_kind, fiscal_year AS source_year,
           document_kind, name AS indicator_name,
           concat_ws('；', coalesce(annual_value, period_value),
                     '实际' || actual_value, '得分' || score || '/' || points) AS printed_value,
           NULL::DECIMAL(18, 6) AS amount, document_id, page, sheet, row, source_text
    FROM indicators WHERE indicator_id IN (SELECT source_id FROM named)
    UNION ALL
    SELECT project_id, '项目', fiscal_year, document_kind, NULL, project,
           coalesce(total, budget_adjusted, period_total), document_id, page, sheet, row, NULL
    FROM projects WHERE project_id IN (SELECT source_id FROM named))
SELECT n.lead_id, n.signal, n.title_zh, n.fiscal_year, n.region_code, n.region, n.department,
       n.project_id, n.project, n.source_id, n.source_kind, l.source_year, l.document_kind,
       l.indicator_name, l.printed_value, l.amount, l.document_id, d.path, l.page, l.sheet, l.row,
       l.source_text
FROM named n JOIN placed l USING (source_id, source_kind)
     LEFT JOIN (SELECT document_id, min(path) AS path FROM documents
                GROUP BY document_id) d USING (document_id)
