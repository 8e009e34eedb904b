-- id:           VAL-006
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- parameters:   mixed_length = targets.mixed_length
-- title.zh:     数值与文字混写
-- title.en:     Number and text mixed
-- message.zh:   指标“{name}”的值“{value_text}”把数值和文字写在一起，含义不清。
-- message.en:   The value “{value_text}” of “{name}” mixes a number with text and is not clear.
-- remedy.zh:    请在指标值中只写比较符号、数值和单位，其余写入名称或说明。
-- remedy.en:    Write sign, number and unit only; the rest belongs in the name or the note.
-- not_covered.zh: “以上”“左右”等与数值相连的词；两个数量写在一格
-- not_covered.en: words that belong to a number, such as “at least”; two quantities in one cell
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND issues LIKE '%;mixed_value;%'
      AND LENGTH(regexp_replace(text, '[0-9.,，%％‰≥≤≧≦><=＞＜＝ ]+', '', 'g')) >= $mixed_length
ORDER BY document_id, project_id, indicator_no
