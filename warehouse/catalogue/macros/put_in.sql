-- The piece that makes a longer name of a shorter one, where one piece does and stands before the
-- last word (which says what is measured); else NULL. put_in('管护面积', '绿地管护面积') is 绿地.
CREATE MACRO put_in(shorter, longer) AS list_transform(
    list_filter(range(0, length(shorter)),
                lambda k: starts_with(longer, shorter[1:k]) AND ends_with(longer, shorter[k + 1:])),
    lambda k: longer[k + 1:k + length(longer) - length(shorter)])[1];
