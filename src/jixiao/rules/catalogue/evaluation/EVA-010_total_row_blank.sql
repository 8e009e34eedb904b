-- id:           EVA-010
-- severity:     error
-- stage:        evaluate
-- scope:        W
-- applies_from: 2015-01-01
-- legal_basis:  measures-10, self-evaluation-forms
-- title.zh:     资金合计行为零，分项却有金额
-- title.en:     The total row of the money is zero while its parts have money
-- message.zh:   年度资金总额一行没有金额，分项的全年预算数合计{parts_yuan}。
-- message.en:   The row of the year has no money, and its parts make {parts_yuan}.
-- remedy.zh:    请填写年度资金总额一行，并按它计算执行率和得分。
-- remedy.en:    Fill in the total row, and compute rate and points from it.
-- not_covered.zh: 分项也没有金额的
-- not_covered.en: parts without money
SELECT document_id, project_id, parts_yuan, execution_source AS source, confidence
FROM evaluations
WHERE is_total_row_blank
ORDER BY document_id, project_id;
