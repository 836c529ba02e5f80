-- 专题项目 | Projects by topic (信息化, 培训 …), with the money and with all that they promise.
-- columns: topic, fiscal_year, region_code, region, department, spending_unit, project_id, project, document_kind, amount, indicator_count, goal, promises, page, sheet, row
-- computed: partition
-- sorted: topic, amount DESC, fiscal_year, region_code, department, project_id
-- row_group: 20480
-- method: a project is of a topic if its name holds one of the topic's words (topic_words; a topics.csv beside the curated folder adds words). promises: its indicators with their values, in order.
-- why: what a topic costs and promises. A goal that only mentions a word does not make the project one of the topic: its whole amount would be counted.
-- excludes: what projects_once excludes. A project can be of several topics, so amounts of topics cannot be added up.
-- example: SELECT topic, count(*) AS projects, sum(amount) AS amount FROM topics GROUP BY topic ORDER BY amount DESC
WITH found AS (
    SELECT DISTINCT w.topic, p.project_id
    FROM (SELECT project_id, lower(folded(project)) AS folded FROM projects_once
          WHERE project IS NOT NULL) p
    JOIN topic_words w ON contains(p.folded, lower(folded(w.word)))),
promised AS (
    SELECT project_id,
           string_agg(concat_ws(' ', indicator_name, text), '；'
                      ORDER BY ordinal, indicator_id) AS promises
    FROM effective_targets WHERE project_id IN (SELECT project_id FROM found) GROUP BY project_id)
SELECT found.topic, p.fiscal_year, p.region_code, p.region, p.department, p.spending_unit,
       p.project_id, p.project, p.document_kind, p.amount,
       p.indicator_count, p.goal, promised.promises, p.page, p.sheet, p.row
FROM found JOIN projects_once p USING (project_id) LEFT JOIN promised USING (project_id)
