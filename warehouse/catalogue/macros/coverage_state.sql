-- What is to be said of documents that are there: something is held back, tables are loaded, or
-- there is none.
CREATE MACRO coverage_state(held, loaded) AS CASE WHEN held THEN '待核' WHEN loaded THEN '已入库'
                                                  ELSE '公开无表' END;
