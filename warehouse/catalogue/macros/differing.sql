-- A name without what it begins and ends with like another one of the same length.
CREATE MACRO differing(one, other) AS one[
    length(list_filter(range(1, length(one) + 1), lambda n: starts_with(other, one[1:n]))) + 1:
    length(one) - length(list_filter(range(1, length(one) + 1),
                                     lambda n: ends_with(other, one[length(one) - n + 1:])))];
