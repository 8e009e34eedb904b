-- id:           STR-018
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- title.zh:     指标值的数字被空格断开
-- title.en:     A blank tears the number of a target
-- message.zh:   “{name}”的指标值印作“{target_text}”，数字中间有空格，是一个数还是两个数看不出来。
-- message.en:   The target of “{name}” reads “{target_text}”: a blank stands in the number, which may be one or two.
-- remedy.zh:    请核对原数，去掉空格或补上漏掉的符号。
-- remedy.en:    Check the figure and take out the blank, or put in the sign that is missing.
-- not_covered.zh: 千分位空格（12 000）；文字中的数字（TXT）；日期
-- not_covered.en: blanks between thousands (12 000); numbers in prose (TXT); dates
SELECT document_id, project_id, name, source AS name_source, text AS target_text, target_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind IN ('numeric', 'range', 'relative_numeric', 'corrupt')
      AND regexp_matches(text, '[0-9] +[0-9]')
      AND NOT regexp_matches(text, '(^|[^0-9.])[0-9]{1,3}( [0-9]{3})+([^0-9]|$)')
      AND NOT regexp_matches(text, '(19|20)[0-9]{2}')
ORDER BY document_id, project_id, indicator_no;
