-- The number of one reading as it can be set beside another's: in the base unit that both have, or
-- as printed where both print the same unit; else NULL.
CREATE MACRO comparable(one, other) AS CASE
    WHEN one.base_unit = other.base_unit THEN one.base_number
    WHEN one.unit IS NOT DISTINCT FROM other.unit THEN one.number END;
