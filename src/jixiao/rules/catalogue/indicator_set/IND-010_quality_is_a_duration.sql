-- id:           IND-010
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     质量指标的值是时间
-- title.en:     A quality that is a duration
-- message.zh:   质量指标“{name}”的值是“{value_text}”，属于时效。
-- message.en:   The quality “{name}” has the target “{value_text}”, which is a matter of time.
-- remedy.zh:    请改列时效指标，或改写质量要求。
-- remedy.en:    Move it to timeliness, or word a quality.
-- not_covered.zh: 使用年限等以时间表示的质量（由人判断）
-- not_covered.en: durability, which time does express: a person has to judge
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level2_code = 'output.quality' AND dimension = 'time' AND kind IN ('numeric', 'range')
ORDER BY document_id, project_id, indicator_no
