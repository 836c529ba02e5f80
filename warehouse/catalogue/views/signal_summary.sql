-- 线索汇总 | Hits, misses and undecided projects of each rule by year, with the money behind them.
-- columns: fiscal_year, signal, title_zh, grade, hits, misses, undecided, amount_hit, amount_judged, amount_all, share_of_judged
-- computed: whole
-- sorted: fiscal_year, signal
-- method: signals counted; share_of_judged is the money of the hits over the money of the projects that could be judged.
-- why: a rule that can seldom be decided must not look like one that finds nothing.
-- excludes: what projects_once excludes.
-- example: SELECT title_zh, hits, undecided, amount_hit FROM signal_summary WHERE hits > 0 ORDER BY amount_hit DESC
SELECT fiscal_year, signal, title_zh, grade, {projects_hit} AS hits,
       {projects_missed} AS misses, {projects_undecided} AS undecided,
       {amount_hit} AS amount_hit, {amount_judged} AS amount_judged, {amount} AS amount_all,
       {hit_amount_share} AS share_of_judged
FROM signals GROUP BY fiscal_year, signal, title_zh, grade
