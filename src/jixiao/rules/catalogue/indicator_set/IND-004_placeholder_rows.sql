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
WITH filler AS (
    SELECT document_id, project_id, name, source, ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE is_placeholder
)
SELECT document_id, project_id, COUNT(*) AS placeholder_count, MIN(CASE WHEN place = 1 THEN name END) AS first_name,
       MIN(CASE WHEN place = 1 THEN source END) AS first_source, MIN(CASE WHEN place = 1 THEN source END) AS source
FROM filler
GROUP BY document_id, project_id
ORDER BY document_id, project_id;
