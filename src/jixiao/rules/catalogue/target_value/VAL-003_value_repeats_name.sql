-- id:           VAL-003
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     指标值重复指标名称
-- title.en:     A value that repeats the name
-- message.zh:   指标“{name}”的值“{value_text}”只是重复名称或描述，没有目标。
-- message.en:   The value “{value_text}” of “{name}” only repeats the name or description and sets no target.
-- remedy.zh:    请填写要达到的数值、期限或状态。
-- remedy.en:    Give the number, date or state to be reached.
-- not_covered.zh: 名称中自带的数值（IND-024）
-- not_covered.en: numbers within a name (IND-024)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind NOT IN ('empty', 'placeholder', 'corrupt', 'numeric', 'range')
      AND (COALESCE(issues, '') LIKE '%;tautology;%' OR text_key = name_key OR text_key = description_key)
ORDER BY document_id, project_id, indicator_no
