-- An indicator as evidence shows it: its name, and its value as printed.
CREATE MACRO shown(indicator_name, printed) AS coalesce(indicator_name, '（无名称）') || ' '
    || coalesce(nullif(trim(printed), ''), '（未填）');
