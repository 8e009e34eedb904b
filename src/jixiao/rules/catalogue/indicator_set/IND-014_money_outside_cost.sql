-- id:           IND-014
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  audit-findings
-- title.zh:     金额列在成本以外的指标
-- title.en:     Money outside of cost
-- message.zh:   “{level2}”的“{name}”以金额“{value_text}”为目标，是否应列入成本指标？
-- message.en:   “{name}” under “{level2}” has an amount, “{value_text}”, for a target; does it belong under cost?
-- remedy.zh:    请改列成本指标，或改写为产出、效果。
-- remedy.en:    Move it to cost, or word an output or effect.
-- not_covered.zh: 罚没、收费等收入指标（VAL-035）
-- not_covered.en: targets of income from fines and fees (VAL-035)
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND NOT is_cost AND level2_code IS DISTINCT FROM 'benefit.economic' AND dimension = 'money' AND kind IN ('numeric', 'range') AND NOT is_income
  AND COALESCE(level1_code, '') <> 'cost' AND level2_code IS NOT NULL AND name NOT LIKE '%成本%'
ORDER BY document_id, project_id, indicator_no
