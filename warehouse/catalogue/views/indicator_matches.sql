-- 指标对应 | Which indicator is the same one: in a year and the year before (上年), in a self-evaluation and the target table that it answers (预算目标).
-- columns: relation, fiscal_year, project_id, indicator_id, matched_project_id, matched_id, match_method, match_score
-- computed: whole
-- sorted: relation, fiscal_year, project_id, matched_project_id, indicator_id, matched_id
-- method: within one project, first wins: 同一指标 (subcategory, name and place are the same; the name without spaces, marks, bracketed unit and year), 同名多个，按次序 (the same, several times: in the order of the source), 同名，归类不同, 折叠后同名 (the words of schemas/indicator_words.csv made one: 设备购置费, 设备购置经费), 词序不同 (two pieces changed places), 名称相近 (one name is the other with one piece put in that is a filler by parameter match_filler, and match_score, the shorter length over the longer, is at least match_similarity). From 折叠后同名 on the subcategory is the same, and there is one candidate on each side. Every indicator of both sides stands here once; without a counterpart match_method is NULL, and matched_project_id is the other side's project where it has one.
-- why: what is compared over years and kinds rests on this, so it can be looked at by itself.
-- excludes: years of which the department published only one; self-evaluations without a target table, and the other way round.
-- example: SELECT match_method, count(*) AS pairs FROM indicator_matches WHERE relation = '上年' GROUP BY match_method
FROM matched_indicators('上年') UNION ALL FROM matched_indicators('预算目标')
