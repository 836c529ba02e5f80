-- Rows of search_text that hold the words: FROM search('满意度'). Words are folded like the text and
-- cut into pairs of characters (Chinese has no spaces); a pair weighs more the fewer rows hold it
-- (idf). One that no row holds weighs as much as the rarest that one does: 维护道路 finds 道路维护.
-- 100 = all pairs, 200 = all words as they stand.
CREATE MACRO search(words) AS TABLE
WITH word AS (
    SELECT DISTINCT replace(lower(folded(one)), '的', '') AS word
    FROM (SELECT unnest(string_split_regex(words, '[\s\p{Z}]+')) AS one)
    WHERE replace(folded(one), '的', '') <> ''),
pair AS (
    SELECT DISTINCT unnest(CASE WHEN length(word) < 3 THEN [word]
                                ELSE list_transform(generate_series(1, length(word) - 1),
                                                    lambda i: word[i:i + 1]) END) AS pair
    FROM word),
hit AS (SELECT s.id, s.about, pair FROM search_text s JOIN pair ON contains(s.folded_text, pair)),
held AS (
    SELECT pair, ln(1 + (SELECT count(*) FROM search_text) / count(*)) AS weight
    FROM hit GROUP BY pair),
weight AS (
    SELECT pair, coalesce(weight, (SELECT max(weight) FROM held)) AS weight
    FROM pair LEFT JOIN held USING (pair)),
ranked AS (
    SELECT id, about, sum(weight) / (SELECT sum(weight) FROM weight) AS share
    FROM hit JOIN weight USING (pair) GROUP BY id, about)
SELECT s.* EXCLUDE (folded_text),
       shortened(s.content,
                 (SELECT min(nullif(strpos(lower(s.content), pair), 0)) FROM pair)) AS excerpt,
       round(100 * share + 100
             * (SELECT count(*) FILTER (contains(s.folded_text, word.word)) / count(*) FROM word),
             1) AS relevance
FROM ranked JOIN search_text s USING (id, about)
WHERE share >= @search_share
ORDER BY relevance DESC, length(s.content), s.fiscal_year DESC, id;
