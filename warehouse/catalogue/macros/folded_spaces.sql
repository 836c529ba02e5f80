-- Full-width forms of the ideographic space made plain, so that words can be told apart.
CREATE MACRO folded_spaces(printed) AS regexp_replace(printed, '[\s\p{Z}]+', ' ', 'g');
