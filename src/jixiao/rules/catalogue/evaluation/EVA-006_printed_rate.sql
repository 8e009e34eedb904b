-- id:           EVA-006
-- severity:     warning
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- yields_to:    EVA-010
-- parameters:   tolerance = evaluation.rate_tolerance
-- title.zh:     填报的执行率与金额算出的不同
-- title.en:     The printed rate is not that of the amounts
-- message.zh:   填报执行率{printed_rate_pct}，按全年执行数{executed_yuan}、全年预算数{adjusted_yuan}计算为{rate_pct}。
-- message.en:   The form prints a rate of {printed_rate_pct}; {executed_yuan} of {adjusted_yuan} is {rate_pct}.
-- remedy.zh:    请核对执行率，保留两位小数。
-- remedy.en:    Check the rate, and print it with two decimals.
-- not_covered.zh: 没有印执行率的表
-- not_covered.en: forms that print no rate
SELECT document_id, project_id, printed_rate_pct, execution_source AS printed_rate_pct_source, rate_pct, executed_yuan, adjusted_yuan,
       execution_source AS source, confidence
FROM evaluations
WHERE ABS(printed_rate_pct - rate_pct) > $tolerance
ORDER BY document_id, project_id;
