-- id:           VAL-009
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, practice
-- parameters:   narrative_length = targets.narrative_length
-- yields_to:    VAL-003
-- title.zh:     以叙述代替指标值
-- title.en:     A narrative instead of a value
-- message.zh:   指标“{name}”的值是一段叙述“{value_text}”，无法衡量。
-- message.en:   The value of “{name}” is a narrative, “{value_text}”, that cannot be measured.
-- remedy.zh:    请从叙述中提炼可衡量的数值，叙述写入说明。
-- remedy.en:    Take a measurable value out of it and move the text to the note.
-- not_covered.zh: 不足十二字的短语；重复名称或描述的（VAL-003）
-- not_covered.en: phrases of fewer than twelve characters; values that repeat name or description (VAL-003)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind = 'narrative' AND LENGTH(text_key) >= $narrative_length
ORDER BY document_id, project_id, indicator_no
