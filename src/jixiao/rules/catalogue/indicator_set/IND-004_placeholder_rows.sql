-- id:           IND-004
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- grouped:      yes
-- title.zh:     指标只是占位
-- title.en:     Rows that only fill the form
-- message.zh:   有{placeholder_count}行指标只填“{first_name}”之类的占位内容。
-- message.en:   {placeholder_count} rows of indicators only hold “{first_name}” or the like.
-- remedy.zh:    不适用的指标可以删去，或写明“不涉及”及理由。
-- remedy.en:    Leave out what does not apply, or say why.
-- not_covered.zh: 占位指标带有权重（EVA-021）
-- not_covered.en: placeholders that carry a weight (EVA-021)
SELECT document_id, project_id, COUNT(*) AS placeholder_count, MIN(name) AS first_name, MIN(source) AS first_source, MIN(source) AS source
FROM indicators
WHERE is_placeholder
GROUP BY document_id, project_id
ORDER BY document_id, project_id
