-- id:           VAL-004
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- grouped:      yes
-- title.zh:     指标值没有方向
-- title.en:     A value without direction
-- message.zh:   {indicators}项指标的值没有说明方向，如“{name}”写“{value_text}”：变好还是变坏都算“改变”。
-- message.en:   {indicators} indicator(s) name no direction, such as “{name}”: “{value_text}”; a change may be for better or worse.
-- remedy.zh:    请写明提升或下降及其幅度。
-- remedy.en:    Say whether it is to rise or to fall, and by how much.
-- not_covered.zh: 与名称方向相反的值（VAL-005）
-- not_covered.en: values against the direction of the name (VAL-005)
WITH found AS (
    SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence,
           COUNT(*) OVER (PARTITION BY document_id, project_id) AS indicators,
           ROW_NUMBER() OVER (PARTITION BY document_id, project_id ORDER BY indicator_no) AS place
    FROM indicators
    WHERE NOT is_placeholder
          AND kind IN ('qualitative', 'relative_qualitative') AND direction = 'change'
)

SELECT document_id, project_id, indicators, name, value_text, value_source, value_source AS source, confidence
FROM found
WHERE place = 1
ORDER BY document_id, project_id
