-- id:           IND-019
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- yields_to:    DIS-008
-- title.zh:     指标名称留有模板文字
-- title.en:     Residue of a template in a name
-- message.zh:   指标“{name}”（{level2}）留有模板的提示文字。
-- message.en:   Indicator “{name}” ({level2}) keeps words of its template.
-- remedy.zh:    请删去模板提示文字。
-- remedy.en:    Take the words of the template out.
-- not_covered.zh: 说明文字中的占位符（DIS-008）
-- not_covered.en: placeholders in the narrative (DIS-008)
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND (name LIKE '%**%' OR regexp_matches(concat(name, COALESCE(level2, '')), '[（(]目标[0-9][)）]|必填|请填写|示例'))
ORDER BY document_id, project_id, indicator_no
