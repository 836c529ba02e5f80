-- 省 市 县 of an administrative code; NULL where there is none. 省直管县 (the city's place is 90) is 县.
CREATE MACRO region_level(region_code) AS CASE
    WHEN NOT coalesce(regexp_full_match(region_code, '[0-9]{6}'), false) THEN NULL
    WHEN region_code LIKE '%0000' THEN '省'
    WHEN region_code LIKE '%00' THEN '市' ELSE '县' END;
