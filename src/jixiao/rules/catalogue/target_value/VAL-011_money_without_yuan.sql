-- id:           VAL-011
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  practice
-- grouped:      yes
-- title.zh:     金额只写“万”
-- title.en:     Money without 元
-- message.zh:   {indicators}项指标的金额没有写“元”，如“{name}”写“{value_text}”。
-- message.en:   {indicators} amount(s) lack the unit 元, such as “{name}”: “{value_text}”.
-- remedy.zh:    请写明“万元”。
-- remedy.en:    Write 万元.
-- not_covered.zh: 数量的“万”（如“3万件”）
-- not_covered.en: 万 of a quantity, such as 30,000 pieces
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND issues LIKE '%;money_unit_missing;%'
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
