-- id:           IND-017
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-88, practice
-- yields_to:    VAL-009
-- title.zh:     满意度没有数值
-- title.en:     A satisfaction without a number
-- message.zh:   满意度指标“{name}”的值是“{value_text}”，没有数值，无法调查评分。
-- message.en:   The satisfaction “{name}” has the target “{value_text}”, no number that a survey could be held against.
-- remedy.zh:    请写明满意度百分比，如“≥90%”，并说明调查方式。
-- remedy.en:    Give a percentage, such as ≥90%, and how it is asked.
-- not_covered.zh: 空白的指标值
-- not_covered.en: blank targets
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level1_code = 'satisfaction' AND is_satisfaction AND kind NOT IN ('numeric', 'range', 'relative_numeric', 'placeholder', 'empty', 'corrupt')
ORDER BY document_id, project_id, indicator_no
