-- 检索字对数 | How many texts, and how many places, hold a pair of characters.
-- columns: pair, text_count, place_count, all_places
-- computed: whole
-- sorted: pair
-- row_group: 8192
-- method: search_pairs by pair; all_places is the number of rows of search_text.
-- why: the rarer a pair, the more it says: search weighs by it and begins with the rarest.
-- excludes: what search_text excludes; texts of one character.
-- example: SELECT pair, text_count FROM search_pair_counts ORDER BY text_count DESC LIMIT 20
SELECT p.pair, count(*) AS text_count, sum(t.places)::BIGINT AS place_count,
       (SELECT sum(places)::BIGINT FROM search_texts) AS all_places
FROM search_pairs p JOIN search_texts t USING (text_id) GROUP BY p.pair
