-- The name of an indicator as it is compared between departments: folded, without ★, 指标1:,
-- template, bracketed unit, year.
CREATE MACRO name_key(printed) AS
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(folded(printed),
    '[(]?[≥≤≧≦><=]+\*+[^)]*[)]?', '', 'g'),
    '^([★☆*]+|(三级)?指标\d{1,2}[:.、])+', ''),
    '\([^()\d]{1,3}\)$', ''),
    '20\d\d年?度?', '', 'g');
