-- Whether quantities of this unit can be added up: no rates, no ratios, no ranks, and only where
-- the base unit is certain.
CREATE MACRO is_additive(base_unit) AS base_unit IS NOT NULL
    AND NOT regexp_matches(base_unit, @non_additive_units);
