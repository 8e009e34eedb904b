-- id:           IND-015
-- severity:     warning
-- stage:        declare
-- scope:        P
-- applies_from: 2015-01-01
-- legal_basis:  measures-10
-- yields_to:    IND-013
-- title.zh:     以预算执行率作绩效指标
-- title.en:     Execution of the budget as an indicator
-- message.zh:   指标“{name}”（{value_text}）考核的是资金支付，预算执行率在自评中单独计分。
-- message.en:   Indicator “{name}” ({value_text}) measures payments; execution of the budget is scored apart in the self-evaluation.
-- remedy.zh:    请改为反映产出或效果的指标。
-- remedy.en:    Set an indicator of output or effect instead.
-- not_covered.zh: 补助资金发放到位率等对受益人的支付
-- not_covered.en: payment of grants to those who receive them
SELECT document_id, project_id, name, level2, text AS value_text, target_source AS value_source, confidence, source
FROM indicators
WHERE scope = 'project' AND NOT is_placeholder
  AND is_execution_rate
ORDER BY document_id, project_id, indicator_no
