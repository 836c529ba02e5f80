-- What became of a target: 不变 收紧 放松 不可比 方向不明. `later` is so many years behind `earlier`.
-- A floor that became a ceiling is another promise.
CREATE MACRO change_of(earlier, later, direction, years) AS CASE
    WHEN folded(later.text) IS NOT DISTINCT FROM folded(earlier.text) THEN '不变'
    WHEN later.kind = 'date' AND earlier.kind = 'date' AND later.date_to IS NOT NULL
         AND earlier.date_to IS NOT NULL THEN
         CASE WHEN later.date_to - to_years(years) = earlier.date_to THEN '不变'
              WHEN later.date_to - to_years(years) < earlier.date_to THEN '收紧' ELSE '放松' END
    WHEN later.kind <> 'number' OR earlier.kind <> 'number'
         OR later.basis IS DISTINCT FROM earlier.basis OR comparable(later, earlier) IS NULL
         OR comparable(earlier, later) IS NULL
         OR 'between' IN (coalesce(later.operator, ''), coalesce(earlier.operator, ''))
         OR left(later.operator, 1) || left(earlier.operator, 1) IN ('<>', '><') THEN '不可比'
    WHEN comparable(later, earlier) = comparable(earlier, later) THEN '不变'
    WHEN coalesce(direction, 0) = 0 THEN '方向不明'
    WHEN (comparable(later, earlier) - comparable(earlier, later)) * direction > 0 THEN '收紧'
    ELSE '放松' END;
