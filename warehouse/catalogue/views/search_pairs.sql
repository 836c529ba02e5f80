-- 检索字对 | Which text holds which pair of characters: the index of the search.
-- columns: pair, text_id
-- computed: whole
-- sorted: pair, text_id
-- method: two characters that stand side by side in folded_text of search_texts; a pair once a text.
-- why: a search reads the row groups of its pairs instead of all texts.
-- excludes: what search_text excludes; texts of one character.
-- example: SELECT count(*) FROM search_pairs WHERE pair = '满意'
SELECT unnest(list_distinct(list_transform(generate_series(1, length(folded_text) - 1),
                                           lambda i: folded_text[i:i + 1]))) AS pair, text_id
FROM search_texts
