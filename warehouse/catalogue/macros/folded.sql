-- Full-width forms made half-width, traditional characters simplified and white space removed, for
-- comparing printed text. Few texts hold any of these, and to look for one is cheap: translate
-- builds its table anew for each text.
CREATE MACRO folded(printed) AS CASE
  WHEN regexp_matches(printed, '[\s\p{Z}！-～' || @traditional || ']')
  THEN regexp_replace(translate(
    CASE WHEN regexp_matches(printed, '[' || @traditional || ']')
      THEN translate(printed, @traditional, @simplified) ELSE printed END,
'！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
'!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~'
    ), '[\s\p{Z}]+', '', 'g')
  ELSE printed END;
