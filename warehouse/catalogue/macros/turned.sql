-- Whether one name becomes the other where two pieces, of two characters at least, change places:
-- 资金拨付及时率 and 资金及时拨付率.
CREATE MACRO turned(one, other) AS list_bool_or(
    list_transform(range(2, length(differing(one, other)) - 1),
                   lambda n: differing(one, other)[n + 1:] || differing(one, other)[1:n]
                             = differing(other, one)));
