-- id:           VAL-005
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     指标值方向与名称相反
-- title.en:     Direction against the name
-- message.zh:   指标“{name}”的值为“{value_text}”，与名称的方向相反。
-- message.en:   The value “{value_text}” of “{name}” goes against its name.
-- remedy.zh:    请核对：希望减少的，写下降及幅度；希望提高的，写提升及幅度。
-- remedy.en:    Check it: what should be less is to fall, what should be more is to rise, each by how much.
-- not_covered.zh: 由几句话组成的名称；数值指标的方向（VAL-020、VAL-021、VAL-022）
-- not_covered.en: names of several clauses; the direction of numbers (VAL-020, VAL-021, VAL-022)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind IN ('qualitative', 'relative_qualitative', 'relative_numeric')
      -- Words that say more or less by themselves; 改善 of a reduction is no contradiction.
      AND (wanted_direction = 'decrease' AND regexp_matches(text, '提升|提高|增加|增长|上升|增强|增多|扩大') AND NOT regexp_matches(text, '减|降|控')
           OR wanted_direction = 'increase' AND regexp_matches(text, '下降|减少|降低|减弱|下滑') AND NOT regexp_matches(text, '提|增|升|成本|负担|时间|风险|差距'))
ORDER BY document_id, project_id, indicator_no
