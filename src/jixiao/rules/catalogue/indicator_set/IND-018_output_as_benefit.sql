-- id:           IND-018
-- severity:     info
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     以产出作效益
-- title.en:     An output dressed as a benefit
-- message.zh:   效益指标“{name}”（{value_text}）说的是工作完成情况，不是效果。
-- message.en:   The benefit “{name}” ({value_text}) tells that work was done, not what came of it.
-- remedy.zh:    请改列产出指标，效益写明带来的变化。
-- remedy.en:    Move it to output, and say what changes.
-- not_covered.zh: 不含这些字样的产出
-- not_covered.en: outputs that other words tell
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND level1_code = 'benefit' AND regexp_matches(name, '完成|记录率|纪录率|送达|按时|及时率|发放率|到位率') AND NOT regexp_matches(name, '提升|改善|减少|降低|促进')
ORDER BY document_id, project_id, indicator_no
