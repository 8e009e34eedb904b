-- id:           VAL-004
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     指标值没有方向
-- title.en:     A change without direction
-- message.zh:   “{name}”的指标值是“{value_text}”，没有说明变好还是变坏、增加还是减少。
-- message.en:   The target of “{name}” is “{value_text}”: it does not say in which direction.
-- remedy.zh:    请写明提高或降低，以及幅度。
-- remedy.en:    Say whether it rises or falls, and by how much.
-- not_covered.zh: 方向与名称相反的指标值（VAL-005）
-- not_covered.en: directions against the name (VAL-005)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder AND kind IN ('qualitative', 'relative_qualitative') AND direction = 'change'
ORDER BY document_id, project_id, indicator_no
