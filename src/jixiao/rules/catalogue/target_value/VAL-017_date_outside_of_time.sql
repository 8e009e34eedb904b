-- id:           VAL-017
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings, practice
-- title.zh:     时间写在其他类指标
-- title.en:     A date outside of time
-- message.zh:   “{level2}”的“{name}”以时间“{value_text}”为目标，与指标类别不符。
-- message.en:   “{name}” under “{level2}” has the date “{value_text}” for a target, which does not fit its kind.
-- remedy.zh:    请改列时效指标，或填写与类别相符的值。
-- remedy.en:    Move it to timeliness, or give a value of its kind.
-- not_covered.zh: 可持续影响指标中的期限；质量指标中的时长（IND-010）
-- not_covered.en: periods of sustainability; durations under quality (IND-010)
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, target_source AS source, confidence
FROM indicators
WHERE NOT is_placeholder AND kind IN ('deadline', 'period')
      AND level2_code IN ('output.quantity', 'output.quality', 'output.cost', 'cost.economic', 'cost.social', 'cost.environmental',
                          'benefit.economic', 'benefit.social', 'benefit.ecological', 'satisfaction.beneficiary')
ORDER BY document_id, project_id, indicator_no
