-- id:           VAL-009
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  opinion-34, practice
-- parameters:   shortest = targets.shortest_narrative
-- title.zh:     指标值是一段叙述
-- title.en:     A passage of text for a target
-- message.zh:   “{name}”的指标值是一段叙述：“{value_text}”，没有可以衡量的目标。
-- message.en:   The target of “{name}” is a passage of text, “{value_text}”: nothing to be measured.
-- remedy.zh:    请把叙述移到绩效目标，指标值写数量、比率或程度。
-- remedy.en:    Move the text to the goal and give a number, a rate or a degree.
-- not_covered.zh: 短语；要达到的状态；公式（VAL-008）
-- not_covered.en: short phrases; states to be reached; formulas (VAL-008)
SELECT document_id, project_id, name, text AS value_text, target_source AS value_source, confidence, target_source AS source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND kind = 'narrative' AND length(text_key) >= $shortest
ORDER BY document_id, project_id, indicator_no
