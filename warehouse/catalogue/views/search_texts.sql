-- 检索条目 | Each different text that the search looks through, once, with the number of its places.
-- columns: text_id, about, content, folded_text, places, fiscal_year, department, project, annual_value, id
-- computed: whole
-- sorted: text_id
-- row_group: 8192
-- method: search_text by about and content. text_id counts from 0 in the order in which equally fitting texts are shown: short ones first, then those of many places. Year, department, project, value and id are those of the newest place.
-- why: jixiao search asks these instead of every place, where a build holds them.
-- excludes: what search_text excludes.
-- example: SELECT content, places FROM search_texts WHERE about = '指标' ORDER BY places DESC LIMIT 20
SELECT (row_number() OVER (ORDER BY length(content), places DESC, fiscal_year DESC NULLS LAST,
                           about, content) - 1)::INTEGER AS text_id,
       about, content, folded_text, places, fiscal_year, department, project, annual_value, id
FROM (SELECT about, content, min(folded_text) AS folded_text, count(*) AS places,
             max(fiscal_year) AS fiscal_year, arg_max(department, place) AS department,
             arg_max(project, place) AS project, arg_max(annual_value, place) AS annual_value,
             max(place).id AS id
      FROM (SELECT *, {'year': coalesce(fiscal_year, 0), 'id': id} AS place FROM search_text)
      GROUP BY about, content)
