-- 线索出处汇总 | The places of all values that a lead rests on, as one text a lead.
-- columns: project_id, signal, lead_id, sources, document_id, path, page, sheet, row
-- computed: whole
-- sorted: project_id, signal
-- method: lead_sources gathered by lead: each file once, with its pages and rows. path, page, sheet and row are those of the first value of this year, else of the first one.
-- why: evidence that is handed on must say where it stands, last year's results included.
-- excludes: what lead_sources excludes.
-- example: SELECT signal, sources FROM lead_places
WITH every AS MATERIALIZED (FROM lead_sources),
pages AS (
    SELECT project_id, signal, lead_id, document_id, path, page, sheet, source_year,
           list_sort(list(DISTINCT row)) AS rows
    FROM every
    GROUP BY project_id, signal, lead_id, document_id, path, page, sheet, source_year),
files AS (
    SELECT project_id, signal, lead_id, path,
           concat(path, ' ',
                  string_agg(concat('第' || page || '页', '“' || sheet || '”',
                                    '第' || array_to_string(rows, '、') || '行'), '，'
                             ORDER BY page, sheet)) AS place
    FROM pages GROUP BY project_id, signal, lead_id, path),
first AS (
    SELECT project_id, signal, document_id, path, page, sheet, row FROM every
    QUALIFY row_number() OVER (PARTITION BY project_id, signal
                               ORDER BY source_year IS DISTINCT FROM fiscal_year, source_kind,
                               path, page, row, source_id) = 1)
SELECT project_id, signal, lead_id, string_agg(place, '；' ORDER BY files.path) AS sources,
       any_value(first.document_id) AS document_id, any_value(first.path) AS path,
       any_value(first.page) AS page, any_value(first.sheet) AS sheet, any_value(first.row) AS row
FROM files JOIN first USING (project_id, signal)
GROUP BY project_id, signal, lead_id
