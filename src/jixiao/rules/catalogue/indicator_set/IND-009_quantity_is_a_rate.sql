-- id:           IND-009
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     数量指标的值是比率
-- title.en:     A quantity that is a rate
-- message.zh:   数量指标“{name}”的值是“{value_text}”，不是数量。
-- message.en:   The quantity “{name}” has the target “{value_text}”, which is a rate.
-- remedy.zh:    请改为件、次、人等数量，或改列质量指标。
-- remedy.en:    Give a number of pieces, times or people, or move it to quality.
-- not_covered.zh: 增长率（相对值）
-- not_covered.en: rates of growth
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level2_code = 'output.quantity' AND unit = 'percent' AND kind IN ('numeric', 'range')
ORDER BY document_id, project_id, indicator_no
