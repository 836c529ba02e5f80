-- Rows of search_text that hold the words: FROM search('满意度'). Words are cut into pairs of characters (Chinese has no spaces); a pair weighs
-- more the fewer rows hold it (idf), a row that holds a whole word stands before one that holds only its pairs.
CREATE MACRO search(words) AS TABLE
WITH word AS (SELECT DISTINCT unnest(string_split_regex(trim(lower(folded_spaces(words))), '\s+')) AS word),
pair AS (SELECT DISTINCT unnest(CASE WHEN length(word) < 3 THEN [word] ELSE list_transform(generate_series(1, length(word) - 1), lambda i: word[i:i + 1]) END) AS pair
         FROM word WHERE word <> ''),
hit AS (SELECT s.id, pair FROM search_text s JOIN pair ON contains(s.folded_text, pair)),
weight AS (SELECT pair, ln(1 + (SELECT count(*) FROM search_text) / count(*)) AS weight FROM hit GROUP BY pair),
ranked AS (SELECT id, sum(weight) / (SELECT sum(weight) FROM weight) AS share, count(*) AS pairs FROM hit JOIN weight USING (pair) GROUP BY id)
SELECT s.* EXCLUDE (folded_text), round(100 * share + 100 * (SELECT count(*) FILTER (contains(s.folded_text, word.word)) / count(*) FROM word WHERE word <> ''), 1) AS relevance
FROM ranked JOIN search_text s USING (id)
WHERE share >= 0.5
ORDER BY relevance DESC, length(s.content), s.fiscal_year DESC, id;
