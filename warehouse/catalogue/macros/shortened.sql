-- A text of at most 64 characters, cut around a place in it.
CREATE MACRO shortened(content, place) AS CASE WHEN length(content) <= 64 THEN content
    ELSE CASE WHEN coalesce(place, 1) > 21 THEN '…' ELSE '' END
         || content[greatest(1, coalesce(place, 1) - 20):
                    greatest(1, coalesce(place, 1) - 20) + 60]
         || CASE WHEN length(content) > greatest(1, coalesce(place, 1) - 20) + 60
                 THEN '…' ELSE '' END END;
